"""Entries written as citations: the people first, then the title."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from awesome_lint.document import Author, Authors, Text
from awesome_lint.knowledge.people import is_called, is_known, surnames
from awesome_lint.parser import bibliography, vocabulary
from awesome_lint.parser.entries.atoms import Atom, Shape
from awesome_lint.parser.entries.cursor import MAX_VENUE, Cursor
from awesome_lint.parser.entries.people import (
    CITED_NAME,
    MOST_TRIES,
    are_cited_names,
    are_full_names,
    are_mostly_known,
    names_before,
)
from awesome_lint.parser.entries.pieces import names_venue_alone
from awesome_lint.parser.entries.title import ends_plain_title, quoted_title, take_title
from awesome_lint.parser.inlines import has_word
from awesome_lint.patterns import GAP, UPPER, lazy

# `(2017).` after the names of a citation, and `2017.` in the style of the ACM.
CITED_YEAR = lazy(GAP + r"[(（]((?:19|20)\d\d)[a-z]?(?:, \w+(?: \d+)?)?[)）](?:[.,:]|\s[-–—―](?=\s))?\s+")
# The same in bold with the names: `Lee, A. (1511).`
DATED_INSIDE = lazy(r"([^()\n]{3,200}?),?\s+[(（]((?:1[5-9]|20)\d\d)[a-z]?[)）][.,:]?\s*")
# `Byron, Ada`, `Díaz Roe, Cy M.`
INVERTED = lazy(
    rf"(?:{UPPER}[^\W\d_]+ )?{UPPER}(?:[^\W\d_]|['’-])+, "
    rf"{UPPER}(?:[^\W\d_]+|\.(?:-?{UPPER}\.)*)(?: {UPPER}(?:\.|[^\W\d_]+)){{0,3}}"
)
YEAR = lazy(r"\b(?:19|20)\d\d\b")
STATED_YEAR = lazy(r"((?:19|20)\d\d)\.\s+")
# The end of a sentence, which no initial is.
SENTENCE_BREAK = lazy(r"(?:(?<=[^\W\d_]{2})|(?<=[^\W\d_]\)))[.?!](?:\s+|$)|(?<=\bal)\.\s+")
# What the last of the people ends with right before a link: `Lee, A., and Chen, B. [Title](url)`.
INITIAL = lazy(rf"(?<!\w){UPPER}\.[\s,:]*\Z")
# Where plain words begin behind an initial and a period.
BEHIND_INITIALS = lazy(rf"(?<=[\s.-]{UPPER})\.\s+(?={UPPER}[^\W\d_]*\s[^\s,;])(?!{UPPER}[^\W\d_]*,)")
# `Lee, A. B.`, `LEE AB`, `Le Roux, J.-P.`
INITIALED = lazy(
    rf"(?:[^\W\d_]+ ){{0,2}}{UPPER}(?:[^\W\d_]|['’-])+(?:,\s?(?:{UPPER}\.?[ -]?){{1,4}}| (?:{UPPER}\.?-?){{1,3}}(?:\sJr)?)"
)
# `Ann Lee, Bo Chen:`, with the title on the next line.
COLON = lazy(r"[:：]\s+")
QUOTED_WORDS = lazy(r'[^\s"“”]+(?:\s+[^\s"“”]+){2}')
COMMA = lazy(r"[,.]\s+|\.$")
# `Geophys. J. Int., 99(2), 321-329`, `Geophysics 39 (1974) 834-842`
PLACE = lazy(
    rf"[.,?!]?\s+({UPPER}[^\d\n]{{2,60}}(?:\n[^\d\n]{{2,40}})?)(?:,\s+\d{{1,4}}\s?[(,:]|(?<!,)\s\d{{1,4}}\s\((?=(?:1[89]|20)\d\d\)))"
)
# `In SBRC.`, which nobody has to know: behind the title of a citation stands where it appeared.
SHORT_PLACE = lazy(r"[.,?!]?\s+(?:[Ii]n:?\s+)?([A-Z][A-Za-z]?[A-Z]{2,7})(?=\.?(?:\s|\Z))")
# Who published a book, the edition before it aside: words with capitals, and nothing behind them but where it is found.
PUBLISHER = lazy(
    rf"(?:\s*\((?=[^()]*(?:\bed|\bAufl|\bизд|ª))[^()]{{1,20}}\))?[.,?!]?\s+"
    rf"({UPPER}[^\s\d.,:;()\[\]]*(?:,? (?:(?:{UPPER}|&)[^\s\d.,:;()\[\]]*|[^\W\d_A-Z]{{1,3}}(?=\s))){{0,6}})"
    r"(?=\.?\s*(?:\Z|DOI\b|doi\b|https?:|ISBN|\[))"
)
PAIR = lazy(rf"({UPPER}[^\W\d_]+(?:[-'’][^\W\d_]+)*) (?:and|&) ({UPPER}[^\W\d_]+(?:[-'’][^\W\d_]+)*)\s?")
LEAST_RUN_ON = 3
MIN_TITLE_WORDS = 3


def cited_title(cursor: Cursor, start: int) -> bool | None:
    """Read `Authors, "Title", venue`; None where it is no citation."""
    match = re.compile(r'["“]').search(cursor.text.value, start)
    if match is None or match.start() == start:
        return None
    strong = next((atom for atom in cursor.atoms[cursor.at :] if atom.shape in (Shape.STRONG, Shape.LINK, Shape.GROUP)), None)
    if strong and strong.start < match.start():
        return None
    names = bibliography.authors(cursor.text.part(start, match.start()))
    if names is None or (len(names.people) == 1 and not _signs(names.people[0].name, cursor.text.value[match.end() :])):
        return None
    cursor.move_to(match.start())
    if strong and strong.shape is Shape.STRONG and not cursor.text.value[match.end() : strong.start].strip():
        title_read = take_title(cursor, strong.start, strong.end, strong.node)
        cursor.move_to(strong.end)
        tail = cursor.text.value[strong.end :]
        cursor.move_to(strong.end + len(tail) - len(tail.lstrip('."”, ')))
    else:
        title_read = quoted_title(cursor)
    if title_read:
        cursor.fields.authors = names
        cursor.fields.authors_span = names.span
    return title_read


def _signs(name: str, quoted: str) -> bool:
    """Whether one person stands before a title: by initials, or as somebody who is called so before several quoted words."""
    return CITED_NAME.match(name) is not None or (is_called(name) and QUOTED_WORDS.match(quoted) is not None)


def reads_citation(cursor: Cursor, start: int) -> bool:
    """Read `Authors (2017). Title.`, `Authors. 2017. Title.`, `Authors. Title.` and `Authors, Title, venue`.

    What stands first is taken for names only where it can hardly be anything else.
    """
    value = cursor.text.value
    following = next((atom for atom in cursor.atoms[cursor.at :] if _ends_names(atom)), None)
    limit = following.start if following is not None else len(value)
    dated = CITED_YEAR.search(value, start)
    if dated and dated.start() <= limit + 2:
        names = _cited_people(cursor, start, dated.start()) or _one_person(cursor, start, dated.start())
        names = names or _surnames(cursor, start, dated.start())
        if names:
            found = _take_cited(cursor, names, dated.end(), cursor.text.text(*dated.span(1)), ".")
            return found and _take_place(cursor, is_dated=not cursor.is_plain)
    initial = INITIAL.search(value, start, limit)
    if initial and following is not None and _may_be_title(cursor, following):
        # The period of an initial ends no sentence, unless it is the only one: `Lee A, Chen B. [Title](url)`.
        is_only = value.count(".", start, limit) == 1 and value.find(",", start, limit) >= 0
        names = _cited_people(cursor, start, initial.start() + (1 if is_only else 2))
        names = names if names and (not is_only or len(names.people) > 1) else _cited_people(cursor, start, limit)
        if names:
            return _take_cited(cursor, names, limit, None, ".")
    for begin in islice(_behind_initials(value, start, limit), MOST_TRIES):
        names = _initialed(cursor, start, begin)
        if names and (len(names.people) > 1 or YEAR.search(value, begin)):
            return _take_cited(cursor, names, begin, None, ".")
    colon = COLON.search(value, start, limit + 1)
    if colon and (names := _cited_people(cursor, start, colon.start())) and _is_line_end(cursor, colon.start()):
        return _take_cited(cursor, names, colon.end(), None, "\n")
    for boundary in islice(SENTENCE_BREAK.finditer(value, start, limit), MOST_TRIES):
        names = _cited_people(cursor, start, boundary.start())
        if names is None and bibliography.SURNAME_IN_CAPITALS.match(value, start, boundary.start()):
            names = _one_person(cursor, start, boundary.start())
        if names:
            stated = STATED_YEAR.match(value, boundary.end())
            year = cursor.text.text(*stated.span(1)) if stated else None
            return _take_cited(cursor, names, stated.end() if stated else boundary.end(), year, ".")
    if _reads_run_on_citation(cursor, start, limit):
        return True
    names = _cited_people(cursor, start, colon.start()) if colon else None
    # In `Ann Lee and Bo Chen, Nets: An Introduction` the last of them is nobody.
    last = names.people[-1] if names else None
    is_signed = names is not None and last is not None and (last.is_et_al or is_known(last.name)) and are_mostly_known(names)
    if colon and names and len(names.people) > 1 and is_signed:
        # `Ann Lee, Bo Chen: Nets for cats. ICML 2019`
        return _take_cited(cursor, names, colon.end(), None, ".")
    return False


def reads_bold_citation(cursor: Cursor, atom: Atom) -> bool:
    """Read `**Cat Society.** (2020). *Nets for cats*. Press.`: who wrote it is bold; return whether it is one."""
    value = cursor.text.value
    if inside := DATED_INSIDE.fullmatch(value, atom.start, atom.end):
        return _reads_dated_names(cursor, atom, inside)
    if value.find("(", atom.end, atom.end + 3) < 0 and value.find("（", atom.end, atom.end + 3) < 0:
        return False
    dated = CITED_YEAR.match(value, atom.end)
    signed = value[atom.start : atom.end].rstrip()
    if dated is None or not signed.endswith((".", ",")):
        return False
    following = next((other for other in cursor.atoms[cursor.at :] if other.start >= dated.end()), None)
    if following is None or following.start > dated.end() or not _may_be_title(cursor, following):
        return False
    title = bibliography.authors(cursor.text.part(following.start, following.end))
    if title is not None and len(title.people) > 1 and are_full_names(title):
        # `**Nets for cats.** (2020). *Ann Lee, Bo Chen*`
        return False
    part = cursor.text.part(atom.start, atom.start + len(signed.rstrip(".,")))
    names = bibliography.authors(part) or bibliography.authors(part, is_certain=True)
    if names is None or not _take_cited(cursor, names, dated.end(), cursor.text.text(*dated.span(1)), "."):
        return False
    cursor.fields.authors_span = atom.node.span if atom.node is not None else names.span
    return _take_place(cursor, is_dated=True)


def _reads_dated_names(cursor: Cursor, atom: Atom, inside: "re.Match[str]") -> bool:
    """Read `**Lee, A. (1511).** *Nets for cats*`, where the year is bold, too; return whether it is so."""
    following = next((other for other in cursor.atoms[cursor.at + 1 :] if has_word(cursor.value(other))), None)
    if following is None or not (following.shape is Shape.EMPHASIS or _may_be_title(cursor, following)):
        return False
    names = bibliography.authors(cursor.text.part(*inside.span(1)))
    if names is None or not _take_cited(cursor, names, following.start, cursor.text.text(*inside.span(2)), "."):
        return False
    cursor.fields.authors_span = atom.node.span if atom.node is not None else names.span
    return _take_place(cursor, is_dated=True)


def _behind_initials(value: str, start: int, limit: int) -> Iterator[int]:
    """Yield where a title may begin behind initials, of which none ends a sentence: `Lee, A.; Chen, B. Nets for cats. ICML`."""
    for initial in BEHIND_INITIALS.finditer(value, start, limit):
        yield initial.end()


def _initialed(cursor: Cursor, start: int, end: int) -> Authors | None:
    """Return the people that all of a text names by surnames and initials behind them."""
    names = bibliography.authors(cursor.text.part(start, start + len(cursor.text.value[start:end].rstrip())))
    return names if names and all(person.is_et_al or INITIALED.fullmatch(person.name) for person in names.people) else None


def _may_be_title(cursor: Cursor, atom: Atom) -> bool:
    """Whether it is a link that is no label, bold text, or several words in italics that are no place."""
    value = cursor.value(atom)
    if atom.shape is Shape.EMPHASIS:
        return len(value.split()) > 1 and not names_venue_alone(value)
    return atom.shape in (Shape.LINK, Shape.STRONG) and not vocabulary.is_label(value)


def _is_line_end(cursor: Cursor, offset: int) -> bool:
    """Whether a line ends with the colon there."""
    for before, atom in pairwise(cursor.atoms):
        if before.end == offset + 1:
            is_break = atom.shape is Shape.WORDS and cursor.text.value[atom.start : atom.end] == " "
            return atom.shape is Shape.BREAK or is_break
    return False


def _ends_names(atom: Atom) -> bool:
    return atom.shape not in (Shape.WORDS, Shape.GROUP) or atom.is_wrapped


def _reads_run_on_citation(cursor: Cursor, start: int, limit: int) -> bool:
    """Read `Ann Lee, Bo Chen, Cy Roe, Title of what they wrote, ICML 2020`."""
    found = names_before(cursor, start, limit)
    if found is None:
        return False
    names, split = found
    if len(names.people) < LEAST_RUN_ON or not are_full_names(names):
        return False
    rest = cursor.text.value[split:limit]
    title = rest.partition(",")[0].strip()
    if len(title.split()) < MIN_TITLE_WORDS or not any(word[0].islower() for word in title.split()):
        return False
    return _take_cited(cursor, names, split, None, ",") and _take_place(cursor)


def _cited_people(cursor: Cursor, start: int, end: int) -> Authors | None:
    """Return the people that all of a text names, where it names several, or names them the way citations do."""
    part = cursor.text.part(start, start + len(cursor.text.value[start:end].rstrip(" ,")))
    names = bibliography.authors(part)
    if names is None or (len(names.people) < 2 and not are_cited_names(part.value)):
        return None
    return names if are_full_names(names) else None


def _surnames(cursor: Cursor, start: int, end: int) -> Authors | None:
    """Return the two whom `Lee and Chen (2018)` names, of whom one is called as people are unless a dash stands behind that."""
    pair = PAIR.fullmatch(cursor.text.value, start, end)
    dated = CITED_YEAR.match(cursor.text.value, end)
    is_parted = dated is not None and dated[0].rstrip().endswith(("-", "–", "—"))
    if pair is None or (surnames().isdisjoint(pair.groups()) and not is_parted):
        return None
    return bibliography.authors(cursor.text.part(start, end))


def _one_person(cursor: Cursor, start: int, end: int) -> Authors | None:
    """Return the one person whom `Byron, Ada (2019)` names, or `Ada Byron (2019)`."""
    value = cursor.text.value[start:end]
    # `Byron, Ada. (2019).`
    part = cursor.text.part(start, end if bibliography.ends_in_initial(value) else start + len(value.rstrip(" .")))
    is_named = INVERTED.fullmatch(part.value) is not None or (is_called(part.value) and bibliography.is_name(part.value))
    if not is_named or vocabulary.is_venue(part.value) or bibliography.ET_AL.search(part.value):
        return None
    person = Author(part.value, part.span(0, len(part.value)))
    return Authors((person,), (), part.text(len(part.value), len(part.value)), person.span)


def _take_cited(cursor: Cursor, names: Authors, start: int, year: Text | None, mark: str) -> bool:
    """Take the names, the year and the title that begins at `start` and ends at `mark`; return whether there is one."""
    before = cursor.at, cursor.offset
    cursor.move_to(start)
    atom = cursor.peek()
    if atom is None:
        cursor.at, cursor.offset = before
        return False
    if atom.shape is Shape.WORDS:
        found = quoted_title(cursor) or _sentence_title(cursor, max(atom.start, start), mark)
    elif atom.shape in (Shape.STRONG, Shape.EMPHASIS) or (
        atom.shape is Shape.LINK and not vocabulary.is_label(cursor.value(atom))
    ):
        found = take_title(cursor, atom.start, atom.end, atom.node)
        cursor.move_to(atom.end)
    else:
        found = False
    if not found:
        cursor.at, cursor.offset = before
        return False
    cursor.fields.authors = names
    cursor.fields.authors_span = names.span
    cursor.fields.year = cursor.fields.year or year
    return True


def _take_place(cursor: Cursor, *, is_dated: bool = False) -> bool:
    """Take what stands behind the title of a citation and before the number of a volume, or a short name that is all.

    `Geophys. J. Int., 99(2)`, `In SBRC.`; `is_dated` says that a year stands before a title with marks, so that the publisher
    is all that may stand behind it: `Lee, A. (2020). *Nets for Cats* (2nd ed.). Fence Books.`
    """
    value = cursor.text.value
    match = (
        PLACE.match(value, cursor.offset)
        or _short_place(cursor)
        or (PUBLISHER.match(value, cursor.offset) if is_dated else None)
    )
    if match is not None and cursor.fields.venue is None and not vocabulary.is_label(match[1]):
        cursor.fields.venue = cursor.text.text(*match.span(1))
        cursor.move_to(match.end(1))
    return True


def _short_place(cursor: Cursor) -> "re.Match[str] | None":
    """Return the short name that is all there is behind a title, up to links and brackets."""
    value = cursor.text.value
    match = SHORT_PLACE.match(value, cursor.offset)
    if match is None:
        return None
    after = match.end() + len(value[match.end() :]) - len(value[match.end() :].lstrip(" ."))
    following = next((atom for atom in cursor.atoms[cursor.at :] if atom.start >= after), None)
    is_all = after >= len(value) or (following is not None and following.start == after and following.shape is not Shape.WORDS)
    return match if is_all else None


def _is_place(text: str) -> bool:
    """Whether words behind the period of a title say where or when it appeared: `CoRR abs/1712.07557 (2017)`."""
    return (bibliography.year(text) is not None and len(text) <= MAX_VENUE) or names_venue_alone(text.strip(" ."))


def _sentence_title(cursor: Cursor, start: int, mark: str) -> bool:
    """Read plain words up to the end of the sentence, or up to a comma, as the title."""
    value = cursor.text.value
    limit = next((atom.start for atom in cursor.atoms[cursor.at :] if ends_plain_title(cursor, atom)), len(value))
    if mark == "\n":
        # Up to behind the parentheses that may hold the year.
        stop = limit + len("(2017)")
        breaks = SENTENCE_BREAK.finditer(value, start, limit)
        closing = next((match for match in breaks if _is_place(value[match.end() : stop])), None)
    else:
        closing = (SENTENCE_BREAK if mark == "." else COMMA).search(value, start, limit)
    end = closing.start() if closing else limit
    if len(value[start:end].split()) < 2 or not take_title(cursor, start, end, None):
        return False
    cursor.move_to(end)
    cursor.is_plain = True
    return True
