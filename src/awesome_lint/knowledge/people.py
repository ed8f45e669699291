"""Names that people have, by which a person is told from other words with capitals: `Jon Bentley` from `Program Synthesis`.

Collected from public lists and from what names are common. A name that is as well an ordinary word is left out.
"""

from functools import cache

GIVEN_NAMES = """
Aakanksha Aaron Abby Abdelrahman Abdullah Abhijit Abhinav Abhishek Abulhair Adam Adarsh Aditi Aditya Adrian Adrien Adrià Afra
Afshin Agata Agatha Agnieszka Agrim Ahmad Ahmed Ahmet Aisha Aishwarya Ajay Ajinkya Akash Akiko Akira Akos Akshat Akshay Alain
Alan Alasdair Alastair Albert Alberto Alec Aleix Alejandra Alejandro Aleksandar Aleksander Aleksandra Aleksei Alessandro
Alessio Alex Alexander Alexandra Alexandre Alexandros Alexei Alexey Alexis Alfred Alice Alicia Alireza Alistair Allan Allen
Allison Alon Alper Alvin Alán Amanda Amelia Ameya Amir Amirhossein Amit Amlan Ammar Amol Amr Amy Ana Anahita Anant Anas
Anastasiia Anders Andre Andrea Andreas Andreea Andrei Andres Andrew Andrey Andriy André Andy Angela Angus Anh Aniket Anil Anima
Animesh Anirban Aniruddha Anirudh Anita Ankit Ankur Anmol Ann Anna Anne Annie Anoop Anselm Anthony Antoine Antoinette Anton
Antoni Antonia Antonio Anurag Anusha Aoife Aram Arash Aravind Archie Arjun Arman Armand Arnab Arnaud Arnav Arne Arno Arnold
Aron Arpit Artem Arthur Arturo Arvind Aryan Ashish Ashkan Ashutosh Ashwin Asli Assaf Atsushi Atticus Audrey Aurélien Avi
Avideep Avinash Avinatan Aviral Aviv Axel Ayaan Ayush Ayşe Aäron Babak Badour Bahram Balaji Balasubramaniam Balázs Baptiste
Barbara Baris Barry Bart Bastian Beatrice Beatriz Becky Ben Benedikt Bengt Benjamin Bennett Benoit Beomsu Bernard Bernd
Bernhard Bernie Berthy Bertrand Beth Betty Bharat Bharath Bhavya Bhiksha Bhuwan Bilal Bill Bjarne Bjoern Björn Blake Boah Bob
Bodo Bogdan Bohyung Bonnie Boris Borja Brad Bradley Bram Brandon Brendan Brent Bret Brett Brian Bridget Brooke Bruce Bruna
Bruno Bryan Bryce Burak Byron Byungsoo Caleb Callum Calvin Camila Carl Carla Carlo Carlos Carmen Carol Caroline Carolyn Carrie
Casey Cathy Cecilia Cem Cesare Chad Chaerin Chaitanya Charles Charlie Charlotte Chester Chethan Chiara Chin-Yew Chinmay Chirag
Chitwan Chloé Chris Christian Christiane Christina Christine Christoph Christophe Christopher Christos Chuck Ciara Cindy Claire
Claude Claudia Clayton Cliff Clifford Clinton Clive Clément Colleen Connie Connor Conor Corey Cory Costin Craig Cristian
Cristina Csaba Curtis Cynthia Cédric Céline Daesik Daewon Damien Dan Dana Daniel Daniela Daniele Daniil Danilo Danny Dario
Darrell Darren Daryl Dave David Davide Dean Debajyoti Debbie Deborah Deepak Deepika Deirdre Denis Denise Deniz Dennis Denny
Derek Detlef Devi Dheeru Dhruv Diana Diane Dick Didier Didrik Dieter Dilip Dimitra Dimitri Dimitrios Dimitris Dinesh Dit-Yan
Divya Divyansh Dmitri Dmitrii Dmitry Doina Dominic Dominick Dominik Dominique Don Donald Donghoon Donghyeon Dongwon Dongwoo
Dongyeop Donna Doris Dorit Dorothy Dorsa Doug Douglas Dragomir Drew Dror Dumitru Duncan Dustin Duygu Dwight Dylan Dzmitry Earl
Eckhard Ed Eddie Edgar Edith Edmund Edna Edoardo Edsger Eduard Eduardo Edward Edwin Ehsan Ehud Eileen Ekaterina Elad Elaine
Eleanor Elena Eleni Elham Elias Elisa Eliya Elizabeth Ellen Ellie Elliot Elliott Eloi Elon Emanuele Emil Emiliano Emily Emma
Emmanuel Emre Enis Enrico Erez Eric Erik Ernest Ernst Estelle Esther Ethan Etienne Eugene Eugenia Eunho Eva Evan Evangelos Eve
Evelyn Evgenii Evgeniy Evgeny Ewan Eyal Fabio Fabrizio Faez Falk Farhad Fatemeh Fatima Fatma Faye Federica Federico Felipe
Felix Ferenc Fernanda Fernando Feryal Filip Fiona Firas Florence Florian Forrest Frances Francesco Francis Francisco Franck
Frank François Françoise Frauke Fred Freda Freddie Frederic Frederick Frederik Fredrik Freek Friedrich Frédéric Furkan Fyodor
Gabriel Gabriele Gail Galina Ganesh Gareth Garrett Gary Gaurav Gavin Gaëtan Gedas Gene Geoff Geoffrey Geon Geonmo Georg George
Georgios Gerald Geraldine Gerard Gerasimos Gerd Gergely Gerhard Gheorghe Gholamreza Giacomo Gianluca Giannis Gihyun Gijs
Gilbert Gina Ginger Giorgio Giorgos Giovanni Girish Gita Giulia Giulio Giuseppe Glen Gloria Gokul Gopal Gordon Gowthami Grace
Graeme Graham Grant Greg Gregor Gregory Grzegorz Guido Guillaume Gunnar Gunter Gus Gustav Gustavo Guy Gwanghyun Gwen Gwyneth
Gyeongman Gábor Göran Günter Hadar Hadi Haggai Haithem Hakan Hal Hamed Hamid Hamish Hank Hannah Hannaneh Hans Hany Harold
Harriet Harrison Harry Harshit Haruki Haruto Harvey Hassan Hayden Heather Heeseung Heidi Heiko Heinrich Helena Helga Hendrik
Henrik Henry Herb Herbert Hermann Hervé Heung-Yeung Hideki Hideo Hilary Hinrich Hiroki Hiroshi Hoifung Hoigi Holger Holly
Homanga Homer Honglak Horst Hossein Howard Hsin-Ying Hubert Hugo Hussein Hyeon Hyojin Hyunjae Hyunsu Hyunwoo Håkan Ian Ibrahim
Ignacio Igor Ike Ilker Ilya Ilyass Immanuel Inbar Ingrid Ioannis Ion Irene Irfan Irina Irving Irwin Iryna Isaac Isabelle Ishaan
Ishita István Italo Itay Ivan Ivana Ivo Ivy Jaakko Jack Jackie Jacob Jacqueline Jacques Jae-Joon Jaehong Jaehoon Jaehyeon
Jaehyun Jaeseok Jaesik Jaesung Jaewoo Jaewoong Jaeyoung Jakob Jakub James Jan Janarthanan Jane Janet Janice Jannik Jared Jaron
Jascha Jason Jasper Javier Jay Jayaraman Jaydeep Jean-Baptiste Jeanne Jeannette Jeff Jeffrey Jelle Jenna Jennifer Jenny Jens
Jeongsol Jeremiah Jeremy Jerome Jerry Jesper Jesse Jessica Jihoon Jihyun Jill Jim Jimmy Jinheon Jinkyu Jinsung Jinwoo Jinyoung
Jiro Jitendra Jitesh Jiwon Jiyoung Jiří Jo Joachim Joan Joanna Joanne Jochen Jodi Jody Joe Joel Joelle Joey Johann Johanna
Johannes John Johnathan Johnny Jon Jonas Jonathan Jonathon Jonghyun Jonny Joost Jooyoung Jordan Jordi Jorge Joris Jose Josef
Joseph Josephine Josh Joshua José Joyce João Juan Juanita Juergen Julien Juliet Julius Jung-Woo Junhwa Junhyeok Junhyuk Junsoo
Junyoung Jussi Justin Jutta Jérôme Jörg Jörn Jürgen Kai Kam-Fai Kamal Kamil Kamyar Kangwook Karim Karin Karl Karthik Kartik
Katarzyna Kate Katharina Katherine Kathleen Kathryn Kathy Katie Katja Kaveh Kavita Kay Kazuhiro Kazuo Kees Keiko Keith Kelly
Ken Kenji Kenneth Kenny Kent Kenta Kentaro Kenton Kerem Kerry Keshav Kevin Keyulu Kfir Khaled Khalil Kim Kirill Kirk Kirsten
Kirsty Klaus Knut Koen Konrad Konstantin Konstantinos Koray Kostas Kris Krishna Kristen Kristian Kristin Kristina Krzysztof
Kshitij Kuan-Chieh Kunal Kung-Hsiang Kurt Kyle Kyunghyun Kyungmin Lakshmi Larry Lars Lasse Laura Lauren Laurence Laurent
Lawrence Leah Leandro Leif Leila Leo Leon Leonard Leonardo Leonid Leonidas Leslie Lewis Liam Lillian Lina Linus Lior Lisa Llion
Lloyd Lois Loren Lorenzo Lori Lorraine Lothar Louis Louise Lowell Luca Lucas Lucia Lucy Ludmila Ludwig Luis Lukas Luke Lutz
Lynn László Maarten Machel Maciej Mack Madeleine Magnus Mahdi Mahesh Mahmoud Mahmut Mahyar Maik Maitreya Makoto Maksym Malcolm
Malte Manfred Manish Manohar Manuel Maor Marc Marcel Marcia Marco Marcos Marcus Marek Margaret Margot Maria Marian Mariana
Mariana-Iuliana Marianne Marie Mariia Marijn Marilyn Marinka Mario Marion Marius Marjorie Mark Marko Markus Marshall Marten
Martha Martin Marty Marvin Mary Maryam Masashi Massimiliano Massimo Matej Mateo Mateusz Mathias Mathieu Mathis Mats Matt Matteo
Matthew Matthias Matthieu Matthijs Matti Maureen Maurizio Mauro Max Maxime Maximilian Maya Mayank Maël Meena Meg Megan Mehdi
Mehmet Mehran Mehrdad Meike Melanie Melissa Mert Mervyn Mia Micah Michael Michal Michalis Michał Michel Michela Michele
Michelle Michiel Michihiro Mickey Miguel Mihaela Mihai Miika Mikael Mike Mikhail Mikkel Milad Mildred Milton Minbyul Ming-Hsuan
Minh Minhyuk Minjae Minsoo Minsuk Minyoung Mirella Miriam Mischa Mitchell Moein Mohamad Mohamed Mohammad Mohammadreza Mohammed
Mohan Mohit Mohsen Molly Monica Monika Monique Mor Morgan Moritz Morris Morten Mostafa Mubarak Muhammad Murat Murray Mustafa
Myeongho Myungjoo Nadav Nal Nancy Naomi Naoyuki Narges Nasrin Nassim Nassir Natalie Natasha Nathan Nathanael Nathanaël
Nathaniel Navdeep Navid Nazanin Neal Ned Nedim Neel Neil Nelson Neng Ngai Niamh Nicholas Nick Nicklas Nicola Nicolas Nicole
Niels Nigel Nikhil Nikita Niklas Niklaus Nikola Nikolai Nikolaos Nikolas Nikolay Nikos Nilesh Niloy Nils Nina Nir Nishant
Nishanth Nitesh Nitin Noah Noam Noel Nontawat Nora Norman Noseong Noël Nupur Ofir Ohad Oksana Oleg Oleh Oleksandr Oleksii Olga
Oliver Olivia Olivier Olof Omar Omri Onat Ondřej Onur Opher Oriol Orlando Oscar Osman Ossama Otto Owen Pablo Pam Pamela
Panagiotis Parham Parsa Parth Pascal Pasquale Pat Patricia Patrick Patty Paul Paula Pauline Pavel Paweł Payel Pedram Pedro
Peggy Penny Percy Perry Petar Pete Petr Peyman Phil Philip Philipp Philippe Phillip Pierre Pierrick Pieter Pietro Pilar Piotr
Piyush Pontus Pooja Pradeep Prafulla Prajwal Prakhar Pranav Pranjal Prashant Prasoon Prateek Pratik Preslav Primo Prithviraj
Priya Pulkit Puneet Pushmeet Péter Quentin Quoc Rachel Radha Radu Rafael Rafaella Rafal Raghav Raghu Rahul Rainer Raj Rajat
Rajesh Rajiv Rajkumar Rakesh Rakshit Ralf Ralph Rameen Ramesh Randall Randy Ranjay Raphael Raquel Rasmus Ravi Ray Raymond
Razvan Rebecca Rebekah Reiichiro Reinhard Reinhold Rene René Rex Reza Rhys Ricardo Riccardo Rich Richard Richie Rick Rik Rinon
Rishabh Rita Rob Robbert Robbie Robert Roberta Roberto Robin Rodney Rodrigo Rohit Roland Rolf Romain Ron Ronald Rosa Rosie Ross
Rotem Roxana Roxanne Roy Rudolf Rudolph Rupert Rushil Ruslan Russ Ruth Ruud Ryan Ryo Rémi Sabine Saeed Saeid Sagar Sainbayar
Saket Saksham Sally Salma Sam Samaneh Samarth Sameer Sameera Samet Samir Samira Samuel Samuele Samuli Samy Sanath Sanaz Sanchit
Sandeep Sander Sandra Sandy Sang-gil Sangdoo Sanghyun Sangpil Sangwoo Sanjay Sanjeev Sanjiv Sara Sarah Sarthak Satinder Satoshi
Saul Saurabh Saurav Savvas Scott Sean Sebastian Sebastien See-Kiong Selim Seokju Seong-Whan Seonghwan Seongmin Sepidehsadat
Serena Sergei Sergey Sergio Seth Seunghwan Seunghyun Seungjun Seungryong Seungyong Sewon Shabnam Shafiq Shahar Shahram Shannon
Sharon Shashank Shauli Shaun Shaunak Shawn Shay Sheila Sherjil Sherry Sheryl Shikhar Shinichi Shinji Shirley Shishir Shivam
Shreya Shreyas Shubhajit Shubham Shunsuke Shweta Shyam Siamak Sid Siddarth Siddhant Siddharth Sidney Siebe Sigurd Sihyun Silke
Silvia Silvio Simon Simone Simran Siobhan Siva Siân Sjoerd Snehal Soham Soheil Somayeh Sonal Sonia Sophia Sophie Soroush
Soujanya Soumith Soumya Souradip Sourav Spencer Srikar Srinivasan Sriram Stacy Stan Stanislav Stanislaw Stanley Stefan Stefanie
Stefano Stefanos Steffen Stella Stephan Stephanie Stephen Steve Steven Stewart Stig Stuart Stéphane Subhajit Subhashini Sudipta
Sue Sugato Sumit Sung-Ho Sungho Sunghyun Sungjin Sungsoo Sungwon Sungwoong Sunita Sunwoo Supasorn Suraj Suresh Surya Susan
Sushant Susung Suzanne Sven Svetlana Swaroop Swen Sybil Sylvain Sylvia Sébastien Søren Taesung Taesup Takashi Takeru Takeshi
Takuhiro Takuma Takuya Tal Tamara Tamsin Tamás Tanmay Tanveer Tanya Tarek Taro Tarun Tat-Seng Tatiana Tatsunori Tatsuro Tatsuya
Taylor Ted Tejas Teresa Terry Teun Thelma Theo Theodore Theophane Theresa Thiago Thibault Thibaut Thijs Thomas Thorsten Théo
Théophane Tiffany Tim Timo Timothy Timur Tina Tobias Toby Tod Todd Tolga Tom Tomas Tomasz Tommaso Tommi Tomohiro Tomás Tomáš
Tony Torbjörn Torsten Tracy Travis Trent Trevine Trevor Trey Tri Tristan Troy Trung Tsu-Jui Tushar Tyler Ulas Ulf Ulrich Umar
Umberto Uriel Ursula Usman Utkarsh Uwe Vadim Vaibhav Vaishnavi Valentin Valentina Valerie Valerio Valérie Vanessa Varun
Vasileios Vasilis Vasu Vasudev Vedant Venkat Venkatesh Vera Vered Vernon Veronica Vibhav Vic Vicki Vicky Victor Victoria Vijay
Vikas Vikash Vikram Viktor Vinay Vinayak Vince Vincent Vincenzo Vineet Vineeth Vinh Vinicius Viraj Virginia Vishal Vishnu
Vittorio Vivek Vlad Vladimir Vladislav Vladlen Vojtěch Volker Volodymyr Walt Walter Wanda Wangchunshu Warren Wayne Wei-Hsiang
Wen-tau Wendy Werner Wes Wesley Wilfried Wilhelm Willard Willem William Willie Wim Wojciech Wolfgang Wonmin Wonseok Wouter
Xavier Yael Yaniv Yann Yannick Yannik Yannis Yao-Chih Yaron Yasaman Yasemin Yash Yashar Yawar Yedid Yiannis Yoav Yogesh Yoko
Yolanda Yonatan Yoon Yoshihiro Yossi Yotam Youngjung Yousef Youssef Yu-Jhe Yuhta Yukihiro Yulhwa Yumi Yunjey Yuri Yuriy Yury
Yusuf Yusuke Yutaka Yuval Yvonne Zach Zachary Zahra Zaid Zbigniew Zdeněk Zoe Zoltán Zoë Zsolt Åsa Łukasz
"""
MOST_WORDS = 3
SURNAMES = """
Abbas Abbeel Abdal Aberman Abu-Hussein Acharya Achille Acuna Adams Adeli Adi Aflalo Agarwal Aggarwal Agrawal Ahmed Ahn Aila
Ainslie Aittala AlBahar Alahi Alaluf Alcaide Ali Alippi Allen Alonso Altun Alvarez Amini Ammanabrolu Amodei Anand Anandkumar
Anderson Andreas Andreev Anil Anirudh Anthony Arik Arora Askell Aspuru-Guzik Atkinson Aumentado-Armstrong Awadalla Azad Azadi
Babenko Bacciu Bachem Bae Baek Bahdanau Bai Bailey Balaji Balakrishnan Balasubramanian Baldrati Banerjee Bang Bansal Bao Barron
Bartolo Barzilay Basak Bastings Basu Batra Battaglia Bau Bauer Beck Belanger Belinkov Beltagy Ben-Ari Ben-Hamu Bengio Bennett
Bera Berant Berg Berg-Kirkpatrick Berger Bergman Bermano Berner Berrada Berry Bertasius Bertsch Bharadhwaj Bharadwaj Bhardwaj
Bhattacharya Bhattarai Bhiwandiwalla Bhosale Bi Bian Biancalani Bianchi Biderman Bing Bisk Blei Blundell Blunsom Bordes
Bosselut Bottou Boutilier Bowman Bresson Brockschmidt Bronstein Brooks Brown Brox Brubaker Bu Bui Bulat Bulatov Burgess Burnaev
Byeon Byun Cai Campbell Cao Carbonell Cardie Carlson Carter Casanova Castillo Castro Catanzaro Celikyilmaz Chadha Chai
Chakraborty Chan Chandra Chang Chao Chatterjee Chaudhari Chaudhary Chauhan Chavez Chawla Chechik Chellappa Chen Cheng Cheung
Chevalier Chiang Chien Chin Chintala Chiu Cho Choe Choi Chopra Chou Choudhury Chowdhery Christiano Christopoulou Chu Chua
Chuang Chung Cipolla Clark Coates Cobbe Cohan Cohen Cohen-Or Cohn Collier Collins Cong Cooper Corso Cotterell Couprie Courville
Cox Creswell Cudrano Cui Culotta Cunningham Dagan Dai Dalal Dalmaz Danelljan Danihelka Daniilidis Dao Daras Darrell Dasgupta
Datta Davidson Davis Deckers Dekel Deng Denton Dernoncourt Desai Deshpande Devlin Dey Dhariwal Dhiman Dhingra Diao Diaz
Dijkstra Dimakis Dimitrov Ding Dinh Dittadi Dixon Doherty Dolan Dombrowski Donahue Dong Doorenbos Dosovitskiy Dou Doucet Douze
Dredze Dua Duan Dubois Durrett Dutta Duvenaud Dy Dyer Ebrahimi Edwards Efros Eisenstein Elazar Elflein Elhoseiny Elsner Epstein
Erdem Erhan Erickson Ermon Errica Essa Esser Etemad Evans Everitt Fang Farabet Farhadi Fei Fei-Fei Feizi Fel Feng Fergus
Ferguson Ferreira Fetaya Fidler Filippone Finn Fischer Fleuret Flores Fong Forsyth Foster Freitas Frey Fried Friedman Fritz
Frolov Frossard Fu Fulton Fung Furuta Galstyan Gane Ganesh Ganguli Gao Garcia Gardner Garg Ge Gehring Gehrmann Geiger Geiping
Geng Georgescu Getoor Geva Ghadar Ghanem Ghavamzadeh Gholami Ghosh Gilitschenski Girshick Glaese Goel Gokul Goldberg Goldstein
Gomes Gomez Gong Gonzalez Goodfellow Gordon Gori Gormley Gosling Goswami Gou Goyal Graham Grangier Grattarola Griffiths
Grishman Groh Gu Guan Gubernatorov Guestrin Guez Guibas Gulati Gulrajani Guo Gupta Gurevych Gurumurthy Gutierrez Günnemann Haas
Habermann Hacihaliloglu Hadsell Haffari Hahn Hajishirzi Hamdi Hamilton Hamrick Hamza Han Hansen Hao Haque Hardin Hariharan
Harris Hartley Harvey Hasan Hashimoto Hassani Hassidim Hatamizadeh Hawthorne Hayashi Heess Heidari Heinonen Henderson Hendrycks
Hengel Heo Hernandez Herrmann Herzig Hessel Hicke Hinton Hirano Hirsch Ho Hoang Hoare Hoffman Hoffmann Hofmann Holtzman Hong
Hooi Hoover Hoque Hori Horvat Hoshen Hospedales Hossain Hosseini Hou Houlsby Hovy Howard Hsiao Hsieh Hsu Hu Hua Huai Huan Huang
Huber Huberman-Spiegelglas Hubert Hughes Hui Hung Huo Hur Hussain Hwang Ibrahim Irani Irving Ishii Itti Ivanov Ivgi Iyer Iyyer
Jaakkola Jabri Jackson Jacobs Jacoby Jacovi Jain Jaitly Jampani Jang Janner Janzing Jayaraman Jegelka Jensen Jeon Jeong Jha Ji
Jia Jian Jiang Jiao Jie Jimenez Jin Jing Jo Johansson Johnson Jojic Jones Joo Joshi Joty Joulin Jozefowicz Ju Jun Jung Jurafsky
Jurie Jäger Jégou Kadar Kaddour Kai Kailkhura Kalantidis Kalchbrenner Kamath Kaneko Kang Kao Kaplan Kapoor Kar Karnewar Karpas
Karras Kato Kaul Kaushal Kaushik Kautz Kavukcuoglu Kawaguchi Kawaharazuka Kaya Kazemi Kazerouni Ke Kelkar Keller Kelly
Kemelmacher-Shlizerman Kendall Kernighan Kersting Keuper Keutzer Khademi Khalid Khan Khashabi Khosla Khrulkov Kiela Kikuchi Kim
Kipf Kira Kirchenbauer Kiros Kitani Klein Knuth Kobayashi Kohli Koizumi Kojima Koltun Komodakis Koo Kornblith Kou Kowalski
Koyama Koyejo Krause Kreis Krishna Krishnamurthy Krishnan Krueger Ku Kuang Kulikov Kulkarni Kumar Kumari Kundu Kung Kusner
Kuznetsov Kwak Kwiatkowski Kwok Kwon Kıcıman Lacoste Lai Laina Laine Lajoie Lal Lam Lamport Lan Lanchantin Landman Lapata
Larochelle Le LeCun Lee Legg Lehtinen Lei Leng Leskovec Levi Leviathan Levin Levine Levy Lewis Lezama Lian Liang Liao Lieber
Lillicrap Lim Lin Ling Lipman Lipton Lischinski Liskov Littman Liu Liò Locatello Lopez Lopez-Paz Lou Loukas Lovelace Lowe Lu
Luan Luo Lv Ly Lynch Lyu Ma Maas Madaan Mahajan Maire Malik Mandic Manning Manocha Mansoor Mao Marcheggiani Maron Martin
Martinez Martins Masry Mathur Matias Matsumoto Matsuo McAuley McKeown Mehrjou Mehta Mei Melas-Kyriazi Mendoza Meng Menon
Mentzer Menze Merhof Merrill Metaxas Metzer Metzler Meyer Miao Michaeli Micheli Mikaeili Mikolov Mildenhall Miller Minervini
Ming Mirza Mirzaei Mishra Misra Mitchell Mitra Mittal Miwa Miłoś Mnih Mohamed Mokady Molchanov Moldovan Monti Mooney Moore
Moradi Morales Moran Moreau Morgan Morozov Morris Morrison Mosseri Motamed Mou Mudur Muennighoff Mukherjee Muller Murphy Murray
Myers Müller Na Nachmani Nagano Nagata Nagy Naik Nair Najman Nakamura Nakano Nakayama Nakov Nallapati Nam Narang Narasimhan
Narayan Narayanan Nath Nathani Navab Nelson Neubig Neumann Ng Nguyen Nie Nielsen Niepert Niethammer Nießner Ning Nitzan Niu
Nobis Noh Norouzi Novák Nowak Nye Oguz Olsson Olszewski Ommer Oord Oorloff Ortiz Oseledets Ostendorf Ou Ouyang Ozair Pahwa
Panagakis Pande Pandey Pang Pao Parameshwara Parikh Parmar Pascanu Pascual Patashnik Patel Pathak Patil Pautrat Pavllo Peebles
Pei Peng Perera Perez Perona Perot Perraudin Perry Peters Peterson Petroni Petrov Pfister Pham Phillips Piccinini Piccinno
Piché Pierce Pineau Po Polosukhin Poon Popescu Popov Poria Potts Prabhu Prakash Prasad Prasanna Precup Pritch Pu Qi Qian Qiang
Qiao Qin Qing Qiu Qu Quan Quirk Rade Radev Radford Rae Raffel Rahamim Rahman Rahmani Rai Raj Rajendran Rajeswar Ramakrishnan
Ramamurthy Ramani Ramesh Ramezani Ramos Ranasinghe Ranjan Rao Rashid Rastegari Rastogi Ratner Ravanbakhsh Ravfogel Ravi Ravula
Reddy Reed Reichart Reid Ren Reyes Ribeiro Richardson Richter Riedel Rijke Ritchie Ritter Rivaz Roberts Robinson Rodolà
Rodriguez Rogers Rohr Rohrbach Rombach Romero Rong Rosen Rosenberg Ross Rossi Roth Roy Rozen Ruan Rubinstein Ruiz Ruoss
Rupprecht Russell Ruta Ryoo Ryu Ré Saad Sabharwal Sadeghi Sadeghian Sadigh Saenko Saha Saharia Sahoo Saini Saito Salakhutdinov
Samaras Sanders Sang Sanh Sanner Santos Sanyal Saparov Sarkar Sasaki Sato Sauer Savarese Saxena Sbrolli Scardapane Schaar
Schick Schmid Schmidhuber Schmidt Schmitt Schnabel Schneider Schrittwieser Schroeder Schulz Schuster Schuurmans Schwartz
Schwarz Schwenk Schwing Schölkopf Schütze Scott Sebe Sengupta Sha Shah Shahbazi Shahmohammadi Shan Shang Shao Shapiro Shariat
Sharma Shaw Shazeer Shechtman Shen Sheng Shi Shieber Shih Shimada Shimizu Shinn Shlens Shoeybi Shrestha Shrivastava Shukla Shum
Shwartz Shyam Siddiqui Sidorov Sifre Sigal Silva Simo-Serra Simon Simsar Singh Singhal Singla Sinha Skorokhodov Smagt Smith
Smola Soatto Socher Sodhani Sohl-Dickstein Sohn Solin Somepalli Sorokin Sousa Sridhar Srinivasan Srivastava Stein Stenetorp
Stewart Stiennon Strobelt Stroustrup Strubell Suh Sui Sukhbaatar Sun Sung Suri Sutskever Suwajanakorn Suzuki Swaminathan Swamy
Szabó Szilvasy Szlam Szpektor Süsstrunk Tae Tagliasacchi Taigman Takida Tamar Tanaka Tancik Tang Tao Tarlow Tassa Tay Taylor
Tenenbaum Teng Tewari Thabet Thakkar Theis Theobalt Thiagarajan Thomas Thompson Thomson Tian Tibshirani Timofte Titov Tiwari
Tombari Tong Tonioni Torralba Torres Torvalds Toschi Toshev Tov Trabucco Trager Tran Tripathi Trivedi Truhn Truong Tsai
Tsalicoglou Tseng Tsubaki Tsvetkov Tu Tulyakov Tung Turner Ueda Uh Um Urtasun Usunier Vahdat Varshney Vazirgiannis Vazquez
Vedaldi Veitch Veličković Venkatraman Ventura Venugopalan Verdoliva Verga Verma Vetrov Vineet Vinyals Viswanathan Vo Vovk
Voynov Vu Wadler Wagner Wald Waleffe Wallace Walsh Walter Wan Wang Warburg Watanabe Watson Wattenberg Wattenhofer Wayne Webber
Weber Webson Wei Weinberger Welker Welleck Weller Welling Welsh Wen Weng Wenzel Weston Wetzstein Wierstra Williams Wilson
Winther Wirth Wong Wonka Woo Wright Wu Wulff Xi Xia Xian Xiang Xiao Xie Xin Xing Xiong Xiu Xu Xuan Xue Yacoob Yadav Yakhnenko
Yala Yamamoto Yan Yang Yao Yasunaga Ye Yeh Yeo Yeom Yeung Yi Yih Yin Ying Yogatama Yong Yoo Yoon Yu Yuan Yue Yuille Yun Yuret
Yurt Yılmaz Zafeiriou Zang Ze Zemel Zeng Zettlemoyer Zha Zhai Zhan Zhang Zhao Zhen Zheng Zhi Zhong Zhou Zhu Zhuang Zhuo Ziegler
Zimmermann Zisserman Zitnik Zong Zou Zuo Zweig
"""


@cache
def given_names() -> frozenset[str]:
    """Return given names of many languages, those that Chinese ones are made of aside: of these there is no end."""
    return frozenset(GIVEN_NAMES.split())


@cache
def surnames() -> frozenset[str]:
    """Return surnames of many languages."""
    return frozenset(SURNAMES.split())


def is_called(name: str) -> bool:
    """Whether a name of two words or more begins with a given name; a long one has to end with a surname as well."""
    words = name.split()
    first, _, second = words[0].rstrip(".").partition("-") if words else ("", "", "")
    if len(words) < 2 or first not in given_names() or (second and not second[1:].islower()):
        return False
    return len(words) <= MOST_WORDS or words[-1] in surnames() or any(word.endswith(".") or word.islower() for word in words)


def is_known(name: str) -> bool:
    """Whether a name of two words or more begins or ends as names of people do."""
    return is_called(name) or (" " in name and name.split()[-1].rstrip(".") in surnames())
