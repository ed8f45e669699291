"""The text of one listed thing in pieces: what stands between separators, or has marks of its own, and what each may be.

A piece is no field yet. What a short text without marks is (a title, a venue, a person) is told by the pieces beside it, and by
those that stand in the same place in other entries.
"""

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache

from awesome_lint.knowledge import people
from awesome_lint.knowledge.institutions import is_institution
from awesome_lint.parser import bibliography, vocabulary
from awesome_lint.parser.entries.atoms import Atom, Shape, is_linked, with_blank_pictures, without_pictures
from awesome_lint.parser.entries.cursor import Cursor
from awesome_lint.parser.inlines import Node, NodeKind, has_word, visible
from awesome_lint.parser.words.dates import MONTHS
from awesome_lint.patterns import GAP, UPPER, lazy


class Form(Enum):
    """How a piece is set apart from others."""

    WORDS = "words"
    QUOTED = "quoted"
    LINK = "link"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    BRACKETS = "brackets"


class Kind(Enum):
    """What a piece may be by its own words."""

    YEAR = "year"
    VENUE = "venue"
    NUMBERS = "numbers"
    PERSON = "person"
    WORDS = "words"


class Piece:
    """A piece: its place in the visible text, its form, what stands before it, what it may be, and what it is made of."""

    __slots__ = ("end", "form", "inside", "kind", "lead", "node", "start", "value")

    def __init__(
        self, value: str, start: int, form: Form, lead: str, node: Node | None = None, kind: Kind | None = None
    ) -> None:
        self.value = value
        self.start = start
        self.end = start + len(value)
        self.form = form
        self.lead = lead
        """The separator before it: one of `,`, `.`, `:`, `-`, `|`, a line break, `by`, `in`, or a space."""
        self.node = node
        self.inside: Node | None = None
        """The link or marks that it is a part of the text of."""
        self.kind = kind or (kind_of(value) if form is not Form.QUOTED else Kind.WORDS)

    def __repr__(self) -> str:
        return f"Piece({self.lead!r} {self.form.value} {self.kind.value} {self.value!r})"


# Separators, and those that are glued to a year before a name: `16-ATC-Title`.
SEPARATOR = lazy(
    # White space before a separator is taken from its beginning only, see GAP.
    rf"{GAP}(?:(?P<bar>[|│｜]\s*|(?<=\s)(?:[·•‧]|//?)(?=\s)\s*)"
    r"|(?P<dash>(?<=\s)(?:-{1,3}|–|—|―|[-=]{1,2}>)(?=\s|$)\s*|(?<=\s)[–—―](?=\w)|(?<=[\w)])—\s?(?=\w))"
    r"|(?P<colon>(?::(?=\s|$)|：)\s*)"
    r"|(?P<comma>(?:[,;](?=[\s\d]|[A-Z]{2})|[，、；])\s*))"
    # No initial ends a sentence, nor what papers shorten.
    r"|(?P<stop>(?<![\s(.-]" + UPPER + r")(?<!^" + UPPER + r")(?<![\s(.]" + UPPER + UPPER + r")(?<!\b(?:al|et|vs|no|pp))"
    r"(?<!\b(?:vol|Vol|Int|Rev|Sci|Eng|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
    r"(?<!\b(?:Conf|Proc|Symp|Lett|Surv|Appl|Tech))(?<!\bTrans)(?<!\bComput)(?<!\b(?:Jr|Sr|St|Dr|Mr|Ms))(?<!\bProf)[.。]{1,9}(?:(?=\s)|$)\s*|(?<=\bal)\.\s+(?=[A-Z\"“]))"
    r"|(?P<line>\n)"
)
GLUED = lazy(r"\s*(?P<year>(?:19|20)?\d\d)[-_](?P<venue>[A-Za-z][A-Za-z&]{1,12}?)[-_:](?=\s*\S)")
QUOTED = lazy(r"[“\"«「]([^“”\"«»「」《》]{6,})[”\"»」]|《[^《》]{1,80}》")
# `Applied Geophysics by W. M. Telford`, never `Learning by Doing`.
BY_NAMES = lazy(rf"(?<!\s)\s+by\s+(?:(?:Prof|Dr)\.\s)?(?={UPPER}[\w'’.-]*\s{UPPER})")
BETWEEN_NAMES = lazy(rf",\s*(?:and\s+|&\s*)?|(?<!\s)\s+and\s+|{GAP}&\s*")
LEADS = lazy(
    r"(?i:by|from|via)\s+(?=\S)|(?:(?i:accepted|presented|published|to appear)\s+)?[Ii]n:?\s+(?=\S)"
    r"|(?i:accepted|presented|published|to appear)\s+at\s+(?=\S)|(?:and|&)\s+(?=[A-Z])"
)
BEFORE_PLACES = ("in", "by", "accepted", "presented", "published", "to appear")
NAMES = {"bar": "|", "dash": "-", "colon": ":", "comma": ",", "stop": ".", "line": "\n"}
QUOTES = ('"', "“", "”", "«", "»", "「", "《")
TRIM = " \t\n*_<>."
# What is ticked off before the name: `- [x] [Title](url)`.
BOX = lazy(r"\[[xX]\]")

