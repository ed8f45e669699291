"""Places where papers appear."""

from awesome_lint.parser.words import words

VENUES = words(
    """
aaai aamas accv acl acmmm acsac addison-wesley aistats apress apsec arxiv ase asiaccs asplos atc bioinformatics
biorxiv bmvc ccs chi cikm coling colt conll corl corr cvm cvpr cvprw cvprws dac date dsn eacl ecai eccv eccvw ecir
ecml ecoop emnlp esorics eurographics eurosp eurosys fast fccm fpga fse gecco globecom hpca hri icac icann icassp icc
iccad iccd iccv iccvw icdar icdcs icde icdm icip iclr icme icml icmr icpads icpp icpr icra ics icse icsme icst ieee
ijcai ijcnn ijcv infocom interspeech iros isbi isca iscas ismar ismir issre issta iswc itsc jair jmlr kdd lrec
mcgraw-hill medrxiv miccai micro middleware midl mlhc mlsys mobicom mobihoc mobisys naacl nature ndss neurips nips
nsdi oakland oopsla openreview osdi packt pacmpl pact pakdd pami pldi plos pmlr pnas podc popl ppopp preprint pvldb
ra-l ral recsys rss s&p sacmat sc science sdm secon sensys sigcomm siggraph sigir sigkdd sigmetrics sigmod sigspatial
socc soda sosp springer ssrn stoc tacas tacl taslp tcsvt tdsc techreport thewebconf tist tkdd tkde tmc tmi tmlr tmm
tnnls tnse tog tois toit tomm topc tosem tpami tpds tro trob tsc tse tvcg uai ubicomp uist usenix vldb wacv wacvw
wiley wsdm www
"""
)
"""Short names of conferences, journals and archives."""
ALSO_WORDS = words("ase chi date fast fse micro pact soda")
"""Venues that are words or names, too, and are told from them by their capitals."""
ALSO_SMALL_WORDS = words("nature oakland science springer")
"""Venues that are words in small letters."""
PUBLISHERS = words(
    """
addison-wesley allen-lane artech-house basic-books chapman-&-hall houghton-mifflin john-wiley-&-sons kluwer mcgraw-hill
morgan-kaufmann o'reilly o'reilly-media penguin-books pragmatic-bookshelf prentice-hall random-house simon-&-schuster
the-pragmatic-bookshelf the-pragmatic-programmers world-scientific
"""
)
"""Publishers of books, all of whose name stands there, with a hyphen for every space."""

SHORTENED = words(
    """
acad acoust acta adv aerosp agric amer ann appl arch archaeol artif astron astrophys atmos behav biochem bioeng bioinform biol
biomed biophys biotechnol bull cell chem chim clin cogn comm commun comp comput concurr conf control curr cybern data dev disc
discov ecol econ educ electr electron energ eng entomol environ epidemiol eur evol exp fluid fund genet genom geol geophys
geosci harv hist hum hydrol imaging immunol ind inf inform inst int intell interact internat j jpn lab lang learn lett
linguist mach mag manag manage mater math meas mech med mem met meth mgmt microbiol mod mol nanotechnol nat natl netw neural
neurobiol neurol neurosci neurosurg nucl numer oceanogr oper ophthalmol opt parallel pathol patt pattern perform pharmacol
phil philos phys physiol pol polym probab proc process prog psychiatry psychol publ q quant quart rep reprod res rev robot sci
sect ser signal simul soc sociol softw spectrosc stat statist struct stud surg surv symp syst techn technol theor theory
toxicol trans univ wkly yale zool
"""
)
"""How the words of journals are shortened: `Nat. Commun.`, see ISO 4."""
