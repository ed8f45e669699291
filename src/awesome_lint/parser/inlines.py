"""The tokens of one inline block as a small tree of nodes, and the text that a reader sees of them.

HTML is as good as Markdown in real lists: `<b>`, `<i>`, `<a href>`, `<img src>` and `<br>` make the same nodes as their
Markdown twins.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from enum import Enum
from html import unescape

from msgspec import Struct

from awesome_lint.document import Link, LinkKind, Text
from awesome_lint.parser.tokens.token import Token
from awesome_lint.patterns import lazy
from awesome_lint.source import Span

TAG = lazy(r"<(/?)([A-Za-z][A-Za-z0-9]*)\b([^>]*)>")
ATTRIBUTE = lazy(r"""(?<![A-Za-z-])([A-Za-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
EMOJI_CODE = lazy(r":[a-z0-9_+-]+:")


class NodeKind(Enum):
    TEXT = "text"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRIKE = "strike"
    LINK = "link"
    IMAGE = "image"
    CODE = "code"
    HTML = "html"
    BREAK = "break"
    FOOTNOTE = "footnote"


MARKDOWN_PAIRS = {
    "strong_open": NodeKind.STRONG,
    "em_open": NodeKind.EMPHASIS,
    "s_open": NodeKind.STRIKE,
    "link_open": NodeKind.LINK,
}
HTML_PAIRS = {
    "b": NodeKind.STRONG,
    "strong": NodeKind.STRONG,
    "i": NodeKind.EMPHASIS,
    "em": NodeKind.EMPHASIS,
    "s": NodeKind.STRIKE,
    "del": NodeKind.STRIKE,
    "a": NodeKind.LINK,
    "kbd": NodeKind.CODE,
    "code": NodeKind.CODE,
}
LINK_KINDS = {
    "": LinkKind.INLINE,
    "reference": LinkKind.REFERENCE,
    "autolink": LinkKind.AUTOLINK,
    "bare": LinkKind.BARE,
}


# What holds the place of a link in the list of all links until its end is known.
UNFINISHED = Link(Text("", Span(0, 0)), "", LinkKind.INLINE, Span(0, 0), None)


# Marks within more marks than this are read as if they were not there: what walks through the nodes may call itself for each.
MOST_NESTED = 100


class Begun(Struct, frozen=True):
    """An open mark: its node, what that holds and stands beside, the HTML tag that it is, and of a link the target's place."""

    node: "Node"
    held: list["Node"]
    siblings: list["Node"]
    tag: str = ""
    kind: LinkKind = LinkKind.INLINE
    url_span: Span | None = None


# What most nodes hold, without a list for each.
NO_NODES: Sequence["Node"] = ()


class Node:
    """A piece of an inline block: [start, end) with its marks, [inner_start, inner_end) without."""

    __slots__ = ("children", "end", "inner_end", "inner_start", "is_seen", "kind", "link", "start", "value")

    def __init__(self, kind: NodeKind, start: int, end: int, value: str = "") -> None:
        self.kind = kind
        # The value of a link is its target, which nobody reads.
        self.is_seen = kind is NodeKind.TEXT or kind is NodeKind.CODE or kind is NodeKind.BREAK
        self.start = start
        self.end = end
        self.inner_start = start
        self.inner_end = end
        self.children: Sequence[Node] = NO_NODES
        self.value = value
        self.link: Link | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    def __repr__(self) -> str:
        return f"Node({self.kind.value}, {self.start}-{self.end}, {self.value!r}, {self.children!r})"


def nodes(tokens: Sequence[Token], links: list[Link]) -> list[Node]:
    """Return the tree of an inline block's tokens and append every link and image in it, in source order, to `links`."""
    top: list[Node] = []
    stack: list[Begun] = []
    current = top
    # Whether each open Markdown mark has a node that holds what follows.
    holding: list[bool] = []
    for token in tokens:
        kind = token.type
        if kind == "text" or kind == "text_special":
            current.append(Node(NodeKind.TEXT, token.start, token.end, token.content))
        elif kind in MARKDOWN_PAIRS:
            holding.append(kind == "link_open" or len(stack) < MOST_NESTED)
            if not holding[-1]:
                current.append(Node(NodeKind.HTML, token.start, token.end))
                continue
            node = Node(MARKDOWN_PAIRS[kind], token.start, token.end)
            node.inner_start = token.end
            if kind == "link_open":
                node.value = str(token.attrs["href"])
                begun = Begun(node, [], current, "", LINK_KINDS.get(token.markup, LinkKind.INLINE), _url_span(token))
                _reserve(node, links)
            else:
                begun = Begun(node, [], current)
            stack.append(begun)
            current.append(node)
            current = node.children = begun.held
        elif token.nesting < 0 and holding and not holding.pop():
            current.append(Node(NodeKind.HTML, token.start, token.end))
        elif token.nesting < 0:
            _close(stack, token.start, token.end, links, "")
            current = stack[-1].held if stack else top
        elif kind == "softbreak":
            current.append(Node(NodeKind.TEXT, token.start, token.end, " "))
        elif kind == "hardbreak":
            current.append(Node(NodeKind.BREAK, token.start, token.end, "\n"))
        elif kind == "code_inline":
            node = Node(NodeKind.CODE, token.start, token.end, token.content)
            width = len(token.markup)
            node.inner_start, node.inner_end = token.start + width, token.end - width
            current.append(node)
        elif kind == "image":
            current.append(_image(token, links))
        elif kind == "html_inline":
            current = _html(token, current, stack, top, links)
        else:
            current.append(Node(NodeKind.FOOTNOTE, token.start, token.end))
    while stack:
        _unwrap(stack, links)
    return top


def _url_span(token: Token) -> Span | None:
    return Span(*token.url) if token.url else None


def _reserve(node: Node, links: list[Link]) -> None:
    """Keep the place in the list for a link whose end is not known yet; until then the node knows which it is."""
    node.inner_end = len(links)
    links.append(UNFINISHED)


def _close(stack: list[Begun], start: int, end: int, links: list[Link], tag: str) -> None:
    """Finish the open node; HTML tags left open inside Markdown marks lose their meaning."""
    while stack and stack[-1].tag != tag:
        _unwrap(stack, links)
    if not stack:
        return
    begun = stack.pop()
    node = begun.node
    index = node.inner_end
    node.inner_end = start
    node.end = end
    if node.kind is NodeKind.LINK:
        label = Text(plain(node.children), Span(node.inner_start, start))
        links[index] = node.link = Link(label, node.value, begun.kind, Span(node.start, end), begun.url_span)


def _unwrap(stack: list[Begun], links: list[Link]) -> None:
    """Put what an unclosed tag holds beside it."""
    begun = stack.pop()
    node = begun.node
    if node.kind is NodeKind.LINK:
        links[node.inner_end] = Link(Text("", node.span), node.value, begun.kind, node.span, begun.url_span)
    node.children = NO_NODES
    node.kind = NodeKind.HTML
    node.end = max(node.end, node.start)
    begun.siblings.extend(begun.held)


def _image(token: Token, links: list[Link]) -> Node:
    node = Node(NodeKind.IMAGE, token.start, token.end)
    label = Span(token.start + 2, token.start + 2 + len(token.content))
    node.link = Link(Text(token.content, label), str(token.attrs["src"]), LinkKind.IMAGE, node.span, _url_span(token))
    links.append(node.link)
    return node


def _html(token: Token, current: list[Node], stack: list[Begun], top: list[Node], links: list[Link]) -> list[Node]:
    """Take in an HTML tag; return the list that what follows belongs to. A comment is as if it were not there."""
    if token.content.startswith("<!--"):
        return current
    tag = TAG.match(token.content)
    name = tag.group(2).lower() if tag else ""
    if tag and tag.group(1) and name in HTML_PAIRS:
        if any(begun.tag == name for begun in stack[_markdown_depth(stack) :]):
            _close(stack, token.start, token.end, links, name)
            return stack[-1].held if stack else top
    elif tag and name in HTML_PAIRS and not token.content.endswith("/>") and len(stack) < MOST_NESTED:
        node = Node(HTML_PAIRS[name], token.start, token.end)
        node.inner_start = token.end
        if name == "a":
            href = attribute(tag, "href", token.start)
            if href is None:
                current.append(Node(NodeKind.HTML, token.start, token.end))
                return current
            node.value = href.value
            begun = Begun(node, [], current, name, LinkKind.HTML, href.span)
            _reserve(node, links)
        else:
            begun = Begun(node, [], current, name)
        stack.append(begun)
        current.append(node)
        node.children = begun.held
        return begun.held
    elif name == "br":
        current.append(Node(NodeKind.BREAK, token.start, token.end, "\n"))
        return current
    elif tag and name == "img":
        src = attribute(tag, "src", token.start)
        alt = attribute(tag, "alt", token.start)
        node = Node(NodeKind.IMAGE, token.start, token.end)
        if src is not None:
            node.link = Link(alt or Text("", Span(token.end, token.end)), src.value, LinkKind.IMAGE, node.span, src.span)
            links.append(node.link)
        current.append(node)
        return current
    current.append(Node(NodeKind.HTML, token.start, token.end))
    return current


def _markdown_depth(stack: list[Begun]) -> int:
    """Return how many of the open nodes a closing tag must not reach through: up to the last Markdown mark."""
    for index in range(len(stack) - 1, -1, -1):
        if not stack[index].tag:
            return index + 1
    return 0


def attribute(tag: "re.Match[str]", name: str, offset: int) -> Text | None:
    """Return the attribute of a matched tag, `offset` being where the tag's text begins in the source."""
    for match in ATTRIBUTE.finditer(tag.group(3)):
        if match.group(1).lower() == name:
            group = next(index for index in (2, 3, 4) if match.group(index) is not None)
            start = offset + tag.start(3) - tag.start() + match.start(group)
            return Text(unescape(match.group(group)), Span(start, start + len(match.group(group))))
    return None


# --- what a reader sees ------------------------------------------------------------------------------------------------


def plain(children: Sequence[Node]) -> str:
    """Return the text that a reader sees, without images and footnote marks; a line break is a newline."""
    if len(children) == 1 and children[0].kind is NodeKind.TEXT:
        return children[0].value
    parts: list[str] = []
    for node in children:
        if node.children:
            parts.append(plain(node.children))
        elif node.is_seen:
            parts.append(node.value)
    return "".join(parts)


def has_word(text: str) -> bool:
    """Whether there is a letter or digit in it."""
    return text[:1].isalnum() or any(map(str.isalnum, text))


class Visible(Struct, frozen=True):
    """The text that a reader sees of some nodes, and where each part of it is written."""

    value: str
    begins: tuple[int, ...]
    """Offsets into `value` at which a new part begins."""
    starts: tuple[int, ...]
    """Where each part begins in the source."""
    ends: tuple[int, ...]
    """Where each part ends; its length differs from that in `value` for an escape or entity."""

    def span(self, start: int, end: int) -> Span:
        """Return where value[start:end] is written."""
        base = self.base
        if base is not None:
            return Span(base + start, base + end)
        if not self.begins:
            return Span(0, 0)
        return Span(self._at(start), self._after(end, start))

    @property
    def base(self) -> int | None:
        """What to add to an offset to find its place in the source, where all of it is written as it reads."""
        if len(self.begins) == 1 and self.ends[0] - self.starts[0] == len(self.value):
            return self.starts[0]
        return None

    def text(self, start: int, end: int) -> Text:
        return Text(self.value[start:end], self.span(start, end))

    def part(self, start: int, end: int) -> "Visible":
        """Return value[start:end] as a visible text of its own."""
        if len(self.begins) == 1:
            span = self.span(start, end)
            return Visible(self.value[start:end], (0,), (span.start,), (span.end,))
        begins: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        count = len(self.begins)
        for index in range(max(bisect_right(self.begins, start) - 1, 0), bisect_left(self.begins, end)):
            begin = self.begins[index]
            stop = self.begins[index + 1] if index + 1 < count else len(self.value)
            if stop <= start:
                continue
            span = self.span(max(begin, start), min(stop, end))
            begins.append(max(begin, start) - start)
            starts.append(span.start)
            ends.append(span.end)
        return Visible(self.value[start:end], tuple(begins), tuple(starts), tuple(ends))

    def trimmed(self, start: int = 0, end: int | None = None) -> Text | None:
        """Return value[start:end] without white space around it, or None where that leaves nothing."""
        part = self.value[start : len(self.value) if end is None else end]
        bare = part.strip()
        if not bare:
            return None
        begin = start + part.index(bare) if len(bare) < len(part) else start
        return Text(bare, self.span(begin, begin + len(bare)))

    def _at(self, offset: int) -> int:
        index = bisect_right(self.begins, offset) - 1
        return min(self.starts[index] + offset - self.begins[index], self.ends[index])

    def _after(self, offset: int, start: int) -> int:
        if offset <= start:
            return self._at(start)
        index = bisect_right(self.begins, offset - 1) - 1
        last = index + 1 == len(self.begins)
        width = (len(self.value) if last else self.begins[index + 1]) - self.begins[index]
        if width != self.ends[index] - self.starts[index]:
            return self.ends[index]
        return self.starts[index] + offset - self.begins[index]


def visible(children: Sequence[Node]) -> Visible:
    """Return the text that a reader sees of these nodes, with its places."""
    if len(children) == 1 and children[0].kind is NodeKind.TEXT:
        node = children[0]
        return Visible(node.value, (0,), (node.start,), (node.end,))
    parts: list[Node] = []
    _leaves(children, parts)
    values: list[str] = []
    begins: list[int] = []
    offset = 0
    for node in parts:
        begins.append(offset)
        values.append(node.value)
        offset += len(node.value)
    starts = tuple(node.inner_start for node in parts)
    return Visible("".join(values), tuple(begins), starts, tuple(node.inner_end for node in parts))


def _leaves(children: Iterable[Node], parts: list[Node]) -> None:
    for node in children:
        if node.children:
            _leaves(node.children, parts)
        elif node.is_seen and node.value:
            parts.append(node)
