"""Names of entries without marks of their own, up to the first thing that cannot belong to them."""

from awesome_lint.document import Authors
from awesome_lint.knowledge.people import is_known
from awesome_lint.parser import bibliography, vocabulary
from awesome_lint.parser.entries.atoms import Shape
from awesome_lint.parser.entries.citation import SENTENCE_BREAK, cited_title, reads_citation
from awesome_lint.parser.entries.cursor import FIRST_SEPARATOR, MAX_NICK, MAX_VENUE, Cursor
from awesome_lint.parser.entries.people import are_cited_names, are_full_names
from awesome_lint.parser.entries.pieces import names_venue_alone
from awesome_lint.parser.entries.title import ends_plain_title, take_title
from awesome_lint.parser.inlines import has_word
from awesome_lint.patterns import UPPER, lazy

CITATION = lazy(rf"{UPPER}[^\W\d_][^\d()\[\]]{{0,80}}?,? \(?(?:19|20)\d\d[a-z]?\)?\.?")
LEAST_WORDS = 3
# Between a plain title and the venue and year at its end.
JOINT = lazy(r"[,.|]\s+")
BETWEEN_WORDS = lazy(r"[ ,]")
CLOSING = (".", ",", "?", "!", ":", ";", " -", "–", "—")
# What a title keeps of `Title, in [venue](url)`.
DANGLING = lazy(r"(?:,|(?<![,\s]))\s+in\s*$|(?<=[.?!])\s+In\s*$")


def plain_title(cursor: Cursor) -> bool:
    """Read a title without marks of its own, up to the first thing that cannot belong to it."""
    start = max(cursor.atoms[cursor.at].start, cursor.offset)
    quoted = cited_title(cursor, start)
    if quoted is not None:
        return quoted
    if reads_citation(cursor, start):
        return True
    index = cursor.at
    end = len(cursor.text.value)
    has_end = False
    while index < len(cursor.atoms):
        atom = cursor.atoms[index]
        if ends_plain_title(cursor, atom):
            end = atom.start
            has_end = True
            break
        if atom.shape is Shape.LINK and _cites(cursor.value(atom)) and _is_title(cursor.text.value[start : atom.start]):
            end = atom.start
            has_end = True
            break
        if atom.shape is Shape.LINK and not vocabulary.is_label(cursor.value(atom)):
            between = cursor.text.value[start : atom.start]
            separator = FIRST_SEPARATOR.search(between)
            if separator and separator.end() == len(between) and len(between) <= MAX_NICK:
                # `NAME - [Title](url)`
                place = cursor.text.part(start, start + separator.start())
                name = place.value.strip()
                # `Nature` and `fast` may be called so and nothing else.
                is_clear = bool(bibliography.year_in(place)) or (" " not in name and any(map(str.isupper, name[1:])))
                if is_clear and names_venue_alone(name):
                    cursor.note(start, start + separator.start())
                cursor.at = index + 1
                cursor.offset = atom.end
                return take_title(cursor, atom.start, atom.end, atom.node)
            return False
        index += 1
    if not has_end and not cursor.has_prefix:
        return False
    value = cursor.text.value[start:end]
    cut = _without_venue(value)
    if not has_word(value[:cut]):
        return False
    before = len(DANGLING.sub("", value[:cut]).rstrip(" \n,;:|-–—―"))
    signed = _people_behind(cursor, start, start + before) if ". " in value[:before] else None
    if not take_title(cursor, start, start + before if signed is None else signed[1], None):
        return False
    if signed is not None:
        cursor.fields.authors, cursor.fields.authors_span = signed[0], signed[0].span
    cursor.at = index
    cursor.offset = start + cut
    if cut < len(value):
        lead = len(value[cut:]) - len(value[cut:].lstrip(" .,|"))
        rest = cursor.text.part(start + cut + lead, end)
        if are_cited_names(rest.value):
            cursor.fields.authors = bibliography.authors(rest)
            cursor.fields.authors_span = cursor.fields.authors.span if cursor.fields.authors else None
        else:
            cursor.note(start + cut, end)
    cursor.move_to(end)
    cursor.is_plain = True
    return True


def _people_behind(cursor: Cursor, start: int, end: int) -> tuple[Authors, int] | None:
    """Return the people who close a plain title, and where that ends: `Nets for cats. Ann Lee, Bo Chen`."""
    if cursor.fields.authors is not None:
        return None
    for match in reversed(list(SENTENCE_BREAK.finditer(cursor.text.value, start, end))):
        names = bibliography.authors(cursor.text.part(match.end(), end))
        if names is None:
            continue
        if len(names.people) > 1 and are_full_names(names) and any(is_known(person.name) for person in names.people):
            return names, match.start() + 1
    return None


def _cites(label: str) -> bool:
    """Whether the text of a link says who wrote it, or where it appeared, and when: `Turing (1950)`."""
    return len(label) <= MAX_VENUE and CITATION.fullmatch(label) is not None


def _is_title(text: str) -> bool:
    """Whether several words are closed as a title is before the link."""
    return len(text.split()) >= LEAST_WORDS and text.rstrip().endswith(CLOSING)


def _without_venue(value: str) -> int:
    """Return where the venue and year at the end of a plain title begin."""
    bare = value.rstrip(" \n.,;")
    joints = list(JOINT.finditer(bare))
    sentence = joints[-2] if len(joints) > 1 and joints[-2].group()[0] == "." else None
    if sentence and names_venue_alone(bare[sentence.end() :]) and bibliography.year(bare[joints[-1].end() :]):
        # `Nets for cats. ICML, 2019`
        return sentence.start() + 1
    for match in reversed(joints):
        tail = bare[match.end() :]
        if len(tail) > MAX_VENUE:
            break
        if (bibliography.year(tail) or bibliography.short_year(tail)) and (
            vocabulary.is_venue(tail) or bibliography.DATE.search(tail) or len(tail) <= 6
        ):
            return match.start() + (1 if match.group()[0] == "." else 0)
        if vocabulary.is_venue(tail) and len(tail) <= MAX_NICK and BETWEEN_WORDS.search(tail) is None:
            return match.start() + (1 if match.group()[0] == "." else 0)
        if are_cited_names(tail) and not (bibliography.year(bare[match.start() :])):
            return match.start() + (1 if match.group()[0] == "." else 0)
    return len(value)
