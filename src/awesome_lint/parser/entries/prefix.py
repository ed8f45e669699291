"""What stands before the name of an entry: numbers, pictures, dates, venues and tags."""

import re
from collections.abc import Sequence

from awesome_lint.parser import bibliography, vocabulary
from awesome_lint.parser.entries.atoms import Atom, Shape, is_linked
from awesome_lint.parser.entries.cursor import MAX_GROUP, MAX_NICK, Cursor
from awesome_lint.parser.entries.pieces import names_venue_alone
from awesome_lint.parser.inlines import has_word
from awesome_lint.patterns import lazy

NUMBER = lazy(r"\s*\d{1,4}(?:[.)](?:\s+|$)|[.)、．]\s?(?=[A-Z][^\W_]*\s|[\u3400-\u9fff]))")
# `**12.**`, `**[3]**`.
BOLD_NUMBER = lazy(r"\s*[\[(]?\d+[\]).]*\s*")
NICK = lazy(r"\s*[\w .+-]{1,40}:\s*")
# What a bibliography calls an entry by: `@lee2020nets`, `[@lee2020]`.
CITE_KEY = lazy(r"\s*\[?(@[A-Za-z][\w:./+-]{2,80})\]?\s*")
DATE_PREFIX = lazy(rf"\s*({bibliography.DATE_FORMS})\s*(?:[-–—―:|]\s|,\s*)")
YEAR_PREFIX = lazy(r"\s*((?:19|20)\d\d)\s*(?:[-–—―:|,]\s*)")
# `ICML 2023 oral, Title`, `arXiv 2023.10, Title`
PLACED_PREFIX = lazy(
    r"\s*([A-Za-z][\w&@-]*(?: [A-Z][\w&-]*){0,2}[ -]?(?:['’]\d\d|(?:19|20)\d\d))(?:[./-]\d{1,2})?"
    r"( \(?(?:oral|spotlight|poster|highlight|workshop|submission|best|award|finalist|demo)\b[\w ]{0,40}\)?)?"
    r"(?:,|:|\s[-–—―|]|(?<=['’]\d\d)(?=\s))\s+",
    re.IGNORECASE,
)
BESIDE_PLACES = frozenset(["at", "for", "from", "in", "on", "with"])
LEAST_TITLE_WORDS = 3
MOST_MARK_WORDS = 2
# A title behind a linked venue has more letters.
LEAST_TITLE = 8
# No entry has more dates, venues and tags before its name.
MAX_PREFIXES = 8


def skip_number(cursor: Cursor) -> None:
    """Pass pictures and the number that a paragraph begins with."""
    cursor.skip_decoration()
    # A lone bracket, as in `1)`, makes an atom of its own.
    marked = (atom.start for atom in cursor.atoms[cursor.at :] if atom.shape is not Shape.WORDS)
    number = NUMBER.match(cursor.text.value, cursor.offset, next(marked, len(cursor.text.value)))
    if number:
        cursor.move_to(number.end())
        cursor.is_numbered = True
        cursor.begin = number.end()
        cursor.skip_decoration()


