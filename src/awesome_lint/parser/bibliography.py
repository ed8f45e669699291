"""Who wrote it, where it appeared and when: the parts of an entry that only papers have."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from awesome_lint.document import Author, Authors, Text
from awesome_lint.knowledge.institutions import is_institution
from awesome_lint.knowledge.names import PARTICLES
from awesome_lint.knowledge.people import given_names, is_known, surnames
from awesome_lint.parser import vocabulary
from awesome_lint.parser.inlines import Visible, has_word
from awesome_lint.parser.words.dates import MONTHS
from awesome_lint.parser.words.venues import VENUES
from awesome_lint.patterns import GAP, LOWER, UPPER, lazy
from awesome_lint.source import Span

# In any spelling, and as other languages have it.
ET_AL = lazy(
    r"\be(?:t\s*(?:\.\s*)?(?:al|at)|[lr]\s+al)(?!\w)\s*\.*$|\band (?:\d+ (?:more|other )?)?others\.?$"
    r"|等人?\.?$|\bи\s+др\.?$|\bu\.\s?a\.$|\by otros$",
    re.IGNORECASE,
)
COMMA_OR_CONJUNCTION = lazy(
    rf"{GAP}(?:[,;，、；]\s*(?:(?:and|&)\s+|&)?|&\s*)|(?<!\s)\s+and\s+"
    # As other languages have it, between names of several words: `José Ortega y Gasset` is one.
    rf"|(?<!\s)\s+(?:e|y|und|et|и)\s+(?={UPPER}\S*\s{UPPER})"
)
# `andWarren`, never `Andrew`: the conjunction is lower case, the name is not.
GLUED = lazy(rf"(?<![^\s,;])and(?={UPPER}{LOWER})")
FIRST_MARK = lazy(rf"{GAP}[,;，、；&]|(?<!\s)\s+and(?:\s|(?=[A-Z]))")
PARENTHESES = lazy(r"\([^()]*\)")
SUFFIX = lazy(r"(?:Jr|Sr|II|III|IV|Ph\.?D|MD)\.?(?=\s*(?:[,;]|\.?$|\band\b|&))")
ENDING = " \t\n.,;:"
INITIAL_ENDING = lazy(rf"(?:^|[\s.\-])(?:{UPPER}|Jr|Sr|jr|sr|Inc|Ltd|Co)\.$")
WORD = lazy(r"[^\s.]+")
GIVEN = lazy(rf"{UPPER}(?:[^\W\d_]|['’-])*(?![^\W\d_]|['’-])\.?(?:[ -]+{UPPER}\.?)*")
# Fewer capitals may be anything.
LEAST_CAPITALS = 3
# `DIAZ`, `VON NEUMANN`, the surname of somebody whose given names stand behind it.
SURNAME_IN_CAPITALS = lazy(rf"(?:{UPPER}(?:{UPPER}|['’-])+)(?: {UPPER}{UPPER}+){{0,2}}(?![^\W\d_])")
INITIALS = lazy(rf"(?:{UPPER}\.[ -]?)+")
# `da Xu, chuanwei ruan, kannan achan`: so many there must be.
SMALL_NAME = lazy(r"[^\W\d_]{2,} (?:[^\W\d_]{1,2}\.? )?(?!(?:of|and|the|for|with|in|on|to|by|via)\b)[^\W\d_]{2,}")
LEAST_SMALL = 3
# Behind one person at least stands where they are from.
LEAST_FROM = 2
# So many marks between names there must be for one of them to be out of line.
LEAST_AROUND = 3
NOT_A_NAME = lazy(
    r"[\d!?%=<>|@/\\{}\[\]:：]|\s[-–—―]\s|https?:|^by\b|['’]s$|\s[Ee]dition$|\bet\.?\s?al\b\.?,?\s+\w"
    # What remarks begin with.
    r"|^(?:For|With|Based|Inspired|Organi[sz]ed|From|Via|Using|Also|This|Supports?|Successor|Includes?|Including|Written|Built|"
    r"Created|Maintained|How|What|Why|Your|Our|Reminiscent|Related)\s"
    r"|^In \w+(?:ese|ish|ian|rean|man|ench|abic|reek|utch|indi)$"
)
# Small words that stand in no name, and those that stand in names of groups only.
NOT_IN_NAMES = frozenset(["an", "as", "at", "by", "for", "from", "in", "is", "on", "or", "to", "using", "via", "with"])
# Of these, those that are no names when they begin with a capital, as in titles.
CAPITALISED = frozenset(["For", "From", "Towards", "Using", "Via", "With"])
IN_GROUPS = frozenset(["of", "the"])
SURNAME = lazy(rf"(?:{UPPER}\.\s?)*(?:[a-z]{{2,3}} )?{UPPER}[^\W\d_]+(?:[-'’ ]{UPPER}?{LOWER}+)?")
# How LaTeX writes accents, and accents that stand beside their letter, as copies from PDF files have them.
TYPESET = lazy(r"\\(?:[A-Za-z]+\s*|.)|[{}]|\s?[\u00a8\u00b4\u00b8\u02c6\u02c7\u02d8-\u02dd\u0300-\u036f]\s?")
# What refers to the foot of a paper: `Ann Lee1`, `Bo Chen*†`.
FOOTNOTE = lazy(r"(?<=[^\W\d_])[\d*†‡§¶∗⋆]+$")
GROUP = lazy(
    r"\b(?:Academy|Association|Bank|Cent(?:er|re)|Collaboration|College|Community|Company|Consortium|Department|Foundation|Group|"
    r"Initiative|Institute|Labs?|Laborator(?:y|ies)|Ministry|Network|Office|Project|School|Society|Team|Union|Corporation|Commission|Federation|Institution|Organi[sz]ation|Administration|Universit\w+)\b"
)
# What is no list of people has no more parts than this.
MOST_ABSTRACT = 4
# Nobody is called so: `Temporal Consistency`, `Image Segmentation`.
ABSTRACT = lazy(r"(?:(?:[acsiu]t|ss)ions?|sistency|iency|uency|bility|tivity|metry|matics|physics|ithms?|upervised)\b")
# More signs than names have, or marks that sentences have.
IDEOGRAPHS = lazy(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]{9,}|[\u3002\uff01\uff1f\uff08\u300a]|[\u4e00-\u9fff]{5,}"
)
HAN = lazy(r"[\u3400-\u4dbf\u4e00-\u9fff]{5,}")
SIGN = lazy("[\u3400-\u4dbf\u4e00-\u9fff]")
# No name has more of them, whatever stands between.
MOST_SIGNS = 6
# No name goes on behind it: `Torrance. Computer Graphics`, but `Prof. Lee`, `Chris. Lee` and `Bo. C. Lee`.
SENTENCE_END = lazy(r"\b(?!Prof\b)([^\W\d_]{4,})\.\s(?![A-Z]\.)")
HANGUL = lazy("[\uac00-\ud7af]")
MOST_HANGUL = 5
MAX_NAME_WORDS = 7
MAX_NAME = 120
# "et al." in any spelling is shorter than this, so that only the end of a list need be searched.
MAX_ET_AL = 20

YEAR = lazy(r"(?<![\d./])(?:19[5-9]\d|20[0-4]\d)(?!\d|[./]\d)")
DATE_FORMS = (
    rf"(?<!\d)(?:19|20)\d\d(?:(?:[-/.]\d{{1,2}}){{1,2}}|,\d\d)(?!\d)|(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{MONTHS},?\s+(?:19|20)\d\d"
    rf"|(?:19|20)\d\d\s+{MONTHS}|(?<![\w./-])\d{{1,2}}[./](?:19|20)\d\d(?![\w/]|\.\d)"
)
DATE = lazy(DATE_FORMS)
# `March 27`, of which the year stands behind a comma.
MONTH_OR_DAY = lazy(rf"{MONTHS}\.?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?", re.IGNORECASE)
# `Fall 2019`, whatever is said behind it.
SEASON = lazy(r"\W*(?:spring|summer|fall|autumn|winter)\b(?: (?:term|semester)\b)?\W*", re.IGNORECASE)
LONGEST_DATE = 24
LONGEST_PLACE = 48
BRACKETS = "()[]（）【】 "
FULL_YEAR = lazy(r"(?:19|20)\d\d")
# `ICLR24`, `CVPR-12`, and what won there: `CVPR25Highlight`, `NIPS24 best paper`.
GLUED_YEAR = lazy(
    r"\W*([A-Za-z&]{3,12})[ -]?([0129]\d)\W{0,3}(?:(?i:award|best|candidate|finalist|highlight|honou?rable|oral|outstanding|"
    r"poster|runner-?up|short|spotlight|student|submission|workshop)(?![^\W\d_])[\w ,-]{0,30}\W?)?"
)
# What stands behind the name of a journal: `Nature, vol. 521, pp. 436-444`, `Nature, 521`, `Journal of Cats 12(3): 1-15`.
VOLUME_BEHIND = lazy(
    r"(?:\s\d{1,4})?[,.]?\s{1,2}(?:(?:[Vv]ol(?:ume)?|VOL|[Nn]o|NO|[Ii]ssue|[Pp]ages?|pp?|PP)\b\.?\s?\d|[vnt]\.\s?\d"
    r"|(?:(?<=,\s)\d{1,4}|(?<=\.\s)\d{3,4}|\d{2,4}\.\d{1,4}|\d{1,4}(?:\s?\(\d{1,4}(?:[-–]\d{1,4})?\)|:\d{1,6}[-–]))[\d\s():,.–-]{0,30}$)"
)
# `Cham: Springer`, `Cambridge, Massachusetts: The MIT Press. ISBN 978-0-262-04219-2`
PUBLISHED = lazy(
    rf"({UPPER}[^\d:.(),]{{2,30}}(?:, {UPPER}[^\d:.(),]{{1,20}})?): ({UPPER}[^:\d.,]{{2,60}}?)(?:[.,;]\s+ISBN[\w\s:-]*)?"
)
VOLUME_ALONE = lazy(r"\W*(?:vol(?:ume)?|no|issue|pages?|pp?)\W*", re.IGNORECASE)
# `Best paper of ICML`, `Oral, CVPR`
HONOUR = lazy(
    r"(?:the )?(?:accepted|award|best|highlight|honou?rable|oral|outstanding|poster|presented|published|spotlight|to appear|"
    r"winner)\b[^,;:@]{0,30}?(?:\s(?:at|by|in|of)\s|[,;:@-]\s*)",
    re.IGNORECASE,
)
SHORT_YEAR = lazy(r"(?:(?<=[A-Za-z])['’‘`] |['’‘`])(\d\d)\b")


def authors(text: Visible, is_marked: bool = False, *, is_certain: bool = False) -> Authors | None:
    """Return the people that an author list names, or None where it does not read like one.

    Names are split, never re-spelled; "et al." in any spelling is the last of them. `is_marked` says that the text is set apart
    as author lists are; then names in small letters after one with capitals are names, too; `is_certain` that it names people,
    whatever they are called.
    """
    value = text.value
    start = len(value) - len(value.lstrip())
    end = len(value.rstrip())
    if start >= end:
        return None
    before = len(value[start:end].rstrip(" ,;:")) + start
    tail = ET_AL.search(value, max(start, before - MAX_ET_AL), before)
    stop = tail.start() if tail else _without_ending(value, start, end)
    people: list[Author] = []
    separators: list[Text] = []
    base = text.base

    def place(begin: int, stop: int) -> Span:
        return text.span(begin, stop) if base is None else Span(base + begin, base + stop)

    position = start
    marks = list(_separators(value, start, stop)) if is_certain or may_begin_names(value, start, stop) else None
    if marks is None:
        return None
    inside = _inverted(value, start, stop, marks, tail is not None) | _glued(value, start, stop, marks)
    for begin, end_of_mark in marks:
        if begin == position and not people:
            return None
        if end_of_mark >= stop or begin in inside:
            continue
        if value[end_of_mark] in "JSIPM" and SUFFIX.match(value, end_of_mark, stop):
            continue
        people.append(_author(value, position, begin, place))
        separators.append(Text(value[begin:end_of_mark], place(begin, end_of_mark)))
        position = end_of_mark
    if tail:
        last = len(value[:stop].rstrip(" ,;，、；"))
        if last > position:
            last = _stripped_conjunction(value, position, last)
            people.append(_author(value, position, last, place))
            separators.append(text.text(last, stop))
        elif not people:
            return None
        people.append(Author(value[stop:before], text.span(stop, before), is_et_al=True))
        ending = text.text(before, end)
    else:
        people.append(_author(value, position, stop, place))
        ending = text.text(stop, end)
    if not (is_certain or all(author.is_et_al or is_name(author.name) for author in people)):
        if not is_marked or len(people) < LEAST_SMALL or not is_name(people[0].name):
            return None
        if not all(author.is_et_al or is_name(author.name) or SMALL_NAME.fullmatch(author.name) for author in people):
            return None
    if 1 < len(people) <= MOST_ABSTRACT and not is_certain and any(_is_abstract(author.name) for author in people):
        return None
    names = Authors(tuple(people), tuple(separators), ending, text.span(start, end))
    return names if is_certain or len(people) < LEAST_FROM else _without_places(names)


@lru_cache(maxsize=1 << 12)
def _is_abstract(name: str) -> bool:
    """Whether a name is one of no person among several; of what a group is called, it may be all that there is."""
    return " " in name and ABSTRACT.search(name) is not None and GROUP.search(name) is None


def _without_places(names: Authors) -> Authors:
    """Return people without where they are from: `Ann Lee, Bo Chen, MIT, Google`. A group may sign alone, or first."""
    people = names.people
    count = len(people)
    while count > 1 and not people[count - 1].is_et_al and is_institution(people[count - 1].name):
        count -= 1
    if count == len(people) or is_institution(people[0].name):
        return names
    end = people[count - 1].span.end
    ending = Text("", Span(end, end))
    return Authors(people[:count], names.separators[: count - 1], ending, Span(names.span.start, end))


def may_begin_names(value: str, start: int, stop: int) -> bool:
    """Whether a text begins with something as short as a name; prose is told from names before all of it is taken apart."""
    first = FIRST_MARK.search(value, start, stop)
    name = value[start : first.start() if first else stop]
    if len(name) > MAX_NAME:
        return False
    return is_name(name.partition("(")[0].rstrip() or name)


@lru_cache(maxsize=1 << 14)
def is_name(name: str) -> bool:
    """Whether this may be the name of a person or a group: capitalised words and particles, and not many of them."""
    if FOOTNOTE.search(name):
        name = FOOTNOTE.sub("", name)
    if "\\" in name or "{" in name or not name.isascii():
        name = TYPESET.sub("", name)
    if NOT_A_NAME.search(name):
        return False
    words = WORD.findall(name)
    if not words or len(words) > MAX_NAME_WORDS:
        return False
    if not name.isascii() and (HAN.fullmatch(name) or IDEOGRAPHS.search(name) or len(SIGN.findall(name)) > MOST_SIGNS):
        return False
    if not name.isascii() and len(HANGUL.findall(name)) > MOST_HANGUL:
        return False
    if len(words) == 1 and vocabulary.MONTH.fullmatch(name):
        return False
    if len(words) > 1 and any(word in CAPITALISED for word in words):
        return False
    small = [word for word in name.split() if word in NOT_IN_NAMES or word in IN_GROUPS]
    ended = SENTENCE_END.search(name) if ". " in name else None
    if ended is not None and ended.group(1) not in given_names():
        return False
    if small and (GROUP.search(name) is None or any(word in NOT_IN_NAMES for word in small)):
        return False
    is_named = False
    for word in words:
        if _is_capitalised(word):
            is_named = True
        elif len(word) > 3 and word.lower() not in PARTICLES:
            return False
    return is_named


def _is_capitalised(word: str) -> bool:
    """Whether it has a capital, or a letter of a script that knows none."""
    return word[0].isupper() or any(letter.isupper() or (letter.isalpha() and not letter.islower()) for letter in word)


def year(text: str) -> "re.Match[str] | None":
    """Return the last year stated in a text; the digits of `@name1989` state none."""
    last = None
    for match in YEAR.finditer(text):
        if "@" not in text or "@" not in text[: match.start()].rpartition(" ")[2]:
            last = match
    return last


def is_date(text: str) -> bool:
    """Whether a text is a year or a date, in brackets or not, and nothing else."""
    bare = text.rstrip(" .").strip(BRACKETS) if len(text) <= LONGEST_DATE else ""
    return (DATE.fullmatch(bare) or YEAR.fullmatch(bare)) is not None


def year_in(text: Visible) -> Text | None:
    """Return the year that a short text states: `2023/05`, `Jul 2023`, `ICML'17`."""
    value = text.value
    found = FULL_YEAR.search(value, *date.span()) if (date := DATE.search(value)) else year(value)
    if found:
        return text.text(*found.span())
    short = short_year(value)
    return text.text(*short) if short else None


def venue_in(text: Visible) -> Text | None:
    """Return what a short text says besides the date, or None where that is nothing."""
    value = text.value
    stated = DATE.search(value) or year(value)
    found = stated.span() if stated else short_year(value)
    if found is not None and SEASON.fullmatch(value, 0, found[0]):
        return None
    for start, end in ((0, found[0]), (found[1], len(value))) if found else ((0, len(value)),):
        bare = value[start:end].strip(" \n.,;:()[]|'’‘`\"“”-–—―/*~").removeprefix("in ").removeprefix("In ")
        bare = bare.removeprefix("in: ").removeprefix("In: ").lstrip()
        if has_word(bare) and not MONTH_OR_DAY.fullmatch(bare):
            honour = HONOUR.match(bare) if " " in bare else None
            bare = bare[honour.end() :] if honour and vocabulary.is_venue(bare[honour.end() :]) else bare
            volume = VOLUME_BEHIND.search(bare, bare.find(" "))
            bare = bare[: volume.start()].rstrip(",.;: ") if volume and _may_be_called(bare[: volume.start()]) else bare
            published = PUBLISHED.fullmatch(bare) if ": " in bare else None
            is_town = published is not None and vocabulary.is_venue(published[2]) and not vocabulary.is_venue(published[1])
            bare = published[2] if published is not None and is_town else bare
            begin = value.index(bare, start)
            return text.text(begin, begin + len(_closed(bare, value, begin)))
    return None


def _may_be_called(venue: str) -> bool:
    """Whether what stands before the number of a volume is more than the word for it: `pp. 307-316`."""
    return has_word(venue) and not VOLUME_ALONE.fullmatch(venue)


def _closed(venue: str, value: str, begin: int) -> str:
    """Return a venue that begins there with what closes its brackets, `Transactions on Graphics (TOG)`, or without a remark."""
    name, mark, remark = venue.rpartition("(")
    if not mark or ")" in remark or "]" in name or "://" in remark:
        return venue
    if vocabulary.ACRONYM.fullmatch(remark) and value.startswith(")", begin + len(venue)):
        return f"{venue})"
    # `ICLR (Spotlight)`
    return name.rstrip() if has_word(name) else venue


def short_year(value: str) -> tuple[int, int] | None:
    """Return where a year of two digits is: behind an apostrophe, or glued to a venue, `ICLR24`."""
    short = SHORT_YEAR.search(value)
    if short is not None:
        return short.span(1)
    return glued_year(value)


def glued_year(value: str) -> tuple[int, int] | None:
    """Return where a year of two digits is glued to a venue that is known, in a text that says nothing else but an honour."""
    glued = GLUED_YEAR.fullmatch(value) if len(value) <= LONGEST_PLACE else None
    return glued.span(2) if glued and glued.group(1).lower() in VENUES else None


def cited(text: Visible, place: Text) -> Authors | None:
    """Return the people whom a short text names beside a year, as in `Lee et al. (2020)`, or None where it may say where."""
    start = text.value.find(place.value)
    if start < 0 or vocabulary.is_venue(place.value):
        return None
    found = authors(text.part(start, start + len(place.value)))
    if found is None:
        return None
    if found.people[-1].is_et_al or any(is_known(person.name) or person.name in surnames() for person in found.people):
        return found if are_cited(found) else None
    return None


def are_cited(names: Authors) -> bool:
    """Whether people are named as citations in a text do it: by surnames."""
    return all(person.is_et_al or SURNAME.fullmatch(person.name) or is_known(person.name) for person in names.people)


def ends_in_initial(value: str) -> bool:
    """Whether the period at the end of a text is that of an initial or of a short form such as `Jr.`."""
    return INITIAL_ENDING.search(value, max(len(value) - 5, 0)) is not None


def _author(value: str, start: int, end: int, place: Callable[[int, int], Span]) -> Author:
    """Return the person named there, without the affiliation in parentheses after the name."""
    if value.endswith(")", start, end):
        bare = _without_parentheses(value, start, end)
        if bare > start:
            end = bare
    return Author(value[start:end], place(start, end))


def _without_parentheses(value: str, start: int, end: int) -> int:
    """Return where the last parentheses in a row begin, with the space before them, if the text ends in such a row."""
    begin = closed = end
    for match in PARENTHESES.finditer(value, start, end):
        if begin == end or value[closed : match.start()].strip():
            begin = match.start()
        closed = match.end()
    return end if value[closed:end].strip() else start + len(value[start:begin].rstrip())


def _separators(value: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield where each separator between two names begins and ends."""
    glued = GLUED.search(value, start, stop) if value.count("and", start, stop) > value.count(" and ", start, stop) else None
    inside = [match.span() for match in PARENTHESES.finditer(value, start, stop)] if "(" in value else []
    for match in COMMA_OR_CONJUNCTION.finditer(value, start, stop):
        begin, end = match.span()
        if any(left < begin < right for left, right in inside):
            continue
        if glued and glued.start() < begin:
            before = len(value[: glued.start()].rstrip())
            yield before, glued.end()
            glued = None
        if glued and glued.start() == end:
            end = glued.end()
            glued = None
        yield begin, end
    if glued:
        yield len(value[: glued.start()].rstrip()), glued.end()


