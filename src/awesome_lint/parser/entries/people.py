"""The people whom a part of an entry names, told from venues, titles and prose."""

from awesome_lint.document import Authors
from awesome_lint.knowledge.people import is_known, surnames
from awesome_lint.parser import bibliography, vocabulary
from awesome_lint.parser.entries.atoms import Atom, Shape
from awesome_lint.parser.entries.cursor import Cursor
from awesome_lint.parser.inlines import Visible
from awesome_lint.patterns import GAP, LOWER, UPPER, lazy

CITED_NAME = lazy(
    rf"(?:{UPPER}\.[ -]?)+\s*{UPPER}|{UPPER}(?:[^\W\d_]|-)+,? (?:{UPPER}\.[ -]?)+$"
    rf"|{UPPER}(?:[^\W\d_]|-)+, {UPPER}[^\W\d_]+(?: {UPPER}\.)*$"
)
NAME_END = lazy(rf"\bet\.?\s*al\.?,?|[,;]\s+|\.\s+|\n|{GAP}[|(]\s*")
# One person, whose last name is no initial and no short form.
ONE_NAME = lazy(
    rf"{UPPER}[\w'’.-]*(?:\s{UPPER}\.){{0,2}}(?:\s{UPPER}[\w'’-]*)?\s{UPPER}[\w'’-]*{LOWER}(?<!\sSt)(?<!\sJr)(?<!\sSr)"
)
STATED = lazy(r"\s*[(\[]?(?:19|20)\d\d\b")
CONJUNCTION = lazy(r"\s(?:and|&)\s")
ET_AL = lazy(r".*\bet\.?\s*a[lt]")
# One person has no more names, unless initials are among them.
MOST_NAMES = 3
# So many ends of an author list are tried from the last one back.
MOST_TRIES = 4
# Small words as no list of names has three of them in a row.
SENTENCE = lazy(r"(?:\b[a-z]{2,}\s+){2}[a-z]{2,}\b")


def names_before(cursor: Cursor, start: int, end: int) -> tuple[Authors, int] | None:
    """Return the longest run of names at the beginning, and where it ends, or None where there is none."""
    value = cursor.text.value[start:end]
    # Affiliations belong to the names before them.
    names = bibliography.PARENTHESES.sub(lambda match: " " * len(match.group()), value)
    ends: list[int] = []
    begin = 0
    for match in NAME_END.finditer(names):
        if not _may_name(names[begin : match.start()]):
            break
        begin = match.end()
        ends.append(begin)
        if match.group()[0] == "e" or (match.group()[0] == "." and ONE_NAME.fullmatch(names, 0, match.start())):
            # Behind "et al." nobody is named, nor behind a sentence: `Jiuxiang Gu. University of Somewhere`.
            break
    else:
        if _may_name(names[begin:]):
            ends.append(len(value))
    best: tuple[int, Authors] | None = None
    for cut in reversed(ends[-MOST_TRIES:]):
        found = bibliography.authors(cursor.text.part(start, start + len(value[:cut].rstrip(" \n,|("))))
        if found and (_is_from(found) or _ends_in_place(found, value[cut:])):
            named = value[:cut].rstrip(" \n,|(")
            found = bibliography.authors(cursor.text.part(start, start + named.rindex(found.separators[-1].value)))
        if found and (found.people[-1].is_et_al or not vocabulary.is_venue(found.people[-1].name)):
            best = cut, found
            break
    if best is None:
        return None
    cut, found = best
    single = found.people[0].name
    if len(found.people) == 1 and (" " not in single or len(single.split()) > 4 or single.startswith("and ")):
        return None
    return found, start + cut


def _ends_in_place(names: Authors, rest: str) -> bool:
    """Whether the last of several, before a year, is where they published: `Ann Lee, Bo Chen, BarnConf, 2020`."""
    *others, last = [author.name for author in names.people]
    return (
        len(others) > 1
        and STATED.match(rest) is not None
        and last.isalnum()
        and last not in surnames()
        and all(" " in name for name in others)
    )


def _is_from(names: Authors) -> bool:
    """Whether the last of several is where they are from: capitals alone behind full names, `Ann Lee, Bo Chen, MIT`."""
    *others, last = [author.name for author in names.people]
    return bool(others) and last.isalpha() and last.isupper() and len(last) > 2 and all(" " in name for name in others)


def may_list_names(cursor: Cursor, start: int, end: int) -> bool:
    """Whether plain words begin with the names of people."""
    value = cursor.text.value[start:end]
    if is_phrase(value):
        return False
    first = NAME_END.search(value)
    return _may_name(value[: first.start()] if first else value) and not SENTENCE.search(value)


def is_phrase(text: str) -> bool:
    """Whether a text has more words than the name of one person, and nothing that names of several have between them."""
    is_many = len(text.split()) > MOST_NAMES and NAME_END.search(text.rstrip(" .")) is None
    is_many = is_many and bibliography.GLUED.search(text) is None
    return is_many and CONJUNCTION.search(text) is None and CITED_NAME.match(text) is None


def _may_name(text: str) -> bool:
    """Whether a piece of a text may be a name or the end of one; `et al` and conjunctions are pieces, too."""
    for part in CONJUNCTION.split(text):
        name = part.strip(" \n,|(.")
        if name and (vocabulary.is_venue(name) or not bibliography.is_name(name)) and not ET_AL.fullmatch(name):
            return False
    return True


def names_in(cursor: Cursor, atom: Atom) -> Authors | None:
    """Return the people that all of an atom names; asked twice of italic text, answered once."""
    if atom.start not in cursor.names:
        is_marked = atom.shape is Shape.EMPHASIS
        cursor.names[atom.start] = bibliography.authors(cursor.text.part(atom.start, atom.end), is_marked)
    return cursor.names[atom.start]


def are_names(cursor: Cursor, atom: Atom) -> bool:
    """Whether an atom names several people, or one by more than a single word."""
    found = names_in(cursor, atom)
    return found is not None and (
        len(found.people) > 1 or (" " in found.people[0].name and not vocabulary.is_venue(found.people[0].name))
    )


def are_full_names(names: Authors) -> bool:
    """Whether every one of the people has a given name or initials."""
    return all(
        author.is_et_al or ((" " in author.name or "." in author.name) and not vocabulary.is_venue(author.name))
        for author in names.people
    )


def are_mostly_known(names: Authors) -> bool:
    """Whether half of the people, or more, are called as people are known to be; "et al." is."""
    return 2 * sum(author.is_et_al or is_known(author.name) for author in names.people) >= len(names.people)


def are_cited_names(text: str) -> bool:
    """Whether a text names people the way citations do: with initials, or "et al."."""
    if "." not in text and "," not in text:
        return False
    found = bibliography.authors(Visible(text, (0,), (0,), (len(text),)))
    return found is not None and all(author.is_et_al or CITED_NAME.match(author.name) for author in found.people)
