"""Whether a record is of the work that an entry lists: certainly, likely, or not. Pure.

The score of a search engine decides nothing here: it doubles with the length of a query. What decides is the title, whole but
for case, accents and punctuation, with the family names; how often that is right was measured (docs/precision.md).
"""

import html
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from enum import Enum
from functools import lru_cache

from msgspec import Struct
from rapidfuzz import fuzz

from awesome_lint.export.reference import Person
from awesome_lint.facts.similarity import tellers
from awesome_lint.knowledge.identifiers import Identifier
from awesome_lint.online.records import SCHEMES, Kind, Record
from awesome_lint.patterns import lazy

# In percent, as rapidfuzz counts: below, two titles that differ are mostly two.
ALIKE = 95.0
# A title of so many words is hardly shared, with the same authors and without any.
LEAST_WORDS, LEAST_WORDS_ALONE = 3, 5
LEAST_CJK = 12
# A title that begins another is half a title at least of so many words.
LEAST_BEGINNING = 4
# A preprint, its paper and the journal version are often two years apart; of three, one in three is a correction or a chapter.
MOST_YEARS = 2
SHARE = 0.5
# Where all names in common are among the most frequent ones, one name says little.
LEAST_COMMON = 2

COMMON_NAMES = """
ahmed ali bai brown cai cao chang chen cheng cho choi cui davis deng ding dong du fan fang feng gao garcia guo gupta han he hong
hu huang jain jia jiang jin johnson jones jung kang kim kumar lai lee li liang lim lin liu long lopez lu luo ma martin martinez
meng miller nguyen pan park patel peng qian qin rao ren rodriguez sato sharma shen shi singh smith song su sun suzuki tan tang
tanaka taylor tian tran wang wei wen williams wilson wong wu xiao xie xu yan yang yao ye yin yoon yu yuan zeng zhang zhao zheng
zhou zhu zou
"""
COMMON = frozenset(COMMON_NAMES.split())

# What begins the title of something about a work, rather than of it.
NOTICES = (
    "correction|corrigendum|erratum|errata|retraction|withdrawal|expression of concern|retracted|comments?|commentary|reply"
    "|response|rejoinder|discussion|(?:book )?review|preface|foreword|editorial|supplement(?:ary|al)?"
    "|invited (?:talk|paper|lecture)|keynote|tutorial|poster|demo|abstract|(?:technical|research) perspective|extended abstract"
)
ABOUT = lazy(
    rf"(?:(?:author|publisher)(?:['’]?s)?\s+)?(?:{NOTICES})\b"
    r"(?:\s+(?:to|on|of|for|article|material\w*|information|abstract|talk))*\s*[:：–—\"“'‘(-]|retracted\b"
    r"|(?:correction|corrigendum|erratum|errata|comments?|reply|response|rejoinder|discussion) (?:to|on|of)\b",
    re.IGNORECASE,
)
# An end that makes a book review of the title of a book, or names a part that was added to it.
ADDED = (
    r"(?:book )?review|extended abstract|(?:student )?abstract|supplement(?:ary)?(?: material\w*)?|appendix|poster|reply"
    r"|comment|erratum|corrigendum|retracted(?: article)?|invited (?:talk|paper)|keynote|demo(?:nstration)?|slides|code|dataset"
    r"|tutorial"
)
AFTER = lazy(rf"[\s(\[,:.–—-](?:{ADDED})[)\]\s.]*$", re.IGNORECASE)
# What lists put beside a title: who made it, how it was presented, what it is called in another language.
REMARK = r"@[\w .&/-]+|oral|poster|spotlight|best paper(?: award)?|highlight|survey|new|code|paper|pdf|workshop|demo"
EASTERN = "\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7af"
NOISE = lazy(
    rf"[(\[（【](?:{REMARK})[)\]）】]|[(\[（【][^()\[\]（）【】a-zA-Z{EASTERN}]*[{EASTERN}][^()\[\]（）【】]*[)\]）】]",
    re.IGNORECASE,
)
TEX = lazy(r"\\[a-zA-Z]+\*?\s*|\\[^a-zA-Z]|[{}$]")
TAG = lazy(r"</?[a-zA-Z][^<>]{0,200}>")
LITERAL_NEWLINE = lazy(r"\\n(?![a-z])")
NOT_LETTERS = lazy(r"[^\w]+|_+")
CJK = lazy(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"})
GREEK = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "λ": "lambda",
    "μ": "mu",
    "π": "pi",
    "σ": "sigma",
}