YEARS = rf"(?:1[5-9]|20)\d\d[a-z]?|['’‘`]\d\d|{MONTHS}\.?\s*(?:\d{{1,2}},?\s*)?(?:1[5-9]|20)\d\d"
YEAR = lazy(rf"\W*(?:{YEARS}|(?:19|20)\d\d[-/.]\d{{1,2}}(?:[-/.]\d{{1,2}})?|(?:19|20)\d\d\s+{MONTHS})\W*")
NUMBERS = lazy(
    # `P. Lin` is somebody, `p. 12` and `vol. IV` are none.
    r"\W*(?:(?i:vol(?:ume)?|no|nr|issue|pp?|pages?|art(?:icle)?|chapter|ch)(?:\.\s*|\s+)"
    r"(?:(?=\D{0,14}\d)[\w:–-]{1,15}|[ivxlc]{1,8}|[IVX]{1,5})|[\d\s(),:–—―-]+|\d+\(\d+\):\s*[\d–-]+)\W*"
)
DIGIT = lazy(r"\d")
# A short name with two capitals and a year beside it: `SoCC 2016`, `IoTDI'17`, `aiDM2020`, `2017-NIPS`.
ACRONYM_AND_YEAR = lazy(
    r"\W*(?=[A-Za-z])(?=\S*[A-Z]\S*[A-Z])[A-Za-z][A-Za-z&@+/.]*(?:[ -][A-Z][\w&@+/]*){0,3}?[\s,-]*"
    r"(?:['’‘`]\s?\d\d|(?:19|20)\d\d|\s\d\d)\W*"
    r"|(?:19|20)?\d\d[\s-]+(?=[A-Za-z])(?=\S*[A-Z]\S*[A-Z])[A-Za-z][A-Za-z&@+/.-]*"
)
YEAR_BEHIND = lazy(r"(?<=\w)[\s,(]+(?:19|20)\d\d\)?$")
KNOWN_AND_YEAR = lazy(r"([A-Za-z&]+)[\s,-]*(?:['’‘`]\s?\d\d|(?:19|20)\d\d|\s\d\d)")
YEAR_AND_NAME = lazy(rf"((?:19|20)\d\d) ((?:(?:van|von|de|del|della|di|da) )?{UPPER}[^\n]{{2,40}})")
# What a year closes that could be a name: `Turney 2002`.
NAME_AND_YEAR = lazy(rf"({UPPER}[\w'’-]+(?: [\w'’.&-]+){{0,5}}) (\(?(?:19|20)\d\d\)?)")
INITIALED_FIRST = lazy(rf"({UPPER}[^\W\d_]+(?:-{UPPER}[^\W\d_]+)? (?:{UPPER}\.? ?){{1,3}}\.) (\S.{{1,60}})")
OPENS_VENUE = lazy(
    r"(?:in\s+)?(?:the\s+)?(?:proceedings|proc\.|journal|international (?:conference|journal|symposium)|conference|workshop|"
    r"ieee|acm|springer|elsevier|advances in|transactions|communications of|annual|arxiv|biorxiv|medrxiv|technical report|"
    r"phd thesis|lecture notes)\b",
    re.IGNORECASE,
)
CLOSES_VENUE = lazy(
    r"\b(?:conference|journal|letters|magazine|proceedings|transactions|press|workshops?|symposium|preprint|thesis)\W*$",
    re.IGNORECASE,
)
MOST_VENUE_WORDS = 14
# A name in bold code has so many words; a mark has fewer.
LEAST_NAME_WORDS = 2
# What goes on behind words with marks of their own.
IN_WORDS = lazy(r"-?\s?(?!in\b|by\b|from\b)[a-z]")
# Brackets with so many words hold a title that was to be a link.
LEAST_BRACKETED = 4
STRICT_NAME = lazy(
    rf"{UPPER}[\w'’.-]*(?:\s+(?:(?:van|von|de|der|den|del|la|le|da|di|dos|al|el|bin|ibn)\s+)*{UPPER}[\w'’.-]*){{1,3}}"
)
SINGLE_NAME = lazy(rf"(?:(?:van|von|de|der|den|del|la|le|da|di|dos|el|bin|ibn) ){{0,2}}{UPPER}[^\W\d_]+(?:[-’'][^\W\d_]+)*")
INITIALS = lazy(rf"(?:{UPPER}\.?[ -]?){{1,4}}")
# `A Very Short Introduction` is nobody.
ARTICLE = lazy(r"(?:An?|The)\s[A-Z]\S+\s")
ARTICLES = frozenset(["A ", "An", "Th"])
AWARDED = lazy(r"[^:\n]{0,30}\b(?:[Aa]ward|[Hh]onou?r|[Pp]rize)\b[^:\n]{0,20}:\s*$")
INITIALS_AND_NAME = lazy(rf"(?:{UPPER}\.){{1,3}}\s?{UPPER}[^\W\dA-Z_]{{2}}")
# `B.Lee`
INITIALED = lazy(rf"(?:{UPPER}\.){{1,3}}{UPPER}[^\W\d_]{{2,20}}")
INITIAL = lazy(r"\b[B-Z]\b(?!-)|\b[A-Z]\.")
ET_AL = lazy(r"(?i:.*\bet\.?\s?al\.?|others)\W*")