def _inverted(value: str, start: int, stop: int, marks: Sequence[tuple[int, int]], has_more: bool) -> frozenset[int]:
    """Return where the commas stand that belong to names written surname first.

    `Wang, Xiaolong and Girshick, Ross` (BibTeX) has one comma in each name; `Hinton, Geoffrey E., Simon Osindero, and Yee-Whye
    Teh` (MLA) has one in the first.
    """
    if not marks:
        return frozenset()
    if value[start + 1].isupper() and SURNAME_IN_CAPITALS.match(value, start, stop):
        capitals = _behind_capitals(value, start, stop, marks)
        if capitals is not None:
            return capitals
    conjunctions = value.count(" and ", start, stop)
    is_first = value.find(" ", start, marks[0][0]) < 0
    if not is_first and value.count(",", start, stop) != conjunctions + 1:
        return frozenset()
    begins = [start, *(end for _, end in marks)]
    ends = [*(begin for begin, _ in marks), stop]
    names = [value[begin:end].strip() for begin, end in zip(begins, ends, strict=True)]
    commas = [value[begin:end].strip() == "," for begin, end in marks]
    if len(marks) % 2 and len(marks) > 1 and all(is_comma == (index % 2 == 0) for index, is_comma in enumerate(commas)):
        return frozenset(begin for begin, _ in marks[::2])
    if not names[-1]:
        names.pop()
    if len(names) % 2 == 0 and all(INITIALS.fullmatch(name) for name in names[1::2]):
        # `Yang, Z., He, X., and Smola, A.`
        return frozenset(begin for begin, _ in marks[::2])
    if is_first and commas[0] and len(names) > 1 and names[0] and _are_given(names[0], names[1]):
        others = names[2:]
        if (
            INITIALS.fullmatch(names[1])
            or (not others and names[1].endswith("."))
            # `Byron, Ada` is one person, where nobody has the first of the names as a given one.
            or (not others and names[1] in given_names() and names[0] not in given_names())
            or (others and all(" " in name for name in others))
            or (not others and has_more)
        ):
            return frozenset([marks[0][0]])
    return frozenset()