class Wanted(Struct, frozen=True):
    """What an entry says of the work that it lists."""

    title: str
    people: tuple[Person, ...] = ()
    year: int | None = None
    identifiers: frozenset[Identifier] = frozenset()


class Certainty(Enum):
    CERTAIN = "certain"
    LIKELY = "likely"


class Match(Struct, frozen=True):
    """A record that is of the work, how certainly, and what differs, in words for a person."""

    record: Record
    certainty: Certainty
    difference: str = ""

    @property
    def is_certain(self) -> bool:
        return self.certainty is Certainty.CERTAIN


class Found(Struct, frozen=True):
    """What all services together know of a work: the records that match it, the certain ones first."""

    matches: tuple[Match, ...] = ()
    conflict: tuple[Identifier, Identifier] | None = None
    """Two identifiers of one scheme that records claim for it, where services disagree."""

    @property
    def certain(self) -> tuple[Record, ...]:
        return tuple([match.record for match in self.matches if match.is_certain])

    def services(self, identifier: Identifier) -> frozenset[str]:
        """Return the names of the services that certainly know the work by this identifier."""
        return frozenset([record.service for record in self.certain if identifier in record.identifiers])


def found(wanted: Wanted, records: Iterable[Record]) -> Found:
    """Return what the records of all services say of a work together.

    Two services that know a likely match by one identifier make it certain; two that certainly know the work by different
    ones of a scheme under which a work has one make them all likely.
    """
    matches = [each for each in (match(wanted, record) for record in records) if each is not None]
    matches = [_raised(each, matches) for each in matches]
    conflict = _conflict(matches)
    if conflict is not None:
        difference = f"the services disagree: {conflict[0]}, {conflict[1]}"
        matches = [Match(each.record, Certainty.LIKELY, each.difference or difference) for each in matches]
    return Found(tuple(sorted(matches, key=lambda each: not each.is_certain)), conflict)


def match(wanted: Wanted, record: Record) -> Match | None:
    """Return whether a record is of the work, or None where it is not, or where nothing tells."""
    if not record.kind.is_text or is_about_another(wanted.title, record.title):
        return None
    one, other = key(wanted.title), key(record.title)
    if not one or not other:
        return None
    is_same = one == other
    if not is_same and tellers(plain(wanted.title)) != tellers(plain(record.title)):
        return None
    people = agreement(wanted.people, record.people)
    if is_same:
        return _of_same_title(wanted, record, people, one)
    if people is not Agreement.YES or not (_begins(wanted.title, record.title) or fuzz.ratio(one, other) >= ALIKE):
        return None
    if _years_apart(wanted, record) > MOST_YEARS:
        return None
    return Match(record, Certainty.LIKELY, f'the title there is "{record.title}"')


def _of_same_title(wanted: Wanted, record: Record, people: "Agreement", shared: str) -> Match | None:
    words = plain(wanted.title).count(" ") + 1
    is_long = words >= LEAST_WORDS or len(CJK.findall(shared)) >= LEAST_CJK
    apart = _years_apart(wanted, record)
    if people is Agreement.NO:
        return None
    if people is Agreement.UNKNOWN:
        is_telling = words >= LEAST_WORDS_ALONE or len(CJK.findall(shared)) >= LEAST_CJK
        if not is_telling or apart > MOST_YEARS or not record.people:
            return None
        return Match(record, Certainty.LIKELY, "the list names no authors")
    if not is_long:
        return Match(record, Certainty.LIKELY, "the title is short") if apart <= MOST_YEARS else None
    if people is Agreement.WEAK:
        return Match(record, Certainty.LIKELY, "few of the authors are the same")
    if apart > MOST_YEARS:
        return Match(record, Certainty.LIKELY, f"it is of {record.year} there")
    if record.kind is Kind.CHAPTER and len(record.people) == 1 < len(wanted.people):
        return Match(record, Certainty.LIKELY, "it is a chapter of one author there")
    return Match(record, Certainty.CERTAIN)


def _raised(each: Match, matches: Sequence[Match]) -> Match:
    """Return a likely match as a certain one where another service has the same title and the same identifier for it."""
    if each.is_certain or not each.record.people:
        return each
    mine = {identifier for identifier in each.record.identifiers if identifier.kind.is_paper}
    for other in matches:
        if other.record.service == each.record.service or key(other.record.title) != key(each.record.title):
            continue
        if mine & other.record.identifiers and agreement(each.record.people, other.record.people) in AGREE:
            is_title = each.difference == "the list names no authors"
            return Match(each.record, Certainty.CERTAIN, each.difference) if is_title else each
    return each