@lru_cache(maxsize=1 << 13)
def kind_of(value: str) -> Kind:
    """Return what a text may be by its own words."""
    text = value.strip(' \t\n*_<>[]()（）【】{}"“”,;:')
    if not text:
        return Kind.NUMBERS
    # One word of letters is neither, and few lists have anything else to ask about.
    if not text.isalpha():
        if YEAR.fullmatch(text):
            return Kind.YEAR
        if NUMBERS.fullmatch(text):
            return Kind.NUMBERS
    if names_venue_alone(text):
        return Kind.VENUE
    if is_person(text):
        return Kind.PERSON
    return Kind.WORDS


def names_venue_alone(text: str) -> bool:
    """Whether a text is nothing but a place where papers appear, a year beside it or not."""
    words = text.split()
    if len(words) > MOST_VENUE_WORDS:
        return False
    if DIGIT.search(text):
        if len(words) <= 4 and ACRONYM_AND_YEAR.fullmatch(text) and not text.isdigit():
            # `P.W. Lee, 1972` is somebody.
            return INITIALS_AND_NAME.match(text) is None
        bare = YEAR_BEHIND.sub("", text)
        if len(bare) < len(text):
            return names_venue_alone(bare)
        if bibliography.glued_year(text):
            return True
        known = KNOWN_AND_YEAR.fullmatch(text)
        if known and vocabulary.is_venue(known.group(1)):
            return True
    if not vocabulary.is_venue(text):
        return False
    if vocabulary.is_shortened(text):
        return True
    if len(words) <= 3 and not any(word.islower() and len(word) > 3 for word in words):
        return True
    return OPENS_VENUE.match(text) is not None or CLOSES_VENUE.search(text) is not None


