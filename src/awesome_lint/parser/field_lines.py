"""Lines that tell the fields of the name above them: `Authors: Ann Lee`, and on the line below it `Venue: ICML 2019`."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.parser import bibliography, parts, vocabulary
from awesome_lint.parser.entries.pieces import Kind, kind_of
from awesome_lint.parser.inlines import Node, NodeKind, has_word, visible
from awesome_lint.parser.parts import Part, Told, key_of
from awesome_lint.parser.words.keys import AUTHOR_KEYS, DESCRIPTION_KEYS, PAPER_KEYS, TITLE_KEYS
from awesome_lint.source import Source

COLONS = (":", "：")
# A name before a colon is that of a field where so many entries have it.
LEAST_KEYS = 3
# So many lines there are where not one of them names people.
LEAST_LINES = 2
# What has more words is no short name of what a link below it is called.
MOST_SHORT_WORDS = 2
LEAST_TITLE_WORDS = 2
# No name has more lines.
MOST_NAME_LINES = 2
# What these lines tell is none of an entry that has nothing but notes.
TELLING = frozenset([Part.AUTHORS, Part.VENUE, Part.DESCRIPTION, Part.LINKS])


class Keyed(Struct, frozen=True):
    """What a text names, and what the lines below the name tell of it; `name` is empty where these are all that it holds."""

    name: list[Node]
    told: list[Told]
    titled: Told | None = None
    """The one of these that tells the title, of which the name is a short form: `Paper: [Nets for cats](url)`."""

    @property
    def names(self) -> bool:
        """Whether it names something by itself."""
        return bool(self.name) or (self.titled is not None and key_of(self.titled.nodes) in TITLE_KEYS)

    @property
    def title(self) -> list[Node]:
        """What the thing is called."""
        return _value(self.titled.nodes) if self.titled is not None else self.name

    @property
    def fields(self) -> list[Told]:
        """What the lines tell besides."""
        return [each for each in self.told if each is not self.titled]


def repeated(texts: Iterable[tuple[Source, Sequence[Node]]]) -> frozenset[str]:
    """Return the names that stand before colons on the lines of several texts: fields, whatever they mean."""
    counted: Counter[str] = Counter()
    for source, nodes in texts:
        if _has_lines(source, nodes):
            counted.update({key for line in lines(source, nodes) if (key := key_of(line)) is not None})
    return frozenset(key for key, count in counted.items() if count >= LEAST_KEYS)


def read(source: Source, nodes: Sequence[Node], known: Container[str] = ()) -> Keyed | None:
    """Return what a text names and tells in lines, or None where its lines are no fields.

    `known` are names of fields that the page gives again and again.
    """
    # A line is parted from another by what is a node as well.
    if len(nodes) <= LEAST_LINES or not _has_lines(source, nodes):
        return None
    name: list[list[Node]] = []
    told: list[Told] = []
    for line in lines(source, nodes):
        found = _told(line, known)
        if found is not None and (told or key_of(line) is not None):
            told.append(found)
        elif not told:
            name.append(line)
        elif told[-1].kind is Part.DESCRIPTION:
            told[-1] = replace(told[-1], nodes=_between(nodes, told[-1].nodes[0], line[-1]))
        else:
            return None
    if len(name) > MOST_NAME_LINES or not _are_fields(told):
        return None
    named = _between(nodes, name[0][0], name[-1][-1]) if name else []
    return Keyed(named, told, _titled(named, told))


def _has_lines(source: Source, nodes: Sequence[Node]) -> bool:
    """Whether a text has several lines, and a colon behind the first."""
    start, end = nodes[0].start, nodes[-1].end
    first = source.text.find("\n", start, end)
    if first < 0:
        first = next((node.start for node in nodes if node.kind is NodeKind.BREAK), -1)
    return first >= 0 and any(source.text.find(colon, first, end) >= 0 for colon in COLONS)


def lines(source: Source, nodes: Sequence[Node]) -> Iterator[list[Node]]:
    """Yield the lines of a text, those that a page shows as one included; white space that begins one is left out."""
    line: list[Node] = []
    for node in nodes:
        is_break = node.kind is NodeKind.BREAK or (node.value == " " and "\n" in source.text[node.start : node.end])
        if is_break and line:
            yield line
            line = []
        elif not is_break and (line or node.kind is not NodeKind.TEXT or node.value.strip()):
            line.append(node)
    if line:
        yield line


def _between(nodes: Sequence[Node], first: Node, last: Node) -> list[Node]:
    """Return the nodes of a text from one to another, with the breaks between them."""
    return [node for node in nodes if first.start <= node.start <= last.start]


def _told(line: list[Node], known: Container[str]) -> Told | None:
    """Return what a line tells of the name above it, or None where it is no field."""
    key = key_of(line)
    if key is None:
        return Told(line, Part.LINKS) if parts.part(line) is Part.LINKS else None
    if not (key in known or parts.names_field(key)):
        return None
    kind = parts.part(line, known)
    value = visible(_value(line)).value
    if kind is None or kind is Part.OTHER:
        # What nobody knows by its name is known by what it says.
        last = key.rpartition(" ")[2]
        if last in AUTHOR_KEYS or last in DESCRIPTION_KEYS:
            # `Brief introduction: ...`
            return Told(line, Part.AUTHORS if last in AUTHOR_KEYS else Part.DESCRIPTION)
        is_place = key in known and (kind_of(value) in (Kind.VENUE, Kind.YEAR) or bibliography.is_date(value))
        kind = Part.VENUE if is_place and has_word(value) else Part.OTHER
    return Told(line, kind)


def _value(line: Sequence[Node]) -> list[Node]:
    """Return what stands behind the colon of a line."""
    for index, node in enumerate(line):
        text = visible([node]).value
        at = min((text.find(colon) for colon in COLONS if colon in text), default=-1)
        if at < 0:
            continue
        rest = text[at + 1 :]
        if node.kind is not NodeKind.TEXT or not rest.strip():
            return list(line[index + 1 :])
        if node.end - node.start != len(node.value):
            # It is written otherwise than it reads, so that no part of it has a place.
            return []
        start = node.end - len(rest.lstrip())
        return [Node(NodeKind.TEXT, start, node.end, rest.lstrip()), *line[index + 1 :]]
    return []


def _are_fields(told: Sequence[Told]) -> bool:
    """Whether lines are fields of something: several, or one that names people."""
    kinds = [each.kind for each in told]
    if any(each.kind is Part.AUTHORS and key_of(each.nodes) is None for each in told):
        return False
    return Part.AUTHORS in kinds or (len(told) >= LEAST_LINES and not TELLING.isdisjoint(kinds))


def _titled(name: list[Node], told: list[Told]) -> Told | None:
    """Return the line that tells the title, if one does."""
    is_short = len(visible(name).value.split()) <= MOST_SHORT_WORDS
    for each in told:
        key = key_of(each.nodes)
        value = _value(each.nodes) if key is not None else []
        is_said = any(has_word(visible([node]).value) for node in value)
        if is_said and (key in TITLE_KEYS or (is_short and key in PAPER_KEYS and _leads_by_title(value))):
            return each
    return None


def _leads_by_title(value: Sequence[Node]) -> bool:
    """Whether nothing but a link stands there, called as works are."""
    kept = [node for node in value if node.kind is not NodeKind.TEXT or node.value.strip()]
    if len(kept) != 1 or kept[0].kind is not NodeKind.LINK:
        return False
    label = visible(kept).value
    is_name = len(label.split()) >= LEAST_TITLE_WORDS and kind_of(label) not in (Kind.VENUE, Kind.YEAR)
    return is_name and not (vocabulary.is_label(label) or vocabulary.is_address(label))
