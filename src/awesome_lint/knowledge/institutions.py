"""Where people work and study, by names that say it and by those that are known."""

from functools import lru_cache

from awesome_lint.patterns import lazy

SAYING = lazy(
    r"\b(?:Academy|College|Inc|Institute|Labs?|Ltd|School|Universit\w+|(?:UC|IIT|IIIT|NIT|TU|UT|SUNY|CUNY)(?= [A-Z][a-z]))\b"
)
UNIVERSITY_NAMES = """
ASU BAIR Berkeley BUAA Caltech Cambridge CAS CASIA CMU CNRS CUHK DFKI EPFL ETH ETH-Zurich ETHZ Fudan Harvard HIT HKU HKUST
Inria INRIA JHU KAIST KIT KTH MBZUAI MIT MPI MSU NJU NTU NUS NUST NYU Oxford PKU POSTECH Princeton RUC SJTU Stanford Technion
THU Tsinghua TUM UBC UCL UCLA UCSB UCSD UIUC UMD UNC UofT UPenn USC USTC UW ZJU
"""
COMPANY_NAMES = """
Adobe Alibaba Amazon Anthropic Apple AWS Baidu ByteDance Cohere DeepMind Ericsson Facebook FAIR Google Huawei IBM Intel
Kuaishou Megvii Meituan Meta Microsoft MSRA Netflix Nokia Nvidia NVIDIA OpenAI Qualcomm Salesforce Samsung SenseTime
Siemens Sony Tencent Tesla Toyota Uber VMware Waymo Xiaomi Yahoo
"""
UNIVERSITIES, COMPANIES = frozenset(UNIVERSITY_NAMES.split()), frozenset(COMPANY_NAMES.split())
SEVERAL_WORDS = frozenset(["Georgia Tech", "Meta AI", "Virginia Tech"])
# What stands in names that say it: `The University of Somewhere`.
SMALL = frozenset(["and", "at", "de", "for", "in", "of", "the"])
MOST_WORDS = 7
FOOTNOTES = "0123456789*†‡§¶"
# What stands behind the name of a place or a company: `ETH Zurich`, `Google Brain`.
BEHIND = frozenset(
    ["AI", "Asia", "Brain", "Cloud", "DeepMind", "Lab", "Labs", "Research", "Robotics", "Team", "Zurich", "Zürich"]
)


def is_university(name: str) -> bool:
    """Whether somebody may come from there, and nobody signs so: a company may."""
    first, *others = name.split() or [""]
    is_known = first in UNIVERSITIES and all(word in BEHIND for word in others)
    return is_known or (first not in COMPANIES and SAYING.search(name) is not None)


@lru_cache(maxsize=1 << 12)
def is_institution(name: str) -> bool:
    """Whether this is where somebody works or studies: `Google Brain`, `MIT / Amazon`."""
    parts = (
        name.replace(" & ", "/").replace(" and ", "/").split("/") if "/" in name or "&" in name or " and " in name else [name]
    )
    return all(_is_one(part.strip(" .")) for part in parts)


def is_well_known(name: str) -> bool:
    """Whether this is an institution that is known by its name, whatever that says: no place where papers appear is one."""
    first, *others = name.rstrip(FOOTNOTES).split() or [""]
    return name in SEVERAL_WORDS or ((first in UNIVERSITIES or first in COMPANIES) and all(word in BEHIND for word in others))


def _is_one(name: str) -> bool:
    if is_well_known(name):
        return True
    words = name.rstrip(FOOTNOTES).split() or [""]
    is_short = len(words) <= MOST_WORDS and all(word[:1].isupper() or word in SMALL for word in words)
    return is_short and words[-1] != "Press" and SAYING.search(name) is not None