def _behind_capitals(value: str, start: int, stop: int, marks: Sequence[tuple[int, int]]) -> frozenset[int] | None:
    """Return where the commas stand behind surnames in capitals, `DIAZ, Cy; LEE, Ann Maria`, or None where these are none."""
    begins = [start, *(end for _, end in marks)]
    ends = [*(begin for begin, _ in marks), stop]
    names = [value[begin:end].strip() for begin, end in zip(begins, ends, strict=True)]
    names = names if names[-1] else names[:-1]
    are_commas = all(value[begin:end].strip() == "," for begin, end in marks[: len(names) - 1 : 2])
    if len(names) % 2 or not are_commas or not all(map(_are_behind, names[::2], names[1::2])):
        return None
    return frozenset(begin for begin, _ in marks[: len(names) - 1 : 2])


def _are_behind(surname: str, given: str) -> bool:
    """Whether somebody may be called so whose surname is in capitals."""
    if not SURNAME_IN_CAPITALS.fullmatch(surname) or is_institution(surname):
        return False
    if len(surname) < LEAST_CAPITALS and surname.title() not in surnames():
        # `ON, Canada`
        return False
    if given.isupper() and not INITIALS.fullmatch(f"{given}."):
        return False
    return given[:1].isupper() and all(word[:1].isupper() or word in PARTICLES for word in given.split())


