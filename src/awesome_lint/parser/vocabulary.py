"""Words by which the parts of an entry are known: link labels, field keys, column names, venues, months.

Collected from public lists; all lower case.
"""

import re

from awesome_lint.patterns import UPPER, lazy

LABEL_WORDS = """
abs abstract arxiv article award benchmark bib bibtex blog blogpost book caffe chainer checkpoint checkpoints
citation cite clients code codes colab data dataset datasets demo demos discussion doc docs documentation
download examples github gitlab hf homepage html huggingface implementation intro jax journal julia keras link
links material materials matlab model models mxnet news notebook notes official openreview page paper papers pdf
poster post ppt preprint presentation proceedings project pub publication publisher python pytorch r readme
release repo repository resource resources review site slide slides source summary supp supplement supplementary
suppl talk tensorflow tf torch tutorial tweet twitter unofficial url version video videos web webpage website
weights wiki workshop youtube zhihu 论文 代码 项目 主页 链接 解读 视频 数据集 官网 文档 教程 演示 源码
"""
LABELS = frozenset(LABEL_WORDS.split())
# Words that may stand beside a label and leave it one: `official code`, `PyTorch Code`, `project page 2`.
BESIDE_LABELS = frozenset(
    ["author", "authors", "the", "pretrained", "pre-trained", "full", "short", "long", "reference", "for"]
)
LABEL_TOKEN = lazy(r"[^\W_]+(?:[+.-]+[^\W_]+)*\+*")
# `Paper-CVPR14`
PLACED_LABEL = lazy(r"([a-z]+)-([a-z&]+)(?:'?\d\d)?")
NUMBERED = lazy(r"^[\dIVX]+$")
MAX_LABEL_WORDS = 4

KEY_WORDS = """
abstract affiliation affiliations arxiv author authors award blog code codes comment comments conference data
dataset datasets date demo description doi environment experiment github homepage intro introduction journal
keyword keywords keyphrase link links model name note notes official paper papers pdf project proceedings
publication published publisher resource resources slides source summary tag tags task tasks title tldr tl;dr
topic topics type url venue video webpage website year youtube 论文 代码 作者 机构 关键词 链接
"""
KEYS = frozenset(KEY_WORDS.split())

VENUE_WORDS = """
aaai aamas accv acl acmmm acsac aistats apsec arxiv asiaccs asplos ase atc bioinformatics biorxiv bmvc ccs chi
cikm coling colt conll corl corr cvm cvpr cvprw cvprws dac date dsn eacl ecai eccv eccvw ecir ecml ecoop emnlp
esorics eurographics eurosp eurosys fast fccm fpga fse gecco globecom hpca hri icac icann icassp icc iccad iccv
iccvw iccd icde icdcs icdm icdar icip iclr icml icmr icme icpads icpp icpr icra icse icsme icst ics ieee ijcai
ijcnn ijcv infocom interspeech iros isbi isca iscas ismar ismir issre issta iswc itsc jair jmlr kdd lrec medrxiv
miccai micro middleware midl mlhc mlsys mobicom mobihoc mobisys naacl nature ndss neurips nips nsdi oakland
oopsla openreview osdi pacmpl pact pami pakdd pldi plos pmlr pnas podc popl ppopp preprint pvldb ra-l ral recsys
rss s&p sacmat sc science sdm secon sensys siggraph sigir sigkdd sigcomm sigmetrics sigmod sigspatial soda socc
sosp springer ssrn stoc tacas tacl taslp tcsvt tdsc techreport thewebconf tist tkde tkdd tmc tmi tmlr tmm tnnls
tnse tog toit tois tomm topc tosem tpami tpds trob tro tsc tse tvcg uai ubicomp uist usenix vldb wacv wacvw wsdm
www
"""
VENUES = frozenset(VENUE_WORDS.split())
VENUE_WORD = lazy(r"[A-Za-z][A-Za-z&/+-]*")
# Venues that are words or names, too, and are told from them by their capitals.
ALSO_WORDS = frozenset(["ase", "chi", "date", "fast", "fse", "micro", "pact", "soda"])
ALSO_SMALL_WORDS = frozenset(["nature", "oakland", "science", "springer"])
LINKING_WORDS = frozenset(["a", "an", "and", "at", "de", "for", "in", "of", "on", "the", "to", "und"])
MOST_SMALL_WORDS = 3
VENUE_MARK = lazy(
    r"\b(?:conference|workshop|journal|transactions|trans\.|proceedings|proc\.|findings|symposium|press|letters|preprint|arxiv|"
    r"biorxiv|medrxiv|nature|science|springer|elsevier|ieee|acm|magazine|review|reports?|publishers?|lncs|technical|thesis|"
    r"lecture notes|advances in|communications of|international|annual|conf\.)",
    re.IGNORECASE,
)
MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|"
    r"Dec(?:ember)?)\.?"
)
MONTH = lazy(MONTHS)
# `NeurIPS`, `S&P`
ACRONYM = lazy(rf"(?=[\w&-]*{UPPER}[\w&-]*{UPPER})[\w&-]+")