def is_person(text: str) -> bool:
    """Whether a text may be one person: two to four names, initials, or "et al."."""
    if ET_AL.fullmatch(text):
        return bibliography.is_name(text.split(" et")[0].strip(" ,.")) or len(text.split()) <= 2
    bare = text.removeprefix("and ").removeprefix("& ")
    if INITIALED.fullmatch(bare):
        return True
    if INITIALS.fullmatch(bare):
        return not is_institution(bare)
    if " and " in bare or " & " in bare:
        first, _, second = bare.replace(" & ", " and ").partition(" and ")
        names = first.strip(), second.strip()
        # `Boris and Arkady Strugatsky`
        is_shared = names[0] in people.given_names() and STRICT_NAME.fullmatch(names[1]) is not None
        return is_shared or all(map(SINGLE_NAME.fullmatch, names)) or all(map(is_person, names))
    if begins_with_article(bare):
        return False
    return STRICT_NAME.fullmatch(bare) is not None and bibliography.is_name(bare) and not is_institution(bare)


def begins_with_article(text: str) -> bool:
    """Whether what stands before several names is an article, and no initial: `A Clockwork Orange`."""
    return text[:2] in ARTICLES and ARTICLE.match(text) is not None


def pieces(cursor: Cursor, atoms: list[Atom] | None = None) -> list[Piece]:
    """Return the pieces of an entry without its labelled links, pictures and number."""
    found: list[Piece] = []
    lead = ""
    # Whether words go on that a part of them has marks: `Nets for **cats** and dogs`.
    goes_on = False
    text = cursor.text.value
    for atom in cursor.atoms if atoms is None else atoms:
        value = text[atom.start : atom.end]
        if atom.shape is Shape.WORDS:
            start = max(atom.start, cursor.begin)
            if start >= atom.end:
                continue
            for piece in _of_words(text[start : atom.end], start, lead, not found):
                if goes_on and piece.value and piece.lead == " ":
                    found[-1] = Piece(text[found[-1].start : piece.end], found[-1].start, Form.WORDS, found[-1].lead)
                    goes_on = False
                    continue
                goes_on = False
                lead = piece.lead
                if piece.value:
                    found.append(piece)
                    lead = ""
            continue
        if atom.shape is Shape.BREAK:
            lead = "\n"
            continue
        if atom.start < cursor.begin or not has_word(value) or (not found and BOX.fullmatch(value)):
            continue
        if atom.shape is Shape.LINK and vocabulary.is_address(value):
            # What stands behind an address is about it, or on the next line.
            lead = "\n"
            continue
        form = _form(atom, value)
        if form is Form.STRONG and not found and AWARDED.match(value):
            # `**Best Paper Award:** Ann Lee, Bo Chen, **Nets for cats**`
            lead = ""
            continue
        if form in (Form.STRONG, Form.EMPHASIS) and not lead and found and _stands_in_words(text, atom, found[-1]):
            found[-1] = Piece(text[found[-1].start : atom.end], found[-1].start, Form.WORDS, found[-1].lead)
            goes_on = True
            continue
        goes_on = False
        if form is Form.BRACKETS and not found and _is_title(cursor, atom, value):
            found.append(Piece(value[1:-1], atom.start + 1, Form.QUOTED, " "))
            lead = ""
            continue
        if (
            form is Form.BRACKETS
            and "," in value
            and len(held := list(_held(value, atom.start, lead or " ", _links(text, atom)))) > 1
        ):
            found += held
            lead = ""
        elif form in (Form.STRONG, Form.EMPHASIS) and (linked := _linked(atom, value)) is not None:
            # `**See [Name](url)**`: the link names it.
            found += [piece for piece in _of_words(value[: linked[0]], atom.start, lead or " ", False) if piece.value]
            found.append(Piece(value[linked[0] : linked[1]], atom.start + linked[0], Form.LINK, " ", linked[2]))
            lead = ""
        elif form is Form.EMPHASIS and (signed := _signed(value, atom.start, lead or " ")):
            found += signed
            lead = ""
        elif form is not None:
            link = next((part for part in atom.inner if part.shape is Shape.LINK), atom) if form is Form.LINK else atom
            found.append(Piece(text[link.start : link.end], link.start, form, lead or " ", _node(atom)))
            lead = ""
    return _without_places(found)


