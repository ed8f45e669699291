"""The text of one listed thing into its fields."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from awesome_lint.document import Authors, EntryKind, Link, LinkKind, Text
from awesome_lint.parser import bibliography
from awesome_lint.parser.inlines import Node, NodeKind, has_word, plain, visible
from awesome_lint.source import Span

# What stands between a name and its description, white space included.
SEPARATOR = re.compile(r"\s*(?:(?<=\s)(?:--?|–|—)(?=\s|$)|(?:--?|–|—)(?=\s)|(?<=\s)(?:–|—|-(?!>))(?=\w)|:(?=\s))\s*")
# Between title and authors, or before the title, nothing but this may stand.
FILLER = re.compile(r"[\s.,:;|·•–—-]*")
QUOTES = {'"': '"', "“": "”", "'": "'", "‘": "’", "「": "」", "《": "》", "«": "»"}
EMOJI = regex.compile(
    r"(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}\u200d\ufe0f\u20e3\U0001f1e6-\U0001f1ff]|:[a-z0-9_+-]+:)+"
)
TASK = re.compile(r"\[[ xX]\](?=\s)")
# Emphasis that CommonMark does not see because of a space inside its marks.
SPACED_STRONG = re.compile(r"\s*(\*\*)(?: +(?=\S)|(?=\S[^*]* \*\*))([^*]*[^*\s]) *\*\*")
MAX_VENUE = 60


@dataclass(slots=True)
class Fields:
    """What was read from the text of one listed thing."""

    kind: EntryKind
    title: Text | None = None
    title_span: Span | None = None
    authors: Authors | None = None
    authors_span: Span | None = None
    venue: Text | None = None
    year: Text | None = None
    links: list[Link] = field(default_factory=list)
    separator: Text | None = None
    description: Text | None = None
    badges: list[Link] = field(default_factory=list)
    broken_title: Text | None = None


def read(nodes: Sequence[Node]) -> Fields | None:
    """Return the fields of a listed thing, or None where the text lists nothing: prose, a category, a note."""
    fields = Fields(EntryKind.UNPARSED)
    _collect(nodes, fields)
    first = _first(nodes)
    if first is None:
        return None
    node = nodes[first]
    rest = nodes[first + 1 :]
    fields.broken_title = _broken_title(nodes, first)
    if fields.broken_title is not None:
        return fields
    if not _read_title(node, fields):
        return fields if fields.links else None
    if _read_authors(rest, fields):
        fields.kind = EntryKind.PAPER
    elif _is_linked(node):
        fields.kind = EntryKind.NAMED
        _read_description(rest, fields)
    elif not fields.links:
        return None
    else:
        fields.title = fields.title_span = None
    return fields


def is_wordless(nodes: Sequence[Node]) -> bool:
    """Whether the text has markup but nothing to read, see or click."""
    if any(node.kind in (NodeKind.IMAGE, NodeKind.HTML, NodeKind.CODE) or not is_wordless(node.children) for node in nodes):
        return False
    if any(node.kind is NodeKind.LINK and node.value for node in nodes):
        return False
    text = plain(nodes)
    return not has_word(text) and not text.strip(" \n*_~[]()|-.")


def _collect(nodes: Sequence[Node], fields: Fields) -> None:
    """Gather the links and badges at any depth, in source order."""
    for node in nodes:
        link = node.link
        if link is not None:
            if link.kind is LinkKind.IMAGE:
                fields.badges.append(link)
            elif has_word(link.label.value) or not any(child.kind is NodeKind.IMAGE for child in node.children):
                fields.links.append(link)
        if node.children:
            _collect(node.children, fields)


def _first(nodes: Sequence[Node]) -> int | None:
    """Return the index of the node that the thing is named by: the first that is no decoration."""
    for index, node in enumerate(nodes):
        if node.kind is NodeKind.TEXT:
            if _is_filler(node.value):
                continue
            return index
        if node.kind in (NodeKind.IMAGE, NodeKind.HTML, NodeKind.BREAK, NodeKind.FOOTNOTE):
            continue
        if node.kind is NodeKind.LINK and not has_word(plain(node.children)) and node.children:
            continue
        return index
    return None


def _is_filler(text: str) -> bool:
    return FILLER.fullmatch(text) is not None or FILLER.fullmatch(EMOJI.sub("", TASK.sub("", text))) is not None


def _is_linked(node: Node) -> bool:
    return node.kind is NodeKind.LINK or (len(node.children) == 1 and node.children[0].kind is NodeKind.LINK)


def _read_title(node: Node, fields: Fields) -> bool:
    if node.kind not in (NodeKind.STRONG, NodeKind.LINK) or not node.children:
        return False
    text = visible(node.children)
    title = text.trimmed()
    if title is None or not has_word(title.value):
        return False
    closing = QUOTES.get(title.value[0])
    if closing and title.value.endswith(closing) and len(title.value) > 2 and title.value.count(title.value[0]) <= 2:
        start = text.value.index(title.value)
        title = text.trimmed(start + 1, start + len(title.value) - 1) or title
    fields.title = title
    fields.title_span = node.span
    return True


def _broken_title(nodes: Sequence[Node], first: int) -> Text | None:
    """Return the title that was meant to be bold, as it should be written, where its marks do not match."""
    node = nodes[first]
    after = nodes[first + 1] if first + 1 < len(nodes) else None
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


def _inner(node: Node) -> str:
    return visible(node.children).value


def _has_marks(node: Node) -> bool:
    """Whether it holds anything but plain text on one line."""
    return any(child.kind is not NodeKind.TEXT for child in node.children) or node.inner_end - node.inner_start != len(
        _inner(node)
    )


def _read_authors(rest: Sequence[Node], fields: Fields) -> bool:
    for index, node in enumerate(rest):
        if node.kind is NodeKind.EMPHASIS:
            fields.authors = bibliography.authors(visible(node.children))
            if fields.authors is None:
                return False
            fields.authors_span = node.span
            _read_venue(rest[index + 1 :], fields)
            return True
        if node.kind is NodeKind.BREAK or (node.kind is NodeKind.TEXT and FILLER.fullmatch(node.value)):
            continue
        return False
    return False


def _read_venue(rest: Sequence[Node], fields: Fields) -> None:
    """Read year and venue from what follows the authors, up to the first link."""
    outside: list[Node] = []
    for node in rest:
        if node.kind is NodeKind.LINK:
            break
        outside.append(node)
    text = visible(outside)
    found = bibliography.year(text.value)
    if found:
        fields.year = text.text(*found.span())
    end = found.start() if found else len(text.value)
    head = text.value[:end]
    left = len(head) - len(head.lstrip(" .,;:()[]|\n'’`-–—"))
    bare = head.strip(" .,;:()[]|\n'’`-–—")
    if has_word(bare) and len(bare) <= MAX_VENUE:
        fields.venue = text.text(left, left + len(bare))


def _read_description(rest: Sequence[Node], fields: Fields) -> None:
    """Read what follows the name: a separator, then everything up to the badges at the end."""
    for index, node in enumerate(rest):
        if node.kind is not NodeKind.TEXT:
            if node.kind in (NodeKind.STRONG, NodeKind.EMPHASIS, NodeKind.STRIKE):
                return
            continue
        match = SEPARATOR.search(node.value)
        if match and match.end() > match.start() and not has_word(node.value[: match.start()]):
            fields.separator = Text(match.group(), Span(node.start + match.start(), node.start + match.end()))
            tail = Node(NodeKind.TEXT, node.start + match.end(), node.end, node.value[match.end() :])
            fields.description = visible([tail, *_without_badges(rest[index + 1 :])]).trimmed()
            return
        if has_word(node.value):
            return


def _without_badges(nodes: Sequence[Node]) -> Sequence[Node]:
    end = len(nodes)
    while end and (nodes[end - 1].kind in (NodeKind.IMAGE, NodeKind.HTML) or not plain([nodes[end - 1]]).strip()):
        end -= 1
    return nodes[:end]
