"""The pieces an entry is made of: words, links, bold and italic text, and brackets paired with what they hold."""

import re
from collections import Counter
from collections.abc import Sequence
from enum import Enum

from awesome_lint.parser.inlines import Node, NodeKind
from awesome_lint.patterns import lazy

# The blocks of Unicode that hold pictures, and the codes that GitHub draws them for.
ONE_PICTURE = (
    "(?:[\u200d\u203c\u2049\u20e3\u2122\u2139\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\ufe0f"
    "\U0001f000-\U0001faff]|:[a-z0-9_+-]+:)"
)
EMOJI = lazy(f"{ONE_PICTURE}+")
BRACKET = lazy(r"[\[\](){}（）【】]")
# A brace before a command is one of LaTeX, and holds a part of a word: `{\lambda}-calculus`.
COMMAND = lazy(r"\\[A-Za-z]")
CLOSING = {"[": "]", "(": ")", "{": "}", "（": "）", "【": "】"}


class Shape(Enum):
    WORDS = "words"
    LINK = "link"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    IMAGE = "image"
    BREAK = "break"
    GROUP = "group"


class Atom:
    """A piece of an entry: its shape, its place in the visible text, and what it is made of."""

    __slots__ = ("end", "inner", "is_wrapped", "node", "shape", "start")

    def __init__(
        self,
        shape: Shape,
        start: int,
        end: int,
        node: Node | None = None,
        inner: tuple["Atom", ...] = (),
    ) -> None:
        self.shape = shape
        self.start = start
        self.end = end
        self.node = node
        self.inner = inner
        self.is_wrapped = False
        """Whether a link stands in brackets of its own."""


SHAPES = {
    NodeKind.LINK: Shape.LINK,
    NodeKind.STRONG: Shape.STRONG,
    NodeKind.EMPHASIS: Shape.EMPHASIS,
    NodeKind.STRIKE: Shape.WORDS,
    NodeKind.CODE: Shape.CODE,
    NodeKind.IMAGE: Shape.IMAGE,
    NodeKind.BREAK: Shape.BREAK,
}


def atoms(nodes: Sequence[Node]) -> list[Atom]:
    """Return the atoms of some nodes, brackets paired."""
    flat: list[Atom] = []
    offset = 0
    for index, node in enumerate(nodes):
        width = _width(node)
        if node.kind is NodeKind.TEXT:
            following = nodes[index + 1].value if node.value.endswith("{") and index + 1 < len(nodes) else ""
            # A space alone may be the end of a line.
            goes_on = index > 0 and node.value != " " != nodes[index - 1].value
            _split_text(node.value, offset, flat, following, goes_on=goes_on)
        elif (shape := SHAPES.get(node.kind)) is not None:
            flat.append(Atom(shape, offset, offset + width, node))
        offset += width
    return _paired(flat)


def may_have_pictures(text: str) -> bool:
    """Whether there may be an emoji in a text, or the code of one between two colons: in few, which is told in no time."""
    return not text.isascii() or text.count(":") > 1


def picture_at(text: str, at: int) -> "re.Match[str] | None":
    """Return the emoji that stand in a row there, if any does."""
    return EMOJI.match(text, at) if text[at : at + 1] > "\x7f" or text.startswith(":", at) else None


def without_pictures(text: str) -> str:
    """Return a text without the emoji in it."""
    return EMOJI.sub("", text) if may_have_pictures(text) else text


def with_blank_pictures(text: str) -> str:
    """Return a text of the same length, with spaces in the place of the emoji in it."""
    return EMOJI.sub(lambda match: " " * len(match.group()), text) if may_have_pictures(text) else text


def _width(node: Node) -> int:
    """Return how many characters of it a reader sees."""
    if node.children:
        return sum(map(_width, node.children))
    return len(node.value) if node.is_seen else 0


def _split_text(value: str, offset: int, flat: list[Atom], following: str, *, goes_on: bool) -> None:
    position = 0
    for match in BRACKET.finditer(value):
        if match.group() == "{" and COMMAND.match(value[match.end() :] or following):
            continue
        if match.start() > position:
            _add_words(offset + position, offset + match.start(), flat, goes_on=goes_on)
        flat.append(Atom(Shape.GROUP, offset + match.start(), offset + match.end(), Node(NodeKind.TEXT, 0, 0, match.group())))
        position = match.end()
    if position < len(value):
        _add_words(offset + position, offset + len(value), flat, goes_on=goes_on)


def _add_words(start: int, end: int, flat: list[Atom], *, goes_on: bool) -> None:
    """Add words to the atoms, or to the last of them where nothing but an escape or an entity parts them: `R&amp;D`."""
    if goes_on and flat and flat[-1].shape is Shape.WORDS and flat[-1].end == start and flat[-1].node is None:
        flat[-1].end = end
    else:
        flat.append(Atom(Shape.WORDS, start, end))


def _paired(flat: Sequence[Atom]) -> list[Atom]:
    """Return the atoms with each pair of brackets and what it holds made one; a lone bracket is words."""
    pairs = _pairs(flat)
    outer: list[tuple[list[Atom], Atom, int]] = []
    current: list[Atom] = []
    for index, atom in enumerate(flat):
        if index in pairs:
            outer.append((current, atom, pairs[index]))
            current = []
        elif outer and index == outer[-1][2]:
            around, opening, _ = outer.pop()
            around.append(_group(opening, current, atom))
            current = around
        elif atom.shape is Shape.GROUP:
            current.append(Atom(Shape.WORDS, atom.start, atom.end))
        else:
            current.append(atom)
    return current


def _pairs(flat: Sequence[Atom]) -> dict[int, int]:
    """Return for each bracket that has a partner where that is."""
    pairs: dict[int, int] = {}
    expected: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()
    for index, atom in enumerate(flat):
        mark = atom.node.value if atom.shape is Shape.GROUP and atom.node else ""
        if mark in CLOSING:
            expected.append((CLOSING[mark], index))
            waiting[CLOSING[mark]] += 1
        elif mark and waiting[mark]:
            closing, opening = "", 0
            while closing != mark:
                closing, opening = expected.pop()
                waiting[closing] -= 1
            pairs[opening] = index
    return pairs


def _group(opening: Atom, inner: list[Atom], closing: Atom) -> Atom:
    """Return a bracketed group; one that holds nothing but links is those links."""
    links = [atom for atom in inner if _names_link(atom)]
    rest = [atom for atom in inner if not _names_link(atom) and atom.shape not in (Shape.WORDS, Shape.IMAGE, Shape.BREAK)]
    if links and not rest:
        for link in links:
            link.is_wrapped = True
    group = Atom(Shape.GROUP, opening.start, closing.end, None, tuple(inner))
    group.is_wrapped = bool(links) and not rest
    return group


def _names_link(atom: Atom) -> bool:
    return atom.shape is Shape.LINK or (atom.shape is Shape.STRONG and is_linked(atom))


def is_linked(atom: Atom) -> bool:
    return bool(atom.node) and len(atom.node.children) == 1 and atom.node.children[0].kind is NodeKind.LINK  # type: ignore[union-attr]


def is_bold_code(atom: Atom) -> bool:
    """Whether it is a mark such as **`surv.`**."""
    return (
        atom.shape is Shape.STRONG
        and atom.node is not None
        and all(child.kind is NodeKind.CODE for child in atom.node.children)
    )