def _signed(value: str, offset: int, lead: str) -> list[Piece]:
    """Return the pieces of what says in italics who wrote it and when, `*Ann Lee and Bo Chen, 1972*`; none of other words."""
    if YEAR_BEHIND.search(value) is None:
        return []
    held = [piece for piece in _of_words(value, offset, lead, False) if piece.value]
    is_signed = len(held) > 1 and held[-1].kind is Kind.YEAR and all(piece.kind is Kind.PERSON for piece in held[:-1])
    for piece in held[:-1]:
        # Italics part them from the words of a title.
        piece.form = Form.EMPHASIS
    return held if is_signed else []


def _without_places(found: list[Piece]) -> list[Piece]:
    """Return the pieces without where people are from: `Ann Lee (MIT), Bo Chen (University of Somewhere)`."""
    if not any(_is_place(found, index) for index in range(1, len(found))):
        return found
    kept: list[Piece] = []
    for index, piece in enumerate(found):
        if _is_place(found, index):
            named = len(kept) > 1 and kept[-1].lead == "," and kept[-2].kind is Kind.PERSON
            goes_on = index + 1 < len(found) and found[index + 1].lead == "," and found[index + 1].kind is Kind.PERSON
            if named or goes_on:
                continue
        kept.append(piece)
    return kept


def _is_place(found: list[Piece], index: int) -> bool:
    """Whether parentheses stand right behind what may be a person, and hold neither a year nor a venue."""
    if index == 0 or found[index].form is not Form.BRACKETS or found[index].value[:1] not in "(（":
        return False
    before = found[index - 1]
    is_behind = before.form is Form.WORDS and before.kind is Kind.PERSON and found[index].lead == " "
    is_named = found[index].kind in (Kind.WORDS, Kind.PERSON) and not vocabulary.is_label(found[index].value)
    return is_behind and is_named


def _stands_in_words(text: str, atom: Atom, before: Piece) -> bool:
    """Whether marked words stand in a sentence that goes on in small letters: `Nets for **cats** and dogs`."""
    if before.form is not Form.WORDS or before.kind is not Kind.WORDS or text[before.end : atom.start].strip():
        return False
    return IN_WORDS.match(text, atom.end) is not None and len(text[atom.start : atom.end].split()) <= LEAST_BRACKETED


def _is_title(cursor: Cursor, atom: Atom, value: str) -> bool:
    """Whether brackets hold a title that was to be a link: many words, and no other title is linked."""
    if (
        atom.shape is not Shape.GROUP
        or value[0] != "["
        or len(value.split()) < LEAST_BRACKETED
        or kind_of(value) is not Kind.WORDS
    ):
        return False
    behind = (other for other in cursor.atoms if other.start > atom.start and (other.shape is Shape.LINK or other.is_wrapped))
    values = (cursor.text.value[other.start : other.end].strip("[] ") for other in behind)
    return all(vocabulary.is_label(value) or vocabulary.is_address(value.strip("() ")) for value in values)


def _linked(atom: Atom, value: str) -> tuple[int, int, Node] | None:
    """Return where the link in bold or italic text is that names something, and the link."""
    for child in atom.node.children if atom.node else ():
        label = visible([child]).value if child.kind is NodeKind.LINK else ""
        if has_word(label) and not vocabulary.is_label(label) and label in value:
            return value.index(label), value.index(label) + len(label), child
    return None


def _links(text: str, atom: Atom) -> frozenset[str]:
    """Return the texts of the links in brackets."""
    return frozenset([text[part.start : part.end] for part in atom.inner if part.shape is Shape.LINK])


def _held(value: str, offset: int, lead: str, links: frozenset[str]) -> Iterator[Piece]:
    """Yield the pieces that brackets hold, where one of them says where or when: `[Brock et al., ICLR 2018]`.

    `links` are the texts of the links among them, which are no pieces.
    """
    held = [piece for piece in _of_words(value[1:-1], offset + 1, lead, False) if piece.value]
    held = [piece for piece in held if piece.value not in links]
    if any(piece.kind in (Kind.YEAR, Kind.VENUE) or ET_AL.fullmatch(piece.value) for piece in held):
        for piece in held:
            piece.form = Form.BRACKETS
            yield piece