def read_prefix(cursor: Cursor) -> bool:
    """Pass dates, venues and tags in brackets or code before the name; return whether there was any."""
    found = False
    for _ in range(MAX_PREFIXES):
        atom = cursor.peek()
        if atom is None:
            break
        value = cursor.value(atom)
        following = cursor.atoms[cursor.at + 1 :]
        dated = DATE_PREFIX.match(value) if atom.shape is Shape.WORDS else None
        if dated is None and atom.shape is Shape.WORDS:
            # `2001: A Space Odyssey` is a title where nothing sets another apart.
            dated = YEAR_PREFIX.fullmatch(value)
        if dated and (has_word(value[dated.end() :]) or _leads_to_title(cursor, cursor.at + 1)):
            # `2020.07 - Title.`
            start = max(atom.start, cursor.offset)
            cursor.note(start, start + dated.end(1))
            cursor.move_to(start + dated.end())
            cursor.skip_decoration()
            # A change log begins its lines so, too: the date alone makes no entry.
            continue
        placed = _placed(cursor, atom) if atom.shape is Shape.WORDS and not found else None
        if placed and _is_placed(cursor, placed):
            cursor.note(*placed.span(1))
            cursor.move_to(placed.end())
            cursor.is_placed = True
            return True
        if atom.shape is Shape.WORDS and (cited := CITE_KEY.fullmatch(value)) and _leads_to_title(cursor, cursor.at + 1):
            start = max(atom.start, cursor.offset)
            cursor.fields.tags.append(cursor.text.text(start + cited.start(1), start + cited.end(1)))
            cursor.at += 1
        elif atom.shape is Shape.WORDS and NICK.fullmatch(value) and _leads_to_title(cursor, cursor.at + 1):
            cursor.at += 1
        elif atom.shape is Shape.GROUP and not atom.is_wrapped and len(value) <= MAX_GROUP and _has_words(cursor, following):
            cursor.note(atom.start + 1, atom.end - 1)
            cursor.at += 1
        elif _is_mark(cursor, atom, following):
            cursor.note(atom.start, atom.end)
            cursor.at += 1
        elif not found and atom.shape is Shape.STRONG and (marks := _bold_marks(cursor)):
            for mark in marks:
                cursor.note(mark.start, mark.end)
            cursor.move_to(marks[-1].end)
        elif atom.shape is Shape.STRONG and BOLD_NUMBER.fullmatch(value):
            cursor.at += 1
        elif atom.shape is Shape.STRONG and _is_bold_name(cursor, atom, following):
            cursor.fields.tags.append(cursor.text.text(atom.start + 1, atom.end - 1))
            cursor.at += 1
        elif atom.shape is Shape.STRONG and _is_bold_tag(cursor, atom) and _has_words(cursor, following):
            cursor.note(atom.start + 1, atom.end - 1)
            cursor.at += 1
        elif atom.shape is Shape.GROUP and atom.is_wrapped and _is_venue_link(cursor, atom):
            inner = next(part for part in atom.inner if part.shape is Shape.LINK)
            cursor.note(inner.start, inner.end)
            cursor.at += 1
        else:
            return found
        found = True
        cursor.skip_decoration()
    return found


def _placed(cursor: Cursor, atom: Atom) -> "re.Match[str] | None":
    """Return the venue and year that a text may begin with, what stands in brackets behind them included."""
    return PLACED_PREFIX.match(cursor.text.value, max(atom.start, cursor.offset))


def _is_placed(cursor: Cursor, placed: "re.Match[str]") -> bool:
    """Whether a text begins with a venue and a year, and a title stands behind them."""
    if not names_venue_alone(placed.group(1)) or any(word in BESIDE_PLACES for word in placed.group(1).split()):
        # `Tutorial at ICML 2020: Nets` is called so.
        return False
    rest = cursor.text.value[placed.end() :]
    return len(rest.split()) >= LEAST_TITLE_WORDS and any(atom.shape in (Shape.LINK, Shape.GROUP) for atom in cursor.atoms)


def _is_mark(cursor: Cursor, atom: Atom, following: Sequence[Atom]) -> bool:
    """Whether it is a mark in code, or a bold year before a linked name, be it with the venue: `**ICML 2020** [Title](url)`."""
    if atom.shape is Shape.EMPHASIS:
        # `*Book* - [Name](url)`
        is_short = len(cursor.value(atom).split()) <= MOST_MARK_WORDS
        return is_short and len(cursor.value(atom)) <= MAX_NICK and _separates_link(cursor, cursor.at + 1)
    if atom.shape is Shape.CODE:
        is_apart = not cursor.starts_separator(cursor.at + 1) or _separates_link(cursor, cursor.at + 1)
        return is_apart and _has_words(cursor, following)
    if atom.shape is not Shape.STRONG:
        return False
    value = cursor.value(atom).strip()
    if len(value) > MAX_GROUP or not (bibliography.year(value) or bibliography.is_date(value)):
        return False
    is_when = bibliography.is_date(value) or names_venue_alone(value)
    return is_when and _leads_to_link(cursor, cursor.at + 1)


