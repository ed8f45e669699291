"""The text of one listed thing into its fields.

The text is taken apart into atoms first (words, links, bold and italic text, brackets), then read from the left: what stands
before the name, the name, what stands after it. Roles are given by shape, then by content; what stays doubtful stays unread.
"""

import re
from collections.abc import Sequence
from itertools import islice

from awesome_lint.document import Authors, EntryKind, Link, LinkKind, Text
from awesome_lint.parser import bibliography, vocabulary
from awesome_lint.parser.atoms import Atom, Shape, atoms, is_linked
from awesome_lint.parser.inlines import Node, NodeKind, Visible, has_word, visible
from awesome_lint.patterns import UPPER, lazy
from awesome_lint.source import Span

QUOTES = {'"': '"', "“": "”", "'": "'", "‘": "’", "「": "」", "《": "》", "«": "»"}
# The blocks of Unicode that hold pictures, and the codes that GitHub draws them for.
PICTURE = (
    "(?:[\u200d\u203c\u2049\u20e3\u2122\u2139\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\ufe0f"
    "\U0001f000-\U0001faff]|:[a-z0-9_+-]+:)+"
)
EMOJI = lazy(PICTURE)
TRAILING_EMOJI = lazy(rf"(?:\s*{PICTURE})+\s*[.]?$")
# Emphasis that CommonMark does not see because of a space inside its marks.
SPACED_STRONG = lazy(r"\s*(\*\*)(?: +(?=\S)|(?=\S[^*]* \*\*))([^*]*[^*\s]) *\*\*")
# What stands between a name and its description, white space included.
SEPARATOR = lazy(
    r"\s*(?:(?<=\s)(?:--?|–|—)(?=\s|$)|(?:--?|–|—)(?=\s)|(?<=\s)(?:–|—|-(?!>))(?=\w)|(?<=\s)[-=]{1,2}>(?=\s)|:(?=\s|$)|：)\s*"
)
SIMPLE_TAIL = lazy(r"( (?:-|–|—) )(\S(?:[^\n]*[\w.!?])?)\s*$")
SENTENCE_END = (".", "!", "?", "。", ")", "）")
NUMBER = lazy(r"\s*\d{1,4}[.)](?:\s+|$)")
NUMBER_ALONE = lazy(r"\d{1,4}[.)]?")
# A short name before the title: `CodeGen: **"CodeGen: An Open Model"**`.
NICK_AND_QUOTE = lazy(r"\s*[\w .+-]{1,40}:\s*[\"“]")
NICK = lazy(r"\s*[\w .+-]{1,40}:\s*")
DATE_FORMS = (
    rf"(?<!\d)(?:19|20)\d\d(?:[-/.]\d{{1,2}}){{1,2}}(?!\d)|(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{vocabulary.MONTHS},?\s+(?:19|20)\d\d"
    rf"|(?:19|20)\d\d\s+{vocabulary.MONTHS}"
)
DATE = lazy(DATE_FORMS)
DATE_PREFIX = lazy(rf"\s*({DATE_FORMS})\s*(?:[-–—:|]\s|,\s*)")
FULL_YEAR = lazy(r"(?:19|20)\d\d")
SHORT_YEAR = lazy(r"['’‘`](\d\d)\b")
KEY = lazy(r"\s*([\w;/ -]{2,24}?)\s*[:：]\s*")
# `NeurIPS`, `S&P`
ACRONYM = lazy(rf"(?=[\w&-]*{UPPER}[\w&-]*{UPPER})[\w&-]+")
# What a title keeps of `Title, in [venue](url)`.
DANGLING = lazy(r",?\s+in\s*$")
CITED_NAME = lazy(
    rf"(?:{UPPER}\.[ -]?)+\s*{UPPER}|{UPPER}(?:[^\W\d_]|-)+,? (?:{UPPER}\.[ -]?)+$"
    rf"|{UPPER}(?:[^\W\d_]|-)+, {UPPER}[^\W\d_]+(?: {UPPER}\.)*$"
)
# `(2017).` after the names of a citation, and `2017.` in the style of the ACM.
CITED_YEAR = lazy(r"\s*[(（]((?:19|20)\d\d)[a-z]?(?:, \w+(?: \d+)?)?[)）][.,:]?\s+")
STATED_YEAR = lazy(r"((?:19|20)\d\d)\.\s+")
# The end of a sentence, which no initial is.
SENTENCE_BREAK = lazy(r"(?<=[^\W\d_]{2})[.?!](?:\s+|$)|(?<=\bal)\.\s+")
COMMA = lazy(r"[,.]\s+|\.$")
LEAST_RUN_ON = 3
MIN_TITLE_WORDS = 3
# `(ICML 2019)` and `(2019 ICML)`, but neither `(Lee et al., 2019)` nor `(2nd edition, 2019)` nor the account `(lee2019)`.
TITLE_GROUP = lazy(
    r"\s*[(（]((?![^()（）]*\b(?:et al|[Ee]d\.|[Ee]dition|[Vv]ersion))(?![a-z]+\d+[)）])"
    r"(?:[^()（）]{2,90}(?:(?:19|20)\d\d|['’]\d\d)[^()（）]{0,20}|(?:19|20)\d\d(?: [^()（）]{2,40})?))[)）][.]?$"
)
AFFILIATION = lazy(r"\([^()]*\)")
NAME_END = lazy(r"\bet\.?\s*al\.?,?|,\s+|\.\s+|\n|\s*[|(]\s*")
CONJUNCTION = lazy(r"\s(?:and|&)\s")
ET_AL = lazy(r".*\bet\.?\s*a[lt]")
# So many ends of an author list are tried from the last one back.
MOST_TRIES = 4
MAX_GROUP = 60
# No entry has more dates, venues and tags before its name.
MAX_PREFIXES = 8
MAX_VENUE = 120
MAX_NICK = 40
MIN_REMARK = 3
IDEOGRAPHS = lazy("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
MIN_IDEOGRAPHS = 4
# Small words as no list of names has three of them in a row.
SENTENCE = lazy(r"(?:\b[a-z]{2,}\s+){2}[a-z]{2,}\b")


class Fields:
    """What was read from the text of one listed thing."""

    def __init__(self, kind: EntryKind) -> None:
        self.kind = kind
        self.title: Text | None = None
        self.title_span: Span | None = None
        self.authors: Authors | None = None
        self.authors_span: Span | None = None
        self.venue: Text | None = None
        self.year: Text | None = None
        self.links: list[Link] = []
        self.separator: Text | None = None
        self.description: Text | None = None
        self.badges: list[Link] = []
        self.tags: list[Text] = []
        self.broken_title: Text | None = None

    @property
    def is_read(self) -> bool:
        return self.kind in (EntryKind.PAPER, EntryKind.NAMED)

    @property
    def is_bare(self) -> bool:
        """Whether there is a name and nothing that tells an entry from a category."""
        return not (self.links or self.authors or self.year or self.broken_title)

    def settle(self) -> None:
        """Say what kind of entry it is, now that its name is read, and its authors if it has any."""
        self.kind = EntryKind.PAPER if self.authors else EntryKind.NAMED


def read(nodes: Sequence[Node]) -> Fields | None:
    """Return the fields of a listed thing, or None where the text lists nothing: prose, a category, a note."""
    fields = Fields(EntryKind.UNPARSED)
    collect(nodes, fields)
    if _read_simple(nodes, fields):
        return fields
    reader = _Reader(nodes, fields)
    return reader.read()


def _read_simple(nodes: Sequence[Node], fields: Fields) -> bool:
    """Read `[Name](url)` and `[Name](url) - Description.` in one step: most entries of most lists."""
    if not 1 <= len(nodes) <= 2 or nodes[0].kind is not NodeKind.LINK:
        return False
    link, text = nodes[0], nodes[-1]
    if len(link.children) != 1 or link.children[0].kind is not NodeKind.TEXT:
        return False
    label = link.children[0].value
    if not has_word(label) or label[0] in QUOTES or label[-1] in ")）." or label != label.strip() or not label[-1].isascii():
        return False
    match = None
    if len(nodes) == 2:
        match = SIMPLE_TAIL.match(text.value) if text.kind is NodeKind.TEXT else None
        if match is None or text.end - text.start != len(text.value) or not has_word(match.group(2)):
            return False
    start = text.start
    fields.kind = EntryKind.NAMED
    fields.title = Text(label, link.children[0].span)
    fields.title_span = link.span
    if match is None:
        return True
    fields.separator = Text(match.group(1), Span(start + match.start(1), start + match.end(1)))
    fields.description = Text(match.group(2), Span(start + match.start(2), start + match.end(2)))
    return True


def may_begin(nodes: Sequence[Node]) -> bool:
    """Whether a paragraph begins the way entries do: with something bold or linked, or a bracket, after marks at most."""
    for node in nodes:
        if node.kind is NodeKind.TEXT:
            rest = EMOJI.sub("", node.value).strip(" .,:;|*")
            if rest and not (NUMBER_ALONE.fullmatch(rest) and node is not nodes[-1]):
                return rest[0] in "[("
        elif node.kind in (NodeKind.STRONG, NodeKind.LINK):
            return bool(node.children) and (node.kind is NodeKind.STRONG or len(nodes) > 1)
        elif node.kind in (NodeKind.CODE, NodeKind.EMPHASIS, NodeKind.STRIKE):
            return False
    return False


def read_paragraph(nodes: Sequence[Node]) -> Fields | None:
    """Return the fields of a paragraph that is laid out like an entry, or None for prose.

    Prose begins with bold words and links, too; so a name must be followed by a line break, authors, brackets or labelled
    links, not by more words.
    """
    fields = Fields(EntryKind.UNPARSED)
    collect(nodes, fields)
    reader = _Reader(nodes, fields)
    read_fields = reader.read()
    if read_fields is None or not read_fields.is_read or read_fields.broken_title:
        return None
    if not (fields.links or fields.authors):
        return None
    is_cited = bool(fields.authors and fields.year and fields.links)
    return fields if is_cited or reader.is_laid_out() else None


def read_heading(nodes: Sequence[Node]) -> Fields | None:
    """Return the fields of a heading that names an entry: all of it is the title where no link or mark ends that."""
    fields = Fields(EntryKind.UNPARSED)
    collect(nodes, fields)
    reader = _Reader(nodes, fields)
    if fields.links or any(node.kind is NodeKind.BREAK for node in nodes):
        return reader.read()
    return fields if reader.take_all() else None


def is_wordless(nodes: Sequence[Node]) -> bool:
    """Whether the text has markup but nothing to read, see or click."""
    if any(node.kind in (NodeKind.IMAGE, NodeKind.HTML, NodeKind.CODE) or not is_wordless(node.children) for node in nodes):
        return False
    if any(node.kind is NodeKind.LINK and node.value for node in nodes):
        return False
    text = visible(nodes).value
    return not has_word(text) and not text.strip(" \n*_~[]()|-.")


def collect(nodes: Sequence[Node], fields: Fields) -> None:
    """Gather the links and badges at any depth, in source order, into the fields."""
    for node in nodes:
        link = node.link
        if link is not None:
            if link.kind is LinkKind.IMAGE:
                fields.badges.append(link)
            elif has_word(link.label.value) or not any(child.kind is NodeKind.IMAGE for child in node.children):
                fields.links.append(link)
        if node.children:
            collect(node.children, fields)


# --- reading ----------------------------------------------------------------------------------------------------------


class _Reader:
    """Reads one entry from the left; `at` is the atom that is looked at."""

    def __init__(self, nodes: Sequence[Node], fields: Fields) -> None:
        self.nodes = nodes
        self.fields = fields
        self.text: Visible = visible(nodes)
        self.atoms: list[Atom] = atoms(nodes)
        self.at = 0
        self.names: dict[int, Authors | None] = {}
        self.has_italic_names = False
        self.title_end = 0
        self.is_linked = False
        """Whether the title is a link."""
        self.is_plain = False
        """Whether the title has no marks of its own."""
        self.has_prefix = False
        self.is_numbered = False
        self.begin = 0
        """Where in the visible text the entry begins, after its number."""
        self.offset = 0
        """Where in the visible text the unread part of the atom begins."""

    def read(self) -> Fields | None:
        fields = self.fields
        self._skip_number()
        if self.at >= len(self.atoms):
            return None
        fields.broken_title = self._broken_title()
        if fields.broken_title is not None:
            return fields
        self.has_prefix = self._read_prefix()
        if self.at >= len(self.atoms) or not self._read_title(self.has_prefix):
            return fields if fields.links else None
        self.title_end = self.at
        self._read_tail()
        fields.settle()
        if self.is_plain and not self.has_prefix and not fields.links and not self._is_cited():
            return None
        return fields

    def take_all(self) -> bool:
        """Take all of the text for the title, number and pictures at its ends aside; return whether that leaves a word."""
        self._skip_number()
        return self._take_title(self.offset, len(self.text.value), None)

    def _is_cited(self) -> bool:
        """Whether the authors read like those of a citation: several, or "et al."."""
        people = self.fields.authors.people if self.fields.authors else ()
        return len(people) > 1 and self.fields.year is not None

    def is_laid_out(self) -> bool:
        """Whether the name is the start of the text and stands apart from what follows it."""
        first = next((atom for atom in self.atoms if self._is_name(atom)), None)
        if first is None or (first.shape is Shape.WORDS and not self.has_prefix and not self.fields.authors):
            return False
        inside = first.node.children if first.node else []
        if first.shape is Shape.LINK and not self.is_numbered and not any(node.kind is NodeKind.STRONG for node in inside):
            return False
        for atom in self.atoms[self.title_end :]:
            value = self.text.value[atom.start : atom.end]
            if atom.shape is Shape.IMAGE or (atom.shape is Shape.WORDS and not EMOJI.sub("", value).strip(" .,\n:*★|·-–—")):
                continue
            if atom.shape is Shape.WORDS:
                has_break = any(other.shape is Shape.BREAK for other in self.atoms)
                return bool(self.fields.authors or self.fields.separator) or (
                    has_break and first.shape is Shape.STRONG and is_linked(first)
                )
            return (
                atom.shape is not Shape.LINK or atom.is_wrapped or vocabulary.is_label(value) or bool(bibliography.year(value))
            )
        # Nothing follows it: a bold link, or a link with a number, that stands alone.
        return first.shape is Shape.LINK or is_linked(first)

    def _is_name(self, atom: Atom) -> bool:
        """Whether an atom is more than pictures and the number of a paragraph."""
        if atom.shape is Shape.IMAGE or (self.is_numbered and atom.start < self.begin and atom.end <= self.begin):
            return False
        return has_word(self.text.value[atom.start : atom.end])

    def value(self, atom: Atom) -> str:
        return self.text.value[max(atom.start, self.offset) : atom.end]

    def peek(self) -> Atom | None:
        return self.atoms[self.at] if self.at < len(self.atoms) else None

    # --- before the name ----------------------------------------------------------------------------------------------

    def _skip_number(self) -> None:
        """Pass pictures and the number that a paragraph begins with."""
        self._skip_decoration()
        # A lone bracket, as in `1)`, makes an atom of its own.
        marked = (atom.start for atom in self.atoms[self.at :] if atom.shape is not Shape.WORDS)
        number = NUMBER.match(self.text.value, self.offset, next(marked, len(self.text.value)))
        if number:
            self._move_to(number.end())
            self.is_numbered = True
            self.begin = number.end()
            self._skip_decoration()

    def _skip_decoration(self) -> None:
        """Pass images, emoji, task boxes and punctuation."""
        while (atom := self.peek()) is not None:
            if atom.shape is Shape.WORDS:
                value = self.value(atom)
                left = len(value) - len(value.lstrip(" \t\n.,:;|·•/&+–—-"))
                emoji = EMOJI.match(value, left)
                if emoji:
                    self.offset = max(atom.start, self.offset) + emoji.end()
                    continue
                if left < len(value):
                    self.offset = max(atom.start, self.offset) + left
                    return
            elif atom.shape is Shape.GROUP and not self.value(atom).strip("[]() xX"):
                pass
            elif atom.shape not in (Shape.IMAGE, Shape.BREAK) and has_word(self.value(atom)):
                return
            self.at += 1

    def _read_prefix(self) -> bool:
        """Pass dates, venues and tags in brackets or code before the name; return whether there was any."""
        found = False
        for _ in range(MAX_PREFIXES):
            atom = self.peek()
            if atom is None:
                break
            value = self.value(atom)
            following = self.atoms[self.at + 1 :]
            dated = DATE_PREFIX.match(value) if atom.shape is Shape.WORDS else None
            if dated and (has_word(value[dated.end() :]) or self._leads_to_title(self.at + 1)):
                # `2020.07 - Title.`
                start = max(atom.start, self.offset)
                self._note(start, start + dated.end(1))
                self._move_to(start + dated.end())
                self._skip_decoration()
                # A change log begins its lines so, too: the date alone makes no entry.
                continue
            if atom.shape is Shape.WORDS and NICK.fullmatch(value) and self._leads_to_title(self.at + 1):
                self.at += 1
            elif atom.shape is Shape.GROUP and not atom.is_wrapped and len(value) <= MAX_GROUP and _has_words(self, following):
                self._note(atom.start + 1, atom.end - 1)
                self.at += 1
            elif self._is_mark(atom, following):
                self._note(atom.start, atom.end)
                self.at += 1
            elif atom.shape is Shape.STRONG and re.fullmatch(r"\s*[\[(]?\d+[\]).]*\s*", value):
                self.at += 1
            elif atom.shape is Shape.STRONG and self._is_bold_tag(atom) and _has_words(self, following):
                self._note(atom.start + 1, atom.end - 1)
                self.at += 1
            elif atom.shape is Shape.GROUP and atom.is_wrapped and self._is_venue_link(atom):
                inner = next(part for part in atom.inner if part.shape is Shape.LINK)
                self._note(inner.start, inner.end)
                self.at += 1
            else:
                return found
            found = True
            self._skip_decoration()
        return found

    def _is_mark(self, atom: Atom, following: Sequence[Atom]) -> bool:
        """Whether it is a mark in code, or a bold year before a linked name."""
        if atom.shape is Shape.CODE:
            is_apart = not self._starts_separator(self.at + 1) or self._separates_link(self.at + 1)
            return is_apart and _has_words(self, following)
        is_year = atom.shape is Shape.STRONG and FULL_YEAR.fullmatch(self.value(atom).strip())
        return bool(is_year) and self._leads_to_link(self.at + 1)

    def _is_bold_tag(self, atom: Atom) -> bool:
        """Whether it is a date or a venue in bold brackets: `**[ACL 2024]**`."""
        value = self.text.value[atom.start : atom.end]
        if value[:1] != "[" or value[-1:] != "]" or len(value) > MAX_GROUP or is_linked(atom):
            return False
        return year_in(self.text.part(atom.start, atom.end)) is not None or vocabulary.is_venue(value)

    def _leads_to_title(self, index: int) -> bool:
        atom = self.atoms[index] if index < len(self.atoms) else None
        return atom is not None and (
            atom.shape is Shape.STRONG or (atom.shape is Shape.LINK and not vocabulary.is_label(self.value(atom)))
        )

    def _leads_to_link(self, index: int) -> bool:
        """Whether a name that is a link comes next, after punctuation at most."""
        if index < len(self.atoms) and not has_word(self.value(self.atoms[index])):
            index += 1
        return self._leads_to_title(index)

    def _is_venue_link(self, atom: Atom) -> bool:
        """Whether the only link in brackets before plain words names a venue: `[[CVPR](url)] Title.`"""
        links = [part for part in atom.inner if part.shape is Shape.LINK]
        following = self.atoms[self.at + 1 : self.at + 3]
        after = next((other for other in following if self.value(other).strip()), None)
        value = self.value(atom).strip("[]() ")
        names_venue = vocabulary.is_venue(value) or year_in(self.text.part(atom.start, atom.end)) or ACRONYM.fullmatch(value)
        return (
            len(links) == 1
            and bool(names_venue)
            and not self._starts_separator(self.at + 1)
            and len(value) <= MAX_NICK
            and after is not None
            and after.shape in (Shape.WORDS, Shape.STRONG)
            and len(self.value(after).strip(" .,")) > 8
        )

    def _note(self, start: int, end: int) -> None:
        """Take a short text for year, venue or tag, by what it says."""
        part = self.text.part(start, end)
        fields = self.fields
        year = year_in(part)
        venue = venue_in(part)
        fields.year = fields.year or year
        if venue is None:
            return
        is_known = year is not None or vocabulary.is_venue(venue.value)
        if fields.venue is None and is_known and len(venue.value) <= MAX_VENUE:
            fields.venue = venue
        elif not venue.value.isdigit():
            fields.tags.append(venue)

    # --- the name -----------------------------------------------------------------------------------------------------

    def _read_title(self, has_prefix: bool) -> bool:
        atom = self.atoms[self.at]
        if atom.shape is Shape.STRONG:
            return self._strong_title(atom)
        if atom.shape is Shape.LINK or (atom.shape is Shape.GROUP and atom.is_wrapped):
            return self._link_title(atom)
        if atom.shape is Shape.WORDS:
            nick = NICK_AND_QUOTE.match(self.text.value, max(atom.start, self.offset))
            if nick:
                self._move_to(nick.end() - 1)
            return self._quoted_title() or self._plain_title(has_prefix)
        if (atom.shape is Shape.EMPHASIS and has_prefix) or (atom.shape is Shape.CODE and self._starts_separator(self.at + 1)):
            self.at += 1
            self.offset = atom.end
            return self._take_title(atom.start, atom.end, atom.node)
        return False

    def _take_title(self, start: int, end: int, node: Node | None) -> bool:
        title = self.text.trimmed(start, end)
        if title is None or not has_word(title.value):
            return False
        if (emoji := TRAILING_EMOJI.search(title.value)) and has_word(title.value[: emoji.start()]):
            title = self.text.trimmed(start, start + self.text.value[start:end].index(title.value) + emoji.start()) or title
        closing = QUOTES.get(title.value[0])
        if closing and len(title.value) > 2:
            bare = title.value.rstrip(".,")
            if bare.endswith(closing) and bare.count(title.value[0]) <= 2:
                begin = start + self.text.value[start:end].index(title.value)
                title = self.text.trimmed(begin + 1, begin + len(bare) - 1) or title
        self.is_linked = node is not None and (
            node.kind is NodeKind.LINK or (bool(node.children) and node.children[0].kind is NodeKind.LINK)
        )
        self.fields.title = self._without_group(title)
        self.fields.title_span = node.span if node else self.text.span(start, end)
        return True

    def _without_group(self, title: Text) -> Text:
        """Return a title without the `(ICML 2019)` at its end, which says where and when."""
        match = TITLE_GROUP.search(title.value) if title.value.endswith((")", "）", ").")) else None
        if match is None or not has_word(title.value[: match.start()]):
            return title
        offset = self.text.value.find(title.value)
        part = self.text.part(offset + match.start(1), offset + match.end(1)) if offset >= 0 else None
        if part is None or year_in(part) is None:
            return title
        self._note(offset + match.start(1), offset + match.end(1))
        return self.text.trimmed(offset, offset + match.start()) or title

    def _strong_title(self, atom: Atom) -> bool:
        value = self.text.value[atom.start : atom.end]
        self.at += 1
        self.offset = atom.end
        if is_linked(atom) and atom.node:
            return self._take_title(atom.start, atom.end, atom.node)
        after = self._following_text()
        is_nick = value.rstrip().endswith(":") or after.lstrip().startswith((":", '"', "“"))
        if is_nick or re.match(r"\s*\([^)]*\)\s*:", after):
            place = self.at, self.offset
            self._skip_until_colon(value)
            if self._quoted_title() or (
                self.peek() is not None and self.atoms[self.at].shape is Shape.LINK and self._link_title(self.atoms[self.at])
            ):
                return True
            self.at, self.offset = place
        start = atom.start
        links = [child for child in (atom.node.children if atom.node else []) if child.kind is NodeKind.LINK]
        if links and has_word(value):
            # `**[Name](url) text**`: the link names it.
            first = value.index(visible(links[:1]).value) if visible(links[:1]).value in value else 0
            width = len(visible(links[:1]).value)
            if width:
                return self._take_title(start + first, start + first + width, links[0])
        return self._take_title(start, start + len(value.rstrip().rstrip(":")), atom.node)

    def _following_text(self) -> str:
        end = self.atoms[self.at + 2].end if self.at + 2 < len(self.atoms) else len(self.text.value)
        return self.text.value[self.offset : end]

    def _skip_until_colon(self, value: str) -> None:
        colon = self.text.value.find(":", self.offset)
        between = self.text.value[self.offset : colon] if colon >= 0 else '"'
        if not value.rstrip().endswith(":") and not re.search(r'["“]', between):
            self._move_to(colon + 1)
        self._skip_decoration()

    def _link_title(self, atom: Atom) -> bool:
        if atom.shape is Shape.GROUP:
            link = next((part for part in atom.inner if part.shape is Shape.LINK), None)
            if link is None:
                return False
        else:
            link = atom
        label = self.text.value[link.start : link.end]
        if not has_word(label):
            return False
        if atom.shape is Shape.GROUP and vocabulary.is_label(label):
            return False
        self.at += 1
        self.offset = atom.end
        return self._take_title(link.start, link.end, link.node)

    def _quoted_title(self) -> bool:
        """Read `"Title"`, which may hold brackets and italics but no link."""
        atom = self.peek()
        if atom is None or atom.shape is not Shape.WORDS:
            return False
        value = self.value(atom)
        left = len(value) - len(value.lstrip())
        mark = value[left : left + 1]
        if mark not in ('"', "“", "《", "「"):
            return False
        start = max(atom.start, self.offset) + left
        limit = next(
            (other.start for other in self.atoms[self.at :] if other.shape is Shape.LINK or other.is_wrapped),
            len(self.text.value),
        )
        closing = re.compile(re.escape(QUOTES[mark]) + (r"|\"|”" if mark in '"“' else "") + r"(?=[\s.,;:\[(*_）)]|$)")
        end = None
        for match in closing.finditer(self.text.value, start + 1, limit):
            end = match
            break
        if end is None:
            return False
        if not self._take_title(start, end.end(), None):
            return False
        self._move_to(end.end())
        return True

    def _move_to(self, offset: int) -> None:
        while self.at < len(self.atoms) and self.atoms[self.at].end <= offset:
            self.at += 1
        self.offset = offset

    def _plain_title(self, has_prefix: bool) -> bool:
        """Read a title without marks of its own, up to the first thing that cannot belong to it."""
        start = max(self.atoms[self.at].start, self.offset)
        quoted = self._cited_title(start)
        if quoted is not None:
            return quoted
        if self._reads_citation(start):
            return True
        index = self.at
        end = len(self.text.value)
        has_end = False
        while index < len(self.atoms):
            atom = self.atoms[index]
            if self._ends_plain_title(atom):
                end = atom.start
                has_end = True
                break
            if atom.shape is Shape.LINK and not vocabulary.is_label(self.value(atom)):
                between = self.text.value[start : atom.start]
                separator = SEPARATOR.search(between)
                if separator and separator.end() == len(between) and len(between) <= MAX_NICK:
                    # `NAME - [Title](url)`
                    self.at = index + 1
                    self.offset = atom.end
                    return self._take_title(atom.start, atom.end, atom.node)
                return False
            index += 1
        if not has_end and not has_prefix:
            return False
        value = self.text.value[start:end]
        cut = self._without_venue(value)
        if not has_word(value[:cut]):
            return False
        before = len(DANGLING.sub("", value[:cut]).rstrip(" \n,;:|-–—"))
        if not self._take_title(start, start + before, None):
            return False
        self.at = index
        self.offset = start + cut
        if cut < len(value):
            lead = len(value[cut:]) - len(value[cut:].lstrip(" .,|"))
            rest = self.text.part(start + cut + lead, end)
            if _are_cited_names(rest.value):
                self.fields.authors = bibliography.authors(rest)
                self.fields.authors_span = self.fields.authors.span if self.fields.authors else None
            else:
                self._note(start + cut, end)
        self._move_to(end)
        self.is_plain = True
        return True

    def _ends_plain_title(self, atom: Atom) -> bool:
        if atom.shape in (Shape.CODE, Shape.IMAGE, Shape.BREAK, Shape.EMPHASIS) or _is_bold_code(atom):
            return True
        value = self.text.value[atom.start : atom.end]
        if atom.shape is Shape.LINK:
            return vocabulary.is_label(value)
        if atom.shape is Shape.GROUP:
            if atom.is_wrapped:
                return True
            inner = value[1:-1].strip()
            if any(part.shape in (Shape.CODE, Shape.STRONG) for part in atom.inner):
                return True
            return bool(bibliography.year(inner) or SHORT_YEAR.search(inner)) and len(inner) <= MAX_GROUP
        return False

    def _without_venue(self, value: str) -> int:
        """Return where the venue and year at the end of a plain title begin."""
        bare = value.rstrip(" \n.,;")
        for match in reversed(list(re.finditer(r"[,.|]\s+", bare))):
            tail = bare[match.end() :]
            if len(tail) > MAX_VENUE:
                break
            if (bibliography.year(tail) or SHORT_YEAR.search(tail)) and (
                vocabulary.is_venue(tail) or DATE.search(tail) or len(tail) <= 6
            ):
                return match.start() + (1 if match.group()[0] == "." else 0)
            if vocabulary.is_venue(tail) and len(tail) <= MAX_NICK and not re.search(r"[ ,]", tail):
                return match.start() + (1 if match.group()[0] == "." else 0)
            if _are_cited_names(tail) and not (bibliography.year(bare[match.start() :])):
                return match.start() + (1 if match.group()[0] == "." else 0)
        return len(value)

    def _cited_title(self, start: int) -> bool | None:
        """Read `Authors, "Title", venue`; None where it is no citation."""
        match = re.compile(r'["“]').search(self.text.value, start)
        if match is None or match.start() == start:
            return None
        strong = next((atom for atom in self.atoms[self.at :] if atom.shape in (Shape.STRONG, Shape.LINK, Shape.GROUP)), None)
        if strong and strong.start < match.start():
            return None
        names = bibliography.authors(self.text.part(start, match.start()))
        if names is None or (len(names.people) == 1 and not CITED_NAME.match(names.people[0].name)):
            return None
        self._move_to(match.start())
        if strong and strong.shape is Shape.STRONG and not self.text.value[match.end() : strong.start].strip():
            title_read = self._take_title(strong.start, strong.end, strong.node)
            self._move_to(strong.end)
            tail = self.text.value[strong.end :]
            self._move_to(strong.end + len(tail) - len(tail.lstrip('."”, ')))
        else:
            title_read = self._quoted_title()
        if title_read:
            self.fields.authors = names
            self.fields.authors_span = names.span
        return title_read

    def _reads_citation(self, start: int) -> bool:
        """Read `Authors (2017). Title.`, `Authors. 2017. Title.`, `Authors. Title.` and `Authors, Title, venue`.

        What stands first is taken for names only where it can hardly be anything else.
        """
        value = self.text.value
        limit = next((atom.start for atom in self.atoms[self.at :] if self._ends_names(atom)), len(value))
        dated = CITED_YEAR.search(value, start)
        if dated and dated.start() <= limit + 2:
            names = self._cited_people(start, dated.start())
            if names:
                return self._take_cited(names, dated.end(), self.text.text(*dated.span(1)), ".")
        for boundary in islice(SENTENCE_BREAK.finditer(value, start, limit), MOST_TRIES):
            names = self._cited_people(start, boundary.start())
            if names:
                stated = STATED_YEAR.match(value, boundary.end())
                year = self.text.text(*stated.span(1)) if stated else None
                return self._take_cited(names, stated.end() if stated else boundary.end(), year, ".")
        return self._reads_run_on_citation(start, limit)

    def _reads_run_on_citation(self, start: int, limit: int) -> bool:
        """Read `Ann Lee, Bo Chen, Cy Roe, Title of what they wrote, ICML 2020`."""
        found = self._names_before(start, limit)
        if found is None:
            return False
        names, split = found
        if len(names.people) < LEAST_RUN_ON or not _are_full_names(names):
            return False
        rest = self.text.value[split:limit]
        title = rest.partition(",")[0].strip()
        if len(title.split()) < MIN_TITLE_WORDS or not any(word[0].islower() for word in title.split()):
            return False
        return self._take_cited(names, split, None, ",")

    def _cited_people(self, start: int, end: int) -> Authors | None:
        """Return the people that all of a text names, where it names several, or names them the way citations do."""
        part = self.text.part(start, start + len(self.text.value[start:end].rstrip(" ,")))
        names = bibliography.authors(part)
        if names is None or (len(names.people) < 2 and not _are_cited_names(part.value)):
            return None
        return names if _are_full_names(names) else None

    def _take_cited(self, names: Authors, start: int, year: Text | None, mark: str) -> bool:
        """Take the names, the year and the title that begins at `start` and ends at `mark`; return whether there is one."""
        before = self.at, self.offset
        self._move_to(start)
        atom = self.peek()
        if atom is None:
            self.at, self.offset = before
            return False
        if atom.shape is Shape.WORDS:
            found = self._quoted_title() or self._sentence_title(max(atom.start, start), mark)
        elif atom.shape in (Shape.STRONG, Shape.EMPHASIS) or (
            atom.shape is Shape.LINK and not vocabulary.is_label(self.value(atom))
        ):
            found = self._take_title(atom.start, atom.end, atom.node)
            self._move_to(atom.end)
        else:
            found = False
        if not found:
            self.at, self.offset = before
            return False
        self.fields.authors = names
        self.fields.authors_span = names.span
        self.fields.year = self.fields.year or year
        return True

    def _sentence_title(self, start: int, mark: str) -> bool:
        """Read plain words up to the end of the sentence, or up to a comma, as the title."""
        value = self.text.value
        limit = next((atom.start for atom in self.atoms[self.at :] if self._ends_plain_title(atom)), len(value))
        closing = (SENTENCE_BREAK if mark == "." else COMMA).search(value, start, limit)
        end = closing.start() if closing else limit
        if len(value[start:end].split()) < 2 or not self._take_title(start, end, None):
            return False
        self._move_to(end)
        self.is_plain = True
        return True

    def _ends_names(self, atom: Atom) -> bool:
        return atom.shape not in (Shape.WORDS, Shape.GROUP) or atom.is_wrapped

    # --- after the name -----------------------------------------------------------------------------------------------

    def _separates_link(self, index: int) -> bool:
        """Whether nothing stands there but a separator, before a link that is a name."""
        return (
            self._starts_separator(index)
            and not has_word(self.value(self.atoms[index]))
            and index + 1 < len(self.atoms)
            and self.atoms[index + 1].shape is Shape.LINK
            and not vocabulary.is_label(self.value(self.atoms[index + 1]))
        )

    def _starts_separator(self, index: int) -> bool:
        if index >= len(self.atoms) or self.atoms[index].shape is not Shape.WORDS:
            return False
        value = self.text.value[self.atoms[index].start : self.atoms[index].end]
        match = SEPARATOR.match(value)
        return bool(match and match.end())

    def _read_tail(self) -> None:
        """Read authors, venue, year and description from what follows the name."""
        fields = self.fields
        self.has_italic_names = any(atom.shape is Shape.EMPHASIS and self._are_names(atom) for atom in self.atoms[self.at :])
        while (atom := self.peek()) is not None:
            value = self.value(atom)
            if atom.shape is Shape.WORDS and has_word(value):
                if fields.description is None and fields.authors is None and self._read_description(atom):
                    return
                self._read_words()
                continue
            if (
                atom.shape is Shape.WORDS
                and fields.description is None
                and fields.authors is None
                and self._read_description(atom)
            ):
                return
            if atom.shape is Shape.EMPHASIS:
                self._read_emphasis(atom)
            elif atom.shape is Shape.GROUP and not atom.is_wrapped and len(value) <= MAX_VENUE:
                self._read_group(atom, value)
            elif (
                _is_bold_code(atom)
                or atom.shape is Shape.CODE
                or (
                    atom.shape is Shape.LINK
                    and fields.venue is None
                    and not vocabulary.is_label(value)
                    and bibliography.year(value)
                )
            ):
                self._note(atom.start, atom.end)
            elif atom.shape is Shape.GROUP and atom.is_wrapped and fields.venue is None:
                for part in atom.inner:
                    label = self.text.value[part.start : part.end]
                    if (
                        part.shape is Shape.LINK
                        and not vocabulary.is_label(label)
                        and bibliography.year(label)
                        and len(label) <= MAX_NICK
                    ):
                        self._note(part.start, part.end)
            elif atom.shape is Shape.BREAK and self._read_after_break():
                return
            self.at += 1
            self.offset = max(self.offset, atom.end)

    def _read_group(self, atom: Atom, value: str) -> None:
        """Read brackets after the name as venue and year, as a tag, or as a remark where they hold a sentence."""
        is_remark = value[0] == "(" and len(value.split()) > MIN_REMARK and not year_in(self.text.part(atom.start, atom.end))
        if is_remark and self.is_linked and self.fields.description is None and not vocabulary.is_venue(value):
            self.fields.description = self.text.text(atom.start, atom.end)
        else:
            self._note(atom.start + 1, atom.end - 1)

    def _read_after_break(self) -> bool:
        """Read a description that stands on a line of its own below a linked name."""
        after = self.atoms[self.at + 1] if self.at + 1 < len(self.atoms) else None
        if (
            after is None
            or after.shape is not Shape.WORDS
            or not self.is_linked
            or self.fields.authors
            or self.fields.description
        ):
            return False
        value = self.text.value[after.start : after.end]
        if len(value.split()) < 2 or self._are_names(after) or year_in(self.text.part(after.start, after.end)):
            return False
        description = self.text.trimmed(after.start, self._description_end(after.start))
        if description is None or not has_word(description.value):
            return False
        self.fields.description = description
        return True

    def _names_in(self, atom: Atom) -> Authors | None:
        """Return the people that all of an atom names; asked twice of italic text, answered once."""
        if atom.start not in self.names:
            is_marked = atom.shape is Shape.EMPHASIS
            self.names[atom.start] = bibliography.authors(self.text.part(atom.start, atom.end), is_marked)
        return self.names[atom.start]

    def _are_names(self, atom: Atom) -> bool:
        found = self._names_in(atom)
        return found is not None and (
            len(found.people) > 1 or (" " in found.people[0].name and not vocabulary.is_venue(found.people[0].name))
        )

    def _read_description(self, atom: Atom) -> bool:
        """Read a separator and everything after it up to links, tags and badges at the end."""
        start = max(atom.start, self.offset)
        value = self.text.value[start : atom.end]
        # The space before the separator may have been read already.
        match = SEPARATOR.match(self.text.value, start, atom.end)
        if not match or match.end() == match.start():
            lead = len(value) - len(value.lstrip(" \t\n.,"))
            emoji = EMOJI.match(value, lead)
            lead = emoji.end() if emoji else lead
            match = SEPARATOR.match(self.text.value, start + lead, atom.end) if lead else None
            if not match or match.end() == match.start():
                return False
        end = self._description_end(match.end())
        description = self.text.trimmed(match.end(), end)
        if description is None:
            return False
        self.fields.separator = self.text.text(match.start(), match.end())
        self.fields.description = description
        return True

    def _description_end(self, start: int) -> int:
        """Return where the description ends: before the links in brackets, tags and badges that close the entry."""
        tail: list[Atom] = []
        has_tail = False
        for index in range(len(self.atoms) - 1, -1, -1):
            atom = self.atoms[index]
            value = self.text.value[atom.start : atom.end]
            # A period closes the entry, or one of several links at its end; any other ends a sentence.
            marks = " \n|·•/,." if not tail or (has_tail and self._is_label(index - 1)) else " \n|·•/,"
            is_space = atom.shape is Shape.WORDS and not value.strip(marks)
            # `[![badge](image)](url)` in brackets leaves nothing but the brackets.
            is_space = is_space or (atom.shape is Shape.GROUP and not has_word(value))
            is_tag = atom.shape is Shape.CODE or (atom.shape is Shape.GROUP and (atom.is_wrapped or _is_tag(value)))
            if is_tag and tail and tail[0].shape is Shape.WORDS and "." in self.text.value[tail[0].start : tail[0].end]:
                # A sentence ends with it, unless it holds nothing but labels: `([Docs](url)).`
                is_tag = atom.is_wrapped and self._holds_labels(atom)
            is_badge = atom.shape in (Shape.IMAGE, Shape.BREAK) or (
                atom.shape is Shape.LINK and (not has_word(value) or (has_tail and vocabulary.is_label(value)))
            )
            if not has_tail and atom.shape is Shape.LINK and vocabulary.is_label(value):
                is_badge = self.text.value[start : atom.start].rstrip().endswith((*SENTENCE_END, "]"))
            if atom.start < start or not (is_space or is_tag or is_badge):
                break
            has_tail = has_tail or not is_space
            tail.append(atom)
        end = tail[-1].start if has_tail else len(self.text.value)
        before = self.text.value[start:end].rstrip()
        codes = [atom for atom in tail if atom.shape is Shape.CODE]
        is_closed = before.endswith(SENTENCE_END) or any(atom.is_wrapped for atom in tail) or len(codes) > 1
        if not is_closed and any(atom.shape in (Shape.CODE, Shape.GROUP) for atom in tail):
            return len(self.text.value)
        for atom in reversed(tail):
            if atom.shape is Shape.CODE or (atom.shape is Shape.GROUP and not atom.is_wrapped):
                inner = self.text.trimmed(atom.start + (atom.shape is Shape.GROUP), atom.end - (atom.shape is Shape.GROUP))
                if inner:
                    self.fields.tags.append(inner)
        return end

    def _is_label(self, index: int) -> bool:
        """Whether the atom there is a link with a label."""
        if index < 0 or self.atoms[index].shape is not Shape.LINK:
            return False
        return vocabulary.is_label(self.text.value[self.atoms[index].start : self.atoms[index].end])

    def _holds_labels(self, group: Atom) -> bool:
        values = [(part.shape, self.text.value[part.start : part.end]) for part in group.inner]
        return all(vocabulary.is_label(value) if shape is Shape.LINK else not has_word(value) for shape, value in values)

    def _read_emphasis(self, atom: Atom) -> None:
        """Read authors, a venue, or authors and a venue from italic text."""
        if self.fields.authors is None and not self.text.value[: atom.start].endswith((" in ", " In ")):
            found = self._names_in(atom)
            if found and not self._names_venue(found, atom):
                self.fields.authors = found
                self.fields.authors_span = atom.node.span if atom.node else found.span
                return
            before = self._names_before(atom.start, atom.end)
            if before is not None:
                names, split = before
                rest = self.text.part(split, atom.end)
                # Some of the authors are worse than none.
                is_whole = names.people[-1].is_et_al or not has_word(rest.value)
                if is_whole or vocabulary.is_venue(rest.value) or year_in(rest):
                    self.fields.authors = names
                    self.fields.authors_span = atom.node.span if atom.node else names.span
                    self._note(split, atom.end)
                    return
        if self.fields.venue is None or self.fields.year is None:
            self._note(atom.start, atom.end)

    def _names_venue(self, found: Authors, atom: Atom) -> bool:
        """Whether what reads like names is a venue: `KDD & WSDM`, `CSUR`, `Annual Review of Statistics`."""
        if all(vocabulary.is_venue(author.name) for author in found.people):
            return True
        if len(found.people) > 1:
            return False
        name = found.people[0].name
        return bool(ACRONYM.fullmatch(name)) and bibliography.year(self.text.value[atom.end : atom.end + 8]) is not None

    def _read_words(self) -> None:
        """Read plain words after the name, up to the next link, as authors, venue and year."""
        start = max(self.atoms[self.at].start, self.offset)
        index = self.at
        while index < len(self.atoms) and self.atoms[index].shape is Shape.WORDS:
            index += 1
        end = self.atoms[index].start if index < len(self.atoms) else len(self.text.value)
        value = self.text.value[start:end]
        lead = len(value) - len(value.lstrip(" \t\n.,;:|-–—"))
        if self.is_linked and self._read_remark(start + lead, end):
            return
        if self.fields.authors is None and self.fields.description is None and not self.has_italic_names:
            found = self._names_before(start + lead, end)
            if found is not None:
                self.fields.authors, split = found
                self.fields.authors_span = self.fields.authors.span
                self._note_rest(split, end)
                self._move_to(end)
                return
        self._note_rest(start + lead, end)
        self._move_to(end)

    def _read_remark(self, start: int, end: int) -> bool:
        """Read words right after a linked name, without a separator, as its description."""
        value = self.text.value[start:end].strip()
        fields = self.fields
        if fields.description or fields.authors or fields.venue or fields.year or self.text.value[start - 1 : start] in ",.;":
            return False
        is_long = len(value.split()) >= MIN_REMARK or len(IDEOGRAPHS.findall(value)) >= MIN_IDEOGRAPHS
        if not is_long or self.has_italic_names or year_in(self.text.part(start, end)):
            return False
        if not value[:1].islower() and (vocabulary.is_venue(value) or self._may_list_names(start, end)):
            return False
        fields.description = self.text.trimmed(start, self._description_end(start))
        self.at = len(self.atoms)
        return True

    def _may_list_names(self, start: int, end: int) -> bool:
        """Whether plain words begin with the names of people."""
        value = self.text.value[start:end]
        first = NAME_END.search(value)
        return _may_name(value[: first.start()] if first else value) and not SENTENCE.search(value)

    def _note_rest(self, start: int, end: int) -> None:
        value = self.text.value[start:end]
        if len(value) > MAX_VENUE * 2:
            return
        is_dated = bool(bibliography.year(value) or SHORT_YEAR.search(value) or DATE.search(value))
        is_placed = self.fields.venue is None and len(value) <= MAX_VENUE and vocabulary.is_venue(value)
        if is_dated or is_placed:
            self._note(start, end)

    def _names_before(self, start: int, end: int) -> tuple[Authors, int] | None:
        """Return the longest run of names at the beginning, and where it ends, or None where there is none."""
        value = self.text.value[start:end]
        # Affiliations belong to the names before them.
        names = AFFILIATION.sub(lambda match: " " * len(match.group()), value)
        ends: list[int] = []
        begin = 0
        for match in NAME_END.finditer(names):
            if not _may_name(names[begin : match.start()]):
                break
            begin = match.end()
            ends.append(begin)
        else:
            if _may_name(names[begin:]):
                ends.append(len(value))
        best: tuple[int, Authors] | None = None
        for cut in reversed(ends[-MOST_TRIES:]):
            found = bibliography.authors(self.text.part(start, start + len(value[:cut].rstrip(" \n,|("))))
            if found and (found.people[-1].is_et_al or not vocabulary.is_venue(found.people[-1].name)):
                best = cut, found
                break
        if best is None:
            return None
        cut, found = best
        single = found.people[0].name
        if len(found.people) == 1 and (" " not in single or len(single.split()) > 4):
            return None
        return found, start + cut

    def _broken_title(self) -> Text | None:
        """Return the title that was meant to be bold, as it should be written, where its marks do not match."""
        first = next(
            (index for index, node in enumerate(self.nodes) if has_word(visible([node]).value) or "*" in node.value), None
        )
        if first is None:
            return None
        node = self.nodes[first]
        after = self.nodes[first + 1] if first + 1 < len(self.nodes) else None
        if node.kind is NodeKind.TEXT:
            if node.value.strip() == "*" and node.value.endswith("*") and after and after.kind is NodeKind.EMPHASIS:
                # `**Title*`
                return Text(f"**{_inner(after)}**", Span(node.end - 1, after.end)) if not _has_marks(after) else None
            match = SPACED_STRONG.match(node.value)
            if match and node.end - node.start == len(node.value) and has_word(match.group(2)):
                # `** Title**` and `**Title **`
                return Text(f"**{match.group(2)}**", Span(node.start + match.start(1), node.start + match.end()))
        elif node.kind is NodeKind.EMPHASIS and after and after.kind is NodeKind.TEXT and after.value.startswith("*"):
            # `*Title**`
            return Text(f"**{_inner(node)}**", Span(node.start, after.start + 1)) if not _has_marks(node) else None
        return None


def year_in(text: Visible) -> Text | None:
    """Return the year that a short text states: `2023/05`, `Jul 2023`, `ICML'17`."""
    value = text.value
    found = FULL_YEAR.search(value, *date.span()) if (date := DATE.search(value)) else bibliography.year(value)
    if found:
        return text.text(*found.span())
    short = SHORT_YEAR.search(value)
    return text.text(*short.span(1)) if short else None


def venue_in(text: Visible) -> Text | None:
    """Return what a short text says besides the date, or None where that is nothing."""
    value = text.value
    found = DATE.search(value) or bibliography.year(value) or SHORT_YEAR.search(value)
    for start, end in ((0, found.start()), (found.end(), len(value))) if found else ((0, len(value)),):
        bare = value[start:end].strip(" \n.,;:()[]|'’`-–—/*").removeprefix("in ").removeprefix("In ")
        if has_word(bare) and not vocabulary.MONTH.fullmatch(bare):
            begin = value.index(bare, start)
            return text.text(begin, begin + len(bare))
    return None


def _are_cited_names(text: str) -> bool:
    """Whether a text names people the way citations do: with initials, or "et al."."""
    found = bibliography.authors(Visible(text, (0,), (0,), (len(text),)))
    return found is not None and all(author.is_et_al or CITED_NAME.match(author.name) for author in found.people)


def _are_full_names(names: Authors) -> bool:
    """Whether every one of the people has a given name or initials."""
    return all(
        author.is_et_al or ((" " in author.name or "." in author.name) and not vocabulary.is_venue(author.name))
        for author in names.people
    )


def _may_name(text: str) -> bool:
    """Whether a piece of a text may be a name or the end of one; `et al` and conjunctions are pieces, too."""
    for part in CONJUNCTION.split(text):
        name = part.strip(" \n,|(.")
        if name and (vocabulary.is_venue(name) or not bibliography.is_name(name)) and not ET_AL.fullmatch(name):
            return False
    return True


def _is_bold_code(atom: Atom) -> bool:
    """Whether it is a mark such as **`surv.`**."""
    return (
        atom.shape is Shape.STRONG
        and atom.node is not None
        and all(child.kind is NodeKind.CODE for child in atom.node.children)
    )


def _is_tag(value: str) -> bool:
    """Whether a bracketed text is a mark such as `[MIT]`."""
    return value[:1] == "[" and len(value) <= MAX_NICK


def _has_words(reader: _Reader, following: Sequence[Atom]) -> bool:
    return any(atom.shape is not Shape.GROUP and has_word(reader.value(atom)) for atom in following) or any(
        atom.is_wrapped for atom in following
    )


def _inner(node: Node) -> str:
    return visible(node.children).value


def _has_marks(node: Node) -> bool:
    """Whether it holds anything but plain text on one line."""
    return any(child.kind is not NodeKind.TEXT for child in node.children) or node.inner_end - node.inner_start != len(
        _inner(node)
    )