def _form(atom: Atom, value: str) -> Form | None:
    """Return the form of an atom, or None for a link with a label, or a picture."""
    if atom.shape is Shape.IMAGE or not has_word(without_pictures(value)):
        return None
    if atom.shape is Shape.CODE:
        return Form.CODE
    if atom.shape is Shape.LINK or (atom.shape in (Shape.STRONG, Shape.EMPHASIS) and is_linked(atom)):
        is_label = vocabulary.is_label(value) and not _is_dated_place(value)
        if is_label or vocabulary.is_address(value):
            return None
        return Form.BRACKETS if _is_bracketed(value) else Form.LINK
    if atom.shape is Shape.GROUP:
        if not atom.is_wrapped:
            return Form.BRACKETS
        inner = value.strip("[]()（） ")
        if vocabulary.is_label(inner) or vocabulary.is_address(inner):
            return None
        if any(
            part.shape is Shape.WORDS and has_word(value[part.start - atom.start : part.end - atom.start])
            for part in atom.inner
        ):
            return Form.BRACKETS
        return Form.BRACKETS if kind_of(inner) in (Kind.YEAR, Kind.VENUE) else Form.LINK
    if _is_bracketed(value):
        return Form.BRACKETS
    if atom.node is not None and all(child.kind is NodeKind.CODE for child in atom.node.children):
        return Form.CODE if len(value.split()) < LEAST_NAME_WORDS else Form.STRONG
    return Form.STRONG if atom.shape is Shape.STRONG else Form.EMPHASIS


def _is_dated_place(value: str) -> bool:
    """Whether a label says where and when: `arXiv 2020`, unlike `slides 2020`."""
    return bibliography.FULL_YEAR.search(value) is not None and kind_of(value) is Kind.VENUE


def _is_bracketed(value: str) -> bool:
    bare = value.strip()
    return bare[:1] in "[(【（" and bare[-1:] in "])】）"


def _node(atom: Atom) -> Node | None:
    if atom.shape is Shape.GROUP:
        return next((part.node for part in atom.inner if part.shape is Shape.LINK), None)
    return atom.node


def _of_words(value: str, offset: int, lead: str, is_first: bool) -> Iterator[Piece]:
    """Yield the pieces of plain words; one without a value says what stands before the next piece."""
    position = 0
    # The colons of `:star:` part nothing.
    value = with_blank_pictures(value)
    glued = GLUED.match(value) if is_first else None
    if glued:
        yield Piece(glued.group("year"), offset + glued.start("year"), Form.BRACKETS, lead, kind=Kind.YEAR)
        yield Piece(glued.group("venue"), offset + glued.start("venue"), Form.BRACKETS, "-", kind=Kind.VENUE)
        lead, position = "-", glued.end()
    for quoted in QUOTED.finditer(value, position) if any(mark in value for mark in QUOTES) else ():
        inside = quoted.group(1)
        # Marks of Chinese stand around titles and nothing else.
        if inside is not None and (value[quoted.start() - 1 : quoted.start()].isalnum() or len(inside.split()) < 2):
            continue
        for piece in _split(value[position : quoted.start()], offset + position, lead):
            lead = piece.lead
            if piece.value:
                yield piece
                lead = ""
        yield Piece(quoted.group(), offset + quoted.start(), Form.QUOTED, lead or " ")
        lead, position = "", quoted.end()
    yield from _split(value[position:], offset + position, lead)