def _bold_marks(cursor: Cursor) -> Sequence[Atom]:
    """Return the short bold words between commas before a link that is a name: `**Dutch**, **Legal** [Name](url)`."""
    marks: list[Atom] = []
    for index in range(cursor.at, len(cursor.atoms)):
        atom = cursor.atoms[index]
        value = cursor.value(atom)
        if atom.shape is Shape.STRONG and not is_linked(atom) and len(value.split()) <= MOST_MARK_WORDS:
            marks.append(atom)
        elif atom.shape is not Shape.WORDS or value.strip(" ,"):
            return marks if len(marks) > 1 and _leads_to_title(cursor, index) and atom.shape is Shape.LINK else ()
    return ()


def _separates_link(cursor: Cursor, index: int) -> bool:
    """Whether nothing stands there but a separator, before a link that is a name."""
    return (
        cursor.starts_separator(index)
        and not has_word(cursor.value(cursor.atoms[index]))
        and index + 1 < len(cursor.atoms)
        and cursor.atoms[index + 1].shape is Shape.LINK
        and not vocabulary.is_label(cursor.value(cursor.atoms[index + 1]))
    )


def _is_bold_tag(cursor: Cursor, atom: Atom) -> bool:
    """Whether it is a date or a venue in bold brackets: `**[ACL 2024]**`."""
    value = cursor.text.value[atom.start : atom.end]
    if value[:1] != "[" or value[-1:] != "]" or len(value) > MAX_GROUP or is_linked(atom):
        return False
    return bibliography.year_in(cursor.text.part(atom.start, atom.end)) is not None or vocabulary.is_venue(value)


def _is_bold_name(cursor: Cursor, atom: Atom, following: Sequence[Atom]) -> bool:
    """Whether it is a short name in bold brackets before a plain title: `**[CatNet]** Nets for cats and dogs.`"""
    value = cursor.text.value[atom.start : atom.end]
    words = cursor.value(following[0]).split() if following and following[0].shape is Shape.WORDS else []
    if value[:1] != "[" or value[-1:] != "]" or len(value) > MAX_NICK or is_linked(atom) or not words:
        return False
    is_title = len(words) >= LEAST_TITLE_WORDS and words[0][0].isalnum()
    return is_title and not vocabulary.is_label(value) and bibliography.year(value) is None and not vocabulary.is_venue(value)


def _leads_to_link(cursor: Cursor, index: int) -> bool:
    """Whether a name that is a link comes next, after punctuation at most."""
    if index < len(cursor.atoms) and not has_word(cursor.value(cursor.atoms[index])):
        index += 1
    return _leads_to_title(cursor, index)


def _leads_to_title(cursor: Cursor, index: int) -> bool:
    atom = cursor.atoms[index] if index < len(cursor.atoms) else None
    return atom is not None and (
        atom.shape is Shape.STRONG or (atom.shape is Shape.LINK and not _is_label_or_address(cursor.value(atom)))
    )


def _is_label_or_address(value: str) -> bool:
    return vocabulary.is_label(value) or vocabulary.is_address(value)


def _is_venue_link(cursor: Cursor, atom: Atom) -> bool:
    """Whether the only link in brackets before plain words names a venue: `[[CVPR](url)] Title.`"""
    links = [part for part in atom.inner if part.shape is Shape.LINK]
    following = cursor.atoms[cursor.at + 1 : cursor.at + 3]
    after = next((other for other in following if cursor.value(other).strip()), None)
    value = cursor.value(atom).strip("[]() ")
    names_venue = (
        vocabulary.is_venue(value)
        or bibliography.year_in(cursor.text.part(atom.start, atom.end))
        or vocabulary.ACRONYM.fullmatch(value)
    )
    return (
        len(links) == 1
        and bool(names_venue)
        and not cursor.starts_separator(cursor.at + 1)
        and len(value) <= MAX_NICK
        and after is not None
        and after.shape in (Shape.WORDS, Shape.STRONG)
        and len(cursor.value(after).strip(" .,")) > LEAST_TITLE
    )


def _has_words(cursor: Cursor, following: Sequence[Atom]) -> bool:
    return any(atom.shape is not Shape.GROUP and has_word(cursor.value(atom)) for atom in following) or any(
        atom.is_wrapped for atom in following
    )