def _conflict(matches: Sequence[Match]) -> tuple[Identifier, Identifier] | None:
    """Return two numbers at arXiv that services certainly know the work by: a work has one there, but several DOIs."""
    kind = SCHEMES[0]
    named: dict[Identifier, str] = {}
    for each in matches:
        if each.is_certain:
            named.update({one: each.record.service for one in each.record.identifiers if one.kind is kind})
    if len(named) < 2:
        return None
    first, second = sorted(named, key=lambda one: one.value)[:2]
    return first, second


# --- titles -----------------------------------------------------------------------------------------------------------


def is_about_another(title: str, other: str) -> bool:
    """Whether one of two titles says that it is a correction, a review or a talk, and the other does not."""
    return (ABOUT.match(title) is None) != (ABOUT.match(other) is None) or (AFTER.search(title) is None) != (
        AFTER.search(other) is None
    )


@lru_cache(maxsize=1 << 12)
def plain(title: str) -> str:
    """Return the words of a title in small letters, without accents, markup, commands of TeX and what lists put beside it."""
    if "&" in title:
        title = html.unescape(html.unescape(title))
    title = LITERAL_NEWLINE.sub(" ", TAG.sub("", title))
    title = NOISE.sub(" ", title)
    if "\\" in title or "{" in title or "$" in title:
        title = TEX.sub("", title)
    title = "".join(GREEK.get(letter, letter) for letter in _folded(title)) if not title.isascii() else title.casefold()
    return " ".join(NOT_LETTERS.sub(" ", title).split())


def key(title: str) -> str:
    """Return the letters and digits of a title, by which two spellings of it are one."""
    return plain(title).replace(" ", "")


def _begins(title: str, other_title: str) -> bool:
    """Whether one title begins the other, at the end of a word, and is long enough to be more than a common beginning."""
    short, long = sorted((title, other_title), key=lambda each: len(key(each)))
    words = plain(short)
    return words.count(" ") + 1 >= LEAST_BEGINNING and plain(long).startswith(f"{words} ")


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(PLAIN))
    # What stands for several letters, as the sign for a trademark does, may stand for capitals.
    return unicodedata.normalize("NFC", "".join(each for each in decomposed if not unicodedata.combining(each))).casefold()


def _years_apart(wanted: Wanted, record: Record) -> int:
    return abs(wanted.year - record.year) if wanted.year and record.year else 0


# --- people -----------------------------------------------------------------------------------------------------------


class Agreement(Enum):
    """Whether two lists of people may be of one work."""

    YES = "yes"
    COMMON = "common"
    """They have frequent names in common: enough for one title, not for two that are alike."""
    WEAK = "weak"
    """They have one frequent name in common, which says little."""
    NO = "no"
    UNKNOWN = "unknown"
    """One of them is empty."""


AGREE = (Agreement.YES, Agreement.COMMON)


def agreement(some: Sequence[Person], others: Sequence[Person]) -> Agreement:
    """Return whether half of the shorter list's people are in the other, whatever order a name is written in."""
    if not some or not others:
        return Agreement.UNKNOWN
    short, long = sorted((some, others), key=len)
    forms = [_forms(each) for each in long]
    shared = [each for each in short if any(_forms(each) & one for one in forms)]
    if not shared or len(shared) < SHARE * len(short):
        return Agreement.NO
    families = {_family(each) for each in shared}
    if not families <= COMMON or _share_whole_name(short, long):
        return Agreement.YES
    return Agreement.COMMON if len(shared) >= min(LEAST_COMMON, len(long)) else Agreement.WEAK


def is_alike(one: Person, other: Person) -> bool:
    """Whether two names may be of one person, whatever order they are written in."""
    return bool(_forms(one) & _forms(other))


def _share_whole_name(some: Collection[Person], others: Collection[Person]) -> bool:
    names = {_letters(f"{each.given}{each.family}") for each in others if each.given}
    return any(_letters(f"{each.given}{each.family}") in names for each in some if each.given)


@lru_cache(maxsize=1 << 14)
def _forms(person: Person) -> frozenset[str]:
    """Return what a person may be called in another list: the family name with and without its particle, all in one piece, and
    the words of the name in any order."""
    family = _family(person)
    forms = {family, _letters(person.family), _letters(person.particle + person.family)}
    if person.given:
        words = sorted(_letters(word) for word in f"{person.given} {person.particle} {person.family}".split())
        forms |= {" ".join(filter(None, words)), _letters(person.family + person.given), _letters(person.given + person.family)}
        forms.add(_letters(f"{person.family.split()[-1]}"))
    return frozenset(filter(None, forms))


def _family(person: Person) -> str:
    return _letters(person.family)


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, _folded(text)))