def _split(value: str, offset: int, lead: str) -> Iterator[Piece]:
    position = 0
    for match in SEPARATOR.finditer(value):
        if match.lastgroup == "stop" and lead != "," and _is_shortened(value, position, match):
            continue
        if match.lastgroup == "bar" and match.group().strip() == "/" and not _is_full_name(value[position : match.start()]):
            # A slash parts people from titles, and nothing else.
            continue
        if match.start() > position or not lead.strip():
            piece = _words(value[position : match.start()], offset + position, lead)
            if piece is not None:
                yield from _without_year(piece)
                lead = "" if piece.value else piece.lead
        name = NAMES[match.lastgroup or "comma"]
        # Of two separators in a row the stronger one counts: `).` is no end of a sentence before a dash.
        lead = name if not lead.strip() or name in "|-\n" else lead
        position = match.end()
    piece = _words(value[position:], offset + position, lead)
    if piece is not None:
        yield from _without_year(piece)
    elif lead:
        yield Piece("", offset + len(value), Form.WORDS, lead)


def _is_full_name(text: str) -> bool:
    return " " in text.strip() and is_person(text.strip())


def _is_shortened(value: str, start: int, stop: "re.Match[str]") -> bool:
    """Whether a period stands behind a given name alone that a surname follows: `Chris. Manning`."""
    return value[start : stop.start()].strip() in people.given_names() and value[stop.end() : stop.end() + 1].isupper()


def _without_year(piece: Piece) -> Iterator[Piece]:
    """Yield a piece without a year beside a name, or names behind `by`, which are pieces of their own."""
    match = NAME_AND_YEAR.fullmatch(piece.value) or YEAR_AND_NAME.fullmatch(piece.value) if piece.kind is Kind.WORDS else None
    if match is not None:
        yield Piece(match.group(1), piece.start, piece.form, piece.lead)
        yield Piece(match.group(2), piece.start + match.start(2), piece.form, " ")
        return
    is_placed = piece.kind in (Kind.WORDS, Kind.VENUE)
    initialed = INITIALED_FIRST.fullmatch(piece.value) if "." in piece.value and is_placed else None
    if initialed is not None and kind_of(initialed.group(2)) is Kind.VENUE:
        # `Lin X, Cogill R. arXiv`: the period after an initial ends the names as well.
        yield Piece(initialed.group(1), piece.start, piece.form, piece.lead)
        yield Piece(initialed.group(2), piece.start + initialed.start(2), piece.form, ".")
        return
    by = BY_NAMES.search(piece.value) if " by " in piece.value else None
    if by and _are_people(piece.value[by.end() :].strip(" .,")):
        yield Piece(piece.value[: by.start()], piece.start, piece.form, piece.lead)
        yield Piece(piece.value[by.end() :], piece.start + by.end(), piece.form, "by")
        return
    yield piece


def _are_people(text: str) -> bool:
    """Whether a text names several people, or one as people are called: `Guided by Natural Language` names nobody."""
    names = BETWEEN_NAMES.split(text)
    is_told = len(names) > 2 or INITIAL.search(text) is not None or any(map(people.is_known, names))
    return is_told and all(map(is_person, names))


def _words(value: str, offset: int, lead: str) -> Piece | None:
    left = len(value) - len(value.lstrip(TRIM))
    bare = value[left:].rstrip(" \t\n*_<>")
    if bare[:1] in QUOTES and bare.count(bare[0]) == 1:
        # What is left of the quotation marks around a link.
        rest = bare[1:].lstrip(TRIM + ",")
        left += len(bare) - len(rest)
        bare = rest
    if not has_word(bare):
        return None
    led = LEADS.match(bare) if not lead.strip() or lead in ".,->" else None
    if led and (not lead.strip() or led.group().strip().lower().startswith(BEFORE_PLACES)):
        word = led.group().strip().lower()
        lead = "by" if word in ("by", "from", "via") else "in" if word.endswith(("in", "in:", " at")) else ","
        left += led.end()
        bare = bare[led.end() :]
    if bare.lower() in ("in", "by"):
        return Piece("", offset + left, Form.WORDS, bare.lower())
    return Piece(bare, offset + left, Form.WORDS, lead or " ")


def unfolded(piece: Piece) -> list[Piece]:
    """Return the pieces of the text that a link or marks hold: all of an entry may stand in a link."""
    found = [each for each in _of_words(piece.value, piece.start, piece.lead, True) if each.value]
    for each in found:
        each.inside = piece.node
    return found
