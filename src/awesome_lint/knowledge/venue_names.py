"""The short names of venues that bibliographies write out: `Advances in Neural Information Processing Systems` is NeurIPS.

From how the conferences and journals call themselves.
"""

from awesome_lint.knowledge.venues import SEVERAL, WRITTEN, known_in
from awesome_lint.patterns import lazy

# Words that tell a venue apart, of which a name has to hold all, and its short name; the longer ones stand first.
NAMES = """
ieee winter conference on applications of computer vision = WACV
asian conference on computer vision = ACCV
british machine vision conference = BMVC
european conference on computer vision = ECCV
international conference on computer vision workshops = ICCVW
international conference on computer vision = ICCV
conference on computer vision and pattern recognition workshops = CVPRW
computer vision and pattern recognition = CVPR
international conference on 3d vision = 3DV
international journal of computer vision = IJCV
transactions on pattern analysis and machine intelligence = TPAMI
transactions on image processing = TIP
transactions on multimedia = TMM
transactions on circuits and systems for video technology = TCSVT
transactions on visualization and computer graphics = TVCG
transactions on neural networks and learning systems = TNNLS
transactions on knowledge and data engineering = TKDE
transactions on knowledge discovery from data = TKDD
transactions on software engineering and methodology = TOSEM
transactions on software engineering = TSE
transactions on dependable and secure computing = TDSC
transactions on information forensics and security = TIFS
transactions on parallel and distributed systems = TPDS
transactions on medical imaging = TMI
transactions on graphics = TOG
transactions on information systems = TOIS
transactions on robotics = T-RO
robotics and automation letters = RA-L
advances in neural information processing systems = NeurIPS
neural information processing systems = NeurIPS
international conference on machine learning = ICML
international conference on learning representations = ICLR
artificial intelligence and statistics = AISTATS
uncertainty in artificial intelligence = UAI
conference on learning theory = COLT
asian conference on machine learning = ACML
journal of machine learning research = JMLR
transactions on machine learning research = TMLR
journal of artificial intelligence research = JAIR
aaai conference on artificial intelligence = AAAI
international joint conference on artificial intelligence = IJCAI
european conference on artificial intelligence = ECAI
autonomous agents and multiagent systems = AAMAS
conference on robot learning = CoRL
robotics: science and systems = RSS
international conference on robotics and automation = ICRA
intelligent robots and systems = IROS
north american chapter of the association for computational linguistics = NAACL
european chapter of the association for computational linguistics = EACL
empirical methods in natural language processing = EMNLP
international conference on computational linguistics = COLING
computational natural language learning = CoNLL
language resources and evaluation = LREC
transactions of the association for computational linguistics = TACL
annual meeting of the association for computational linguistics = ACL
meeting of the association for computational linguistics = ACL
acoustics, speech and signal processing = ICASSP
knowledge discovery and data mining = KDD
knowledge discovery & data mining = KDD
web search and data mining = WSDM
information and knowledge management = CIKM
information & knowledge management = CIKM
research and development in information retrieval = SIGIR
conference on recommender systems = RecSys
the web conference = WWW
world wide web conference = WWW
international conference on data mining = ICDM
international conference on data engineering = ICDE
management of data = SIGMOD
very large data bases = VLDB
proceedings of the vldb endowment = VLDB
international conference on multimedia and expo = ICME
international conference on image processing = ICIP
medical image computing and computer = MICCAI
human factors in computing systems = CHI
user interface software and technology = UIST
computer and communications security = CCS
symposium on security and privacy = S&P
usenix security symposium = USENIX Security
network and distributed system security = NDSS
operating systems design and implementation = OSDI
networked systems design and implementation = NSDI
symposium on operating systems principles = SOSP
architectural support for programming languages and operating systems = ASPLOS
international symposium on computer architecture = ISCA
high-performance computer architecture = HPCA
international symposium on microarchitecture = MICRO
european conference on computer systems = EuroSys
programming language design and implementation = PLDI
principles of programming languages = POPL
object-oriented programming, systems, languages = OOPSLA
international conference on software engineering = ICSE
foundations of software engineering = FSE
automated software engineering = ASE
software testing and analysis = ISSTA
mining software repositories = MSR
machine learning and systems = MLSys
special interest group on data communication = SIGCOMM
conference of the international speech communication association = Interspeech
"""
WRITTEN_OUT = tuple(
    (words.strip(), name.strip()) for words, _, name in (line.partition("=") for line in NAMES.split("\n") if line)
)
ARXIV = lazy(r"^(?:arxiv\b|corr\b)")
PARENTHESES = lazy(r"\(([^()]{2,20})\)")
YEAR = lazy(r"(?:[’']\d\d|\b(?:19|20)\d\d)\b")


def short_name(venue: str) -> str | None:
    """Return the short name of a venue that is written out, or None where none is known.

    A name in parentheses counts where it is a known one: `Proceedings of ... (CVPR)`.
    """
    folded = " ".join(venue.casefold().split())
    if ARXIV.match(folded):
        return "arXiv"
    workshop = "workshop" in folded
    for words, name in WRITTEN_OUT:
        if words in folded and workshop == (name.endswith("W") or "workshop" in words):
            return name
    if workshop:
        return None
    for inner in PARENTHESES.findall(venue):
        name = YEAR.sub("", inner).strip()
        if name.casefold() in WRITTEN:
            return WRITTEN[name.casefold()]
    bare = YEAR.sub("", venue).strip(" ,.:;()'’")
    known = known_in(bare)
    if len(known) == 1 and known[0].group() == bare and bare.casefold() not in SEVERAL:
        return WRITTEN[bare.casefold()]
    return None
