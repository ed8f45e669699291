"""Names that people have, by which a person is told from other words with capitals: `Jon Bentley` from `Program Synthesis`.

Collected from public lists and from what names are common. A name that is as well an ordinary word is left out.
"""

from functools import cache

GIVEN_NAMES = """
Aakanksha Aaron Abby Abdelrahman Abdullah Abhijit Abhinav Abhishek Abigail Abulhair Achim Adam Adarsh Addy Adele Aditi Aditya
Adrian Adrien Adrià Adrián Afra Afshin Agata Agatha Agnes Agnieszka Agrim Agustín Ahmad Ahmed Ahmet Aidan Aisha Aishwarya Ajay
Ajinkya Ajit Akash Akiko Akinori Akira Akos Akshat Akshay Alain Alan Alasdair Alastair Albert Alberto Albrecht Aldo Aldous Alec
Aleix Alejandra Alejandro Aleksandar Aleksander Aleksandra Aleksei Alessandra Alessandro Alessio Alex Alexander Alexandra
Alexandre Alexandrina Alexandros Alexei Alexey Alexis Alfonso Alfred Alfredo Ali Alice Alicia Alina Alireza Alisa Alistair
Aljoscha Allan Allen Allison Alon Aloysius Alper Alvaro Alvin Alán Amanda Amelia Ameya Amir Amirhossein Amit Amlan Ammar Amol
Amos Amr Amy Ana Anahita Anant Anas Anastasia Anastasiia Anatole Anatoly Anders Andre Andrea Andreas Andreea Andrei Andres
Andrew Andrey Andriy André Andrés Andy Anette Angela Angelika Angus Anh Aniket Anil Anima Animesh Anirban Aniruddha Anirudh
Anita Anjali Ankit Ankur Anmol Ann Anna Anne Anneke Annette Annie Anoop Anselm Ansgar Anthony Antoine Antoinette Anton Antoni
Antonia Antonio Antti Anurag Anusha Aoife Apostolos Aram Arash Aravind Archibald Archie Arjun Arman Armand Armando Armin Arnab
Arnaud Arnav Arne Arno Arnold Aron Arpit Artem Arthur Artur Arturo Arun Arvind Aryan Asad Ashish Ashkan Ashlee Ashley Ashok
Ashutosh Ashwin Asli Assaf Astrid Atsushi Atticus Atul Audrey Augustin Augusto Aurelio Aurore Aurélie Aurélien Avi Avideep
Avinash Avinatan Aviral Aviv Axel Ayaan Ayodele Ayush Ayşe Azadeh Aäron Babak Badour Bahram Balaji Balasubramaniam Balázs
Baptiste Barbara Baris Barnaby Barry Bart Bartholomew Baruch Bastian Beatrice Beatriz Becky Behnam Ben Benedetto Benedict
Benedikt Bengt Benjamin Benjamín Bennett Benoit Benoît Beomsu Bernadette Bernard Bernardo Bernd Bernhard Bernie Berthy Bertram
Bertrand Beth Betty Beverly Bharat Bharath Bhavya Bhiksha Bhuwan Bianca Bilal Bill Billy Birgit Bjarne Bjoern Björn Blake Boah
Bob Bobby Bodo Bogdan Bohyung Bonnie Boris Borja Brad Bradley Bram Brandon Brenda Brendan Brent Brené Bret Brett Brian Bridget
Brigitte Brittany Bronisław Brooke Bruce Bruna Bruno Bryan Bryce Burak Byron Byungsoo Bülent Caio Caleb Callum Calvin Camila
Camille Carina Carl Carla Carlo Carlos Carlota Carmen Carol Carole Carolina Caroline Carolyn Carrie Carsten Casey Catherine
Cathleen Cathy Cecilia Cedric Celine Cem Cesare Chad Chaerin Chaitanya Charlene Charles Charlie Charlotte Cheryl Chester Chetan
Chethan Chi-Wing Chiara Chimamanda Chin-Yew Chinmay Chinua Chirag Chitwan Chloé Chris Christa Christel Christelle Christer
Christian Christiane Christina Christine Christof Christoph Christophe Christopher Christos Chuck Ciara Cillian Cindy Claire
Claude Claudia Clayton Cliff Clifford Clinton Clive Cláudio Clément Colleen Connie Connor Conor Cordelia Corey Corinna Cormac
Cornelia Cornelius Cory Costin Craig Cristian Cristina Csaba Curtis Cynthia Cyril Cécile Cédric Céline Daesik Daewon Dagmar
Dagobert Dale Dalia Damian Damien Dan Dana Daniel Daniela Daniele Danielle Daniil Danilo Danny Daria Dario Darius Dariusz
Darrell Darren Daryl Dashiell Dave David Davide Dean Debajyoti Debbie Deborah Debra Declan Deepak Deepika Deirdre Demetrios
Denis Denise Deniz Dennis Denny Derek Desmond Detlef Detlev Devi Dheeru Dhruv Diana Diane Dick Didier Didrik Diego Dieter
Dietmar Dietrich Dilip Dimitra Dimitri Dimitrios Dimitris Dina Dinah Dinesh Dirk Dit-Yan Divya Divyansh Dmitri Dmitrii Dmitriy
Dmitry Doina Dolores Domenico Dominic Dominick Dominik Dominique Don Donald Donatella Donghoon Donghyeon Dongwon Dongwoo
Dongyeop Donna Doris Dorit Dorothea Dorothy Dorothée Dorsa Doug Douglas Dragan Dragomir Drew Dries Dror Dumitru Duncan Dustin
Duygu Dušan Dwight Dylan Dzmitry Débora Earl Eberhard Eckhard Eckhart Ed Eddie Edgar Edith Edmund Edna Edoardo Edouard Edsger
Eduard Eduardo Edward Edwige Edwin Eelco Efraim Egon Ehsan Ehud Eileen Eirik Ekaterina Elad Elaina Elaine Eleanor Elena Eleni
Elham Elias Elif Elijah Elisa Elise Eliya Elizabeth Elke Ellen Ellie Elliot Elliott Elmar Eloi Elon Elsa Elvira Emanuele Emil
Emile Emilia Emiliano Emilio Emily Emma Emmanuel Emmanuelle Emre Enis Enrico Enrique Erez Erhard Eric Erica Erich Erik Erika
Erin Ernest Ernesto Ernst Erwin Esteban Estelle Esther Ethan Etienne Euan Eugen Eugene Eugenia Eunho Eustace Eva Evan Evangelos
Eve Evelyn Evgenii Evgeniy Evgeny Ewan Eyal Ezequiel Fabian Fabien Fabio Fabrice Fabricio Fabrizio Faez Falk Farhad Fatemeh
Fatih Fatima Fatma Fausto Faye Federica Federico Felicia Felicity Felipe Felix Ferdinand Ferenc Fernanda Fernando Feryal Filip
Finn Fiona Firas Flavia Flavio Florence Florian Floris Flávio Forrest Franca Frances Francesca Francesco Francis Francisco
Franck Franco Frank Franz Franziska François Françoise Frauke Fred Freda Freddie Frederic Frederick Frederik Fredrik Freek
Friederike Friedhelm Friedrich Fritz Frédéric Furkan Fyodor Fábio Gabriel Gabriela Gabriele Gabriella Gaetano Gail Galina Ganesh
Gareth Garrett Gary Gaurav Gavin Gaël Gaëtan Gedas Gemma Gene Gennady Geoff Geoffrey Geoffroy Geon Geonmo Georg George Georges
Georgios Gerald Geraldine Gerard Gerardo Gerasimos Gerd Gergely Gerhard Gertrude Gheorghe Gholamreza Giacomo Gianluca Giannis
Gihyun Gijs Gilbert Gilberto Giles Gilles Gina Ginger Giorgio Giorgos Giovanna Giovanni Girish Gita Giulia Giulio Giuseppe Glen
Glenda Gloria Gokul Gonzalo Gopal Goran Gordon Gottfried Gowthami Grace Grady Graeme Graham Grant Greg Gregor Gregory Greta
Gretchen Grzegorz Gudrun Guglielmo Guido Guilherme Guillaume Guillermo Gunnar Gunter Gus Gustav Gustavo Guy Gwanghyun Gwen
Gwenaëlle Gwendolyn Gwyneth Gyeongman Gábor Göran Günter Günther Hadar Hadi Haggai Haithem Hakan Hal Hamed Hamid Hamish Hank
Hannah Hannaneh Hannes Hans Hans-Peter Hany Harald Harish Harold Harriet Harrison Harry Harshit Hartmut Haruki Haruto Harvey
Hasan Hassan Hayden Heather Hector Heeseung Heidi Heike Heiko Heiner Heinrich Heinz Helen Helena Helene Helga Helge Helmut
Hendrik Henk Henri Henrik Henrique Henry Herb Herbert Hermann Hervé Heung-Yeung Hideki Hideo Hilary Hinrich Hiroki Hiroshi
Hoifung Hoigi Holger Holly Homanga Homer Honglak Horace Horacio Horst Hossein Howard Hsin-Ying Hubert Hugh Hugo Humberto Hussein
Hyeon Hyojin Hyunjae Hyunsu Hyunwoo Håkan Hélène Hüseyin Iain Ian Ibrahim Ignacio Ignatius Igor Ike Ilker Ilse Ilya Ilyass
Immanuel Imogen Imre Inbar Ingeborg Ingo Ingrid Ioannis Ion Irene Irfan Irina Irmgard Irving Irwin Iryna Isaac Isabel Isabella
Isabelle Isadora Ishaan Ishita Isidore Ismail István Italo Itay Ivan Ivana Ivo Ivy Iván Iwona Jaakko Jacek Jack Jackie Jacob
Jacqueline Jacques Jadwiga Jae-Joon Jaehong Jaehoon Jaehyeon Jaehyun Jaeseok Jaesik Jaesung Jaewoo Jaewoong Jaeyoung Jaime Jakob
Jakub James Jan Janarthanan Jane Janet Janice Janne Jannik Janusz Jared Jaron Jaroslav Jarosław Jascha Jason Jasper Javier Jay
Jayaraman Jaydeep Jean Jean-Baptiste Jean-Claude Jean-François Jean-Louis Jean-Luc Jean-Marc Jean-Marie Jean-Michel Jean-Paul
Jean-Philippe Jean-Pierre Jean-Yves Jeanne Jeannette Jed Jeff Jeffrey Jelena Jelle Jenna Jennifer Jenny Jens Jeongsol Jeremiah
Jeremy Jerome Jerry Jesper Jesse Jessica Jez Jihoon Jihyun Jill Jim Jimmy Jinheon Jinkyu Jinsung Jinwoo Jinyoung Jiro Jitendra
Jitesh Jittat Jiwon Jiyoung Jiří Jo Joachim Joan Joanna Joanne Joaquín Jochen Jodi Jody Joe Joel Joelle Joey Johan Johann
Johanna Johannes John Johnathan Johnny Jolanda Jon Jonah Jonas Jonathan Jonathon Jonghyun Jonny Jono Joost Jooyoung Jordan Jordi
Jorge Joris Jose Josef Joseph Josephine Josh Joshua Jostein José Jovan Joyce João Juan Juanita Judith Judy Juergen Juha Jukka
Juliana Julie Julien Juliet Juliette Julio Julius Jung-Woo Junhwa Junhyeok Junhyuk Junichi Junsoo Junyoung Jussi Justin Justine
Jutta Jérôme Jörg Jörn Júlio Jürgen Kai Kaitlyn Kam-Fai Kamal Kamil Kamyar Kangwook Karan Karel Karen Karim Karin Karina Karl
Karl-Heinz Karlheinz Karthik Kartik Katarina Katarzyna Kate Katharina Katherine Kathleen Kathryn Kathy Katie Katja Katrin Kaveh
Kavita Kay Kayla Kazimierz Kazuhiro Kazuo Kees Keiko Keith Kelly Ken Kenji Kenneth Kenny Kent Kenta Kentaro Kenton Kerem Kerry
Kerstin Keshav Kevin Keyulu Kfir Khaled Khalid Khalil Kim Kimberly Kiran Kirill Kirk Kirsten Kirsty Klaus Knut Koen Kofi Konrad
Konstantin Konstantinos Koray Kostas Kris Krishna Kristen Kristian Kristin Kristina Krzysztof Ksenia Kshitij Kuan-Chieh Kunal
Kung-Hsiang Kurt Kwame Kyle Kyunghyun Kyungmin Lakshmi Larissa Larry Lars Lasse Laszlo Laura Lauren Laurence Laurent Lawrence
Layla Leah Leander Leandro Leif Leila Lena Leo Leon Leonard Leonardo Leonhard Leonid Leonidas Leopold Leslie Leszek Letícia
Lewis Liam Lidia Liliana Lillian Lina Linda Linus Lior Lisa Lisbeth Livia Llion Lloyd Lluís Logan Lois Loren Lorenzo Lori
Lorraine Lothar Louis Louise Lowell Loïc Luca Lucas Lucia Luciana Luciano Lucien Lucy Lucía Ludmila Ludwig Luigi Luis Luisa Luiz
Luka Lukas Luke Lukáš Lutz Luís Lydia Lynn László Léa Maarten Machel Maciej Mack Madeleine Mads Magdalena Magnus Mahdi Mahesh
Mahmoud Mahmut Mahyar Maik Maitreya Makoto Maksym Malcolm Malgorzata Malte Manfred Manish Manohar Manoj Manuel Manuela Maor Marc
Marcel Marcela Marcelo Marcia Marcin Marco Marcos Marcus Marek Margaret Margarita Margherita Margit Margot Marguerite Maria
Marian Mariana Mariana-Iuliana Marianne Mariano Marie Marie-Claude Marielle Mariia Marijn Mariko Marilyn Marinka Mario Marion
Marius Marjorie Mark Marko Markus Marlene Marlies Marshall Marta Marten Martha Martin Martina Marty Marvin Mary Maryam María
Masashi Massimiliano Massimo Matej Mateo Mateus Mateusz Mathias Mathieu Mathis Matilda Mats Matt Matteo Matthew Matthias
Matthieu Matthijs Matti Maureen Mauricio Maurizio Mauro Max Maxime Maximilian Maya Mayank Maël Małgorzata Mechthild Meena Meg
Megan Mehdi Mehmet Mehran Mehrdad Meike Meinolf Melanie Melissa Mert Mervyn Mia Micah Michael Michaela Michal Michalis Michał
Michel Michela Michele Michelle Michiel Michihiro Michio Mickey Miguel Mihaela Mihai Mihaly Miika Mikael Mike Mikhail Mikkel
Mikko Milad Mildred Milena Milica Milos Miloš Milton Minbyul Ming-Hsuan Minh Minhyuk Minjae Minsoo Minsuk Minyoung Mircea
Mirella Miriam Miroslav Mirosław Mischa Mitchell Mitsuo Modesto Moein Mohamad Mohamed Mohammad Mohammadreza Mohammed Mohan Mohit
Mohsen Molly Monica Monika Monique Mor Morgan Moritz Morris Morten Mostafa Mubarak Muhammad Murat Murray Mustafa Myeongho
Myungjoo Márcio Nadav Nadia Nadine Nadja Nal Nancy Nanette Naoki Naomi Naoyuki Narges Nasrin Nassim Nassir Natalia Natalie
Nataliya Natasha Nate Nathalie Nathan Nathanael Nathanaël Nathaniel Navdeep Naveen Navid Nazanin Neal Ned Nedim Neel Neelam Neha
Neil Nelson Neng Ngai Ngozi Niall Niamh Nicholas Nick Nicklas Nicola Nicolas Nicole Nicoletta Nicolò Niel Niels Nigel Nikhil
Nikita Niklas Niklaus Nikola Nikolai Nikolaj Nikolaos Nikolas Nikolaus Nikolay Nikos Nilesh Niloy Nils Nina Nir Nishant Nishanth
Nitesh Nitin Nnamdi Noah Noam Noel Nontawat Nora Norbert Noriko Norman Noseong Noël Nupur Oana Octavio Odile Ofir Ohad Oksana
Olaf Olav Ole Oleg Oleh Oleksandr Oleksii Olga Oliver Olivia Olivier Olof Oluwaseun Omar Omer Omri Onat Ondřej Onur Opher Orhan
Oriol Orlando Osamu Oscar Osman Ossama Osvaldo Oswald Otmar Ottavio Otto Owen Paavo Pablo Paloma Pam Pamela Panagiotis Pankaj
Paola Paolo Parham Parsa Parth Pascal Pasquale Pat Patricia Patrick Patrizia Patrícia Patty Paul Paula Paulina Pauline Paulo
Pavel Paweł Payel Pedram Pedro Peggy Pekka Pelle Penny Percy Perry Petar Pete Peter Petr Petra Petri Peyman Phil Philip Philipp
Philippa Philippe Phillip Phyllis Pia Piero Pierre Pierre-Yves Pierrick Pieter Pieter-Jan Pietro Pilar Pinchas Piotr Piyush
Polina Pontus Pooja Pradeep Prafulla Prajwal Prakhar Pranav Pranjal Prashant Prasoon Prateek Pratik Praveen Preslav Primo
Prithviraj Priya Przemysław Pulkit Puneet Pushmeet Péter Quentin Quoc Rachael Rachel Radek Radha Radu Rafael Rafaella Rafal
Rafał Raghav Raghu Rahul Raimund Rainer Raj Rajat Rajesh Rajiv Rajkumar Raju Rakesh Rakshit Ralf Ralph Rameen Ramesh Ramit Ramon
Ramón Randall Randy Ranjay Raphael Raquel Rasmus Ravi Ray Raymond Razvan Raúl Rebecca Rebekah Reiichiro Reiner Reinhard Reinhold
Renata Renate Renato Rene René Rex Reza Rhonda Rhys Ricarda Ricardo Riccardo Rich Richard Richie Rick Rieko Rik Rinon Rishabh
Rita Rob Robbert Robbie Robert Roberta Roberto Robin Robyn Rocío Rodney Rodrigo Roger Rogério Rohit Roland Rolf Romain Romeo Ron
Ronald Ronan Roos Rory Rosa Rosalind Rosanna Rose-Marie Rosemary Rosie Ross Roswitha Rotem Roxana Roxanne Roy Rubén Rudi Rudolf
Rudolph Rudy Rupert Ruprecht Rushil Ruslan Russ Russell Ruth Ruud Ryan Ryo Rémi Rémy Rüdiger Sabina Sabine Sachiko Sadie Saeed
Saeid Sagar Sainbayar Saket Saksham Sally Salma Salman Salvatore Sam Samaneh Samantha Samarth Sameer Sameera Samet Samir Samira
Samuel Samuele Samuli Samy Sanath Sanaz Sanchit Sandeep Sander Sandra Sandro Sandy Sang-gil Sangdoo Sanghyun Sangpil Sangwoo
Sanjay Sanjeev Sanjiv Sara Sarah Sarthak Saskia Satinder Satish Satoshi Saul Saurabh Saurav Savvas Scott Sean Sebastian
Sebastien Sebastián See-Kiong Seiji Selim Selma Seokju Seong-Whan Seonghwan Seongmin Sepidehsadat Serena Sergei Sergey Sergi
Sergio Serkan Seth Seunghwan Seunghyun Seungjun Seungryong Seungyong Severin Sewon Shabnam Shafiq Shahar Shahram Shankar Shannon
Sharon Shashank Shauli Shaun Shaunak Shawn Shay Sheila Sherjil Sherry Sheryl Shigeru Shikhar Shinichi Shinji Shirley Shishir
Shivam Shoshana Shreya Shreyas Shubhajit Shubham Shunsuke Shweta Shyam Siamak Sid Siddarth Siddhant Siddharth Sidney Siebe
Siegfried Sigmund Sigrid Sigurd Sihyun Silke Silvana Silvia Silvio Simon Simona Simone Simonetta Simran Siobhan Siva Sixten Siân
Sjoerd Sneha Snehal Sofie Soham Soheil Somayeh Sonal Sonia Sonja Sophia Sophie Sophus Soroush Soujanya Soumith Soumya Souradip
Sourav Spencer Srikar Srinivas Srinivasan Sriram Stacey Stacy Stan Stanislav Stanislaw Stanisław Stanley Stefan Stefanie Stefano
Stefanos Steffen Stella Stephan Stephanie Stephen Steve Steven Stewart Stig Stuart Sture Stéphane Stéphanie Subhajit Subhash
Subhashini Sudhir Sudipta Sue Sugato Sumiko Sumit Sung-Ho Sungho Sunghyun Sungjin Sungsoo Sungwon Sungwoong Sunil Sunita Sunwoo
Supasorn Suraj Suresh Surya Susan Susana Susann Susanna Susanne Sushant Susung Suzanna Suzanne Svante Sven Svetlana Swaroop
Swati Swen Sybil Sylvain Sylvester Sylvia Sylvie Sébastien Sérgio Sílvio Søren Sława Sławomir Tadashi Tadeusz Taesung Taesup
Takashi Takeo Takeru Takeshi Takuhiro Takuma Takuya Tal Tamar Tamara Tamsin Tamás Tanmay Tanveer Tanya Tarek Tariq Taro Tarun
Tat-Seng Tatiana Tatjana Tatsunori Tatsuro Tatsuya Tatyana Taylor Ted Teemu Tejas Tendai Teresa Terry Teruo Tessa Tetsuya Teun
Thabo Thaddeus Thelma Theo Theodor Theodore Theodoros Theophane Theresa Therese Thiago Thibault Thibaut Thierry Thijs Thilo
Thomas Thornton Thorsten Théo Théophane Tiago Tiffany Tilman Tim Timo Timothy Timur Tina Tobias Toby Tod Todd Tolga Tom Tomas
Tomasz Tomek Tommaso Tommi Tomohiro Tomás Tomáš Toni Tony Torbjörn Torsten Toshiko Toshiro Tracy Traudl Travis Trent Trevine
Trevor Trey Tri Tristan Troy Trung Tsu-Jui Tullio Tushar Tyler Ulas Ulf Ulla Ulrich Ulrika Ulrike Umar Umberto Uri Uriel Urs
Ursula Usman Uta Utkarsh Uwe Vadim Vaibhav Vaishnavi Valentin Valentina Valeria Valerie Valerio Valery Valérie Vanessa Vanja
Varun Vasileios Vasilii Vasilis Vasily Vassilis Vasu Vasudev Vedant Velimir Venkat Venkata Venkatesh Vera Vered Verena Vernon
Vernor Veronica Veronika Vesna Vibhav Vic Vicki Vicky Victor Victoria Viggo Vijay Vijaya Vikas Vikash Vikram Viktor Viktoria
Vilhelm Vinay Vinayak Vince Vincent Vincenza Vincenzo Vineet Vineeth Vinh Vinicius Vinícius Violeta Viraj Virginia Vishal Vishnu
Vitaly Vito Vittoria Vittorio Vivek Vlad Vladimir Vladislav Vladlen Vojtěch Volkan Volker Volodymyr Vyacheslav Václav Véronique
Víctor Walt Walter Walther Waltraud Wanda Wangchunshu Warren Wassily Wayne Wei-Hsiang Wen-tau Wenceslas Wendy Werner Wes Wesley
Wiebke Wilbur Wilfred Wilfried Wilhelm Wilhelmina Willard Willem William Willie Wilma Wim Winfried Witold Wojciech Wole Wolfgang
Wonmin Wonseok Wouter Władysław Xaver Xavier Ximena Yael Yaniv Yann Yannick Yannik Yannis Yao-Chih Yaron Yasaman Yasemin Yash
Yashar Yasmin Yawar Yedid Yevgeny Yiannis Yitzhak Yngve Yoav Yogesh Yoko Yolanda Yonatan Yoon Yoshihiro Yoshiko Yoshua Yossi
Yotam Youngjung Yousef Youssef Yu-Jhe Yuhta Yui Yuki Yukihiro Yukio Yulhwa Yumi Yunjey Yuri Yuriy Yury Yusef Yusuf Yusuke Yutaka
Yuval Yves Yvonne Zach Zachary Zadie Zahra Zaid Zbigniew Zdenek Zdeněk Zenon Zeynep Zoe Zofia Zoltán Zoran Zoë Zsolt Zsuzsanna
Álvaro Åke Åsa Élodie Émile Éric Étienne Óscar Ömer Özgür Øystein Ünal Łukasz Željko
"""
MOST_WORDS = 3
# How somebody is addressed, before the name.
HONORIFICS = frozenset(["Dr", "Mr", "Mrs", "Ms", "Prof", "Professor", "Sir"])
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
    if first in HONORIFICS and len(words) > 2:
        return is_called(" ".join(words[1:]))
    if len(words) < 2 or first not in given_names() or (second and not second[1:].islower()):
        return False
    return len(words) <= MOST_WORDS or words[-1] in surnames() or any(word.endswith(".") or word.islower() for word in words)


def is_known(name: str) -> bool:
    """Whether a name of two words or more begins or ends as names of people do."""
    return is_called(name) or (" " in name and name.split()[-1].rstrip(".") in surnames())