def _are_given(surname: str, given: str) -> bool:
    """Whether names may be the given ones of somebody called so; several only behind a surname, where they are nobody."""
    if GIVEN.fullmatch(given) or INITIALS.fullmatch(given):
        return True
    return (
        surname in surnames() and not is_known(given) and all(word[:1].isupper() and word.isalpha() for word in given.split())
    )


def _glued(value: str, start: int, stop: int, marks: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Return where the comma stands that is a slip within one name: `Ann Lee, Kianté,Brantley, Bo Chen`.

    It is the only one without a space, between two single words, where all the other names have several.
    """
    glued = [index for index, (begin, end) in enumerate(marks) if end == begin + 1 and value[begin] == ","]
    if len(glued) != 1 or len(marks) < LEAST_AROUND:
        return frozenset()
    begins = [start, *(end for _, end in marks)]
    ends = [*(begin for begin, _ in marks), stop]
    single = [index for index, place in enumerate(zip(begins, ends, strict=True)) if " " not in value[slice(*place)].strip()]
    return frozenset([marks[glued[0]][0]]) if single == [glued[0], glued[0] + 1] else frozenset()


def _without_ending(value: str, start: int, end: int) -> int:
    """Return where the last name ends: before the punctuation that closes the list, but after the period of an initial."""
    stop = len(value[start:end].rstrip(ENDING)) + start
    if value.startswith(".", stop) and INITIAL_ENDING.search(value, max(start, stop - 5), stop + 1):
        return stop + 1
    return stop


def _stripped_conjunction(value: str, start: int, end: int) -> int:
    """Return where the name before "and et al." ends."""
    for word in (" and", " &"):
        if value.endswith(word, start, end):
            return len(value[: end - len(word)].rstrip(" ,;"))
    return end
