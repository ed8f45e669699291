"""Where people work and study, by names that say it and by those that are known."""

from functools import cache, lru_cache

from awesome_lint.patterns import lazy

SAYING = lazy(
    r"\b(?:Academy|College|Inc|Institute|Labs?|Ltd|School|Universit\w+|(?:UC|IIT|IIIT|NIT|TU|UT|SUNY|CUNY)(?= [A-Z][a-z]))\b"
)
UNIVERSITIES = """
ASU BAIR BUAA CAS CASIA CMU CNRS CUHK Caltech DFKI EPFL ETH ETH-Zurich ETHZ Fudan HIT HKU HKUST INRIA Inria JHU KAIST KIT KTH
MBZUAI MIT MPI MSU NJU NTU NUS NUST NYU PKU POSTECH RUC SJTU THU TUM Technion Tsinghua UBC UCL UCLA UCSB UCSD UIUC UMD UNC USC
USTC UofT UPenn UW ZJU
"""
COMPANIES = """
Adobe Alibaba Amazon Anthropic AWS Baidu ByteDance Cohere DeepMind Ericsson FAIR Facebook Google Huawei IBM Kuaishou Megvii
Meituan Microsoft MSR MSRA Netflix Nokia NVIDIA Nvidia OpenAI Qualcomm Salesforce Samsung SenseTime Siemens Tencent Uber
VMware Waymo Xiaomi Yahoo
"""
SEVERAL_WORDS = frozenset(["Georgia Tech", "Meta AI", "Virginia Tech"])
# What stands in names that say it: `The University of Somewhere`.
SMALL = frozenset(["and", "at", "de", "for", "in", "of", "the"])
MOST_WORDS = 7
FOOTNOTES = "0123456789*†‡§¶"
# What stands behind the name of a place or a company: `ETH Zurich`, `Google Brain`.
BEHIND = frozenset(
    ["AI", "Asia", "Brain", "Cloud", "DeepMind", "Lab", "Labs", "Research", "Robotics", "Team", "Zurich", "Zürich"]
)


@cache
def _known() -> frozenset[str]:
    return frozenset(UNIVERSITIES.split()) | frozenset(COMPANIES.split())


@cache
def _universities() -> frozenset[str]:
    return frozenset(UNIVERSITIES.split())


def is_university(name: str) -> bool:
    """Whether somebody may come from there, and nobody signs so: a company may."""
    first, *others = name.split() or [""]
    is_known = first in _universities() and all(word in BEHIND for word in others)
    return is_known or (first not in _known() and SAYING.search(name) is not None)


@lru_cache(maxsize=1 << 12)
def is_institution(name: str) -> bool:
    """Whether this is where somebody works or studies: `Google Brain`, `MIT / Amazon`."""
    parts = (
        name.replace(" & ", "/").replace(" and ", "/").split("/") if "/" in name or "&" in name or " and " in name else [name]
    )
    return all(_is_one(part.strip(" .")) for part in parts)


def _is_one(name: str) -> bool:
    first, *others = name.rstrip(FOOTNOTES).split() or [""]
    if first in _known() and all(word in BEHIND for word in others):
        return True
    words = [first, *others]
    is_short = len(words) <= MOST_WORDS and all(word[:1].isupper() or word in SMALL for word in words)
    return name in SEVERAL_WORDS or (is_short and words[-1] != "Press" and SAYING.search(name) is not None)