TITLE_COLUMN_WORDS = """
title titles paper papers name method methods model models project projects library api package tool tools
dataset datasets repo repository resource algorithm system work article book course 论文 论文题目 标题 名称 题目 项目 论文名
benchmark framework
"""
TITLE_COLUMNS = frozenset(TITLE_COLUMN_WORDS.split())
AUTHOR_COLUMN_WORDS = """
author authors by who 作者
"""
AUTHOR_COLUMNS = frozenset(AUTHOR_COLUMN_WORDS.split())
VENUE_COLUMN_WORDS = """
venue conference journal publication publish published where pub conf venues publisher source proceedings 会议 期刊
发表 来源
"""
VENUE_COLUMNS = frozenset(VENUE_COLUMN_WORDS.split())
YEAR_COLUMN_WORDS = """
year date time when years published-date publish-date 时间 年份 日期
"""
YEAR_COLUMNS = frozenset(YEAR_COLUMN_WORDS.split())
LINK_COLUMN_WORDS = """
code link links url github pdf website web page implementation demo materials homepage download repo source
video data 代码 链接 项目地址 源码 official resources codes pdf arxiv
"""
LINK_COLUMNS = frozenset(LINK_COLUMN_WORDS.split())
DESCRIPTION_COLUMN_WORDS = """
description note notes abstract summary tldr comment comments about intro introduction details 描述 简介 备注 说明 摘要
"""
DESCRIPTION_COLUMNS = frozenset(DESCRIPTION_COLUMN_WORDS.split())


def is_label(text: str) -> bool:
    """Whether a link's text says what kind of thing it leads to, and not what the thing is called."""
    words = [word for word in LABEL_TOKEN.findall(text.lower()) if not NUMBERED.match(word)]
    if not words or len(words) > MAX_LABEL_WORDS:
        return not words and len(text.strip()) <= 2
    return any(_is_label_word(word) for word in words) and all(word in BESIDE_LABELS or _is_label_word(word) for word in words)


def _is_label_word(word: str) -> bool:
    if word in LABELS or word.rstrip("0123456789") in LABELS:
        return True
    placed = PLACED_LABEL.fullmatch(word) if "-" in word else None
    return placed is not None and placed.group(1) in LABELS and placed.group(2) in VENUES


def is_venue(text: str) -> bool:
    """Whether a short text names a place where papers appear."""
    words = VENUE_WORD.findall(text)
    if any(word.lower() in VENUES and _is_written_as_venue(word) for word in words):
        return True
    if VENUE_MARK.search(text) is None:
        return False
    # `Transactions on Graphics` is a name, "a review of what was done" a sentence.
    small = sum(word[0].islower() and word not in LINKING_WORDS for word in words)
    return small < MOST_SMALL_WORDS or len(words) <= MOST_SMALL_WORDS


def _is_written_as_venue(word: str) -> bool:
    """Whether a word that is in the list is written as a venue is: `FAST`, not `fast`; `Nature`, not `nature`."""
    lower = word.lower()
    if lower in ALSO_WORDS:
        return word.isupper()
    return lower not in ALSO_SMALL_WORDS or not word.islower()
