"""Block tokens into sections, headings, entries and contents."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from awesome_lint.document import (
    Container,
    Contents,
    Entry,
    EntryKind,
    Heading,
    Link,
    LinkKind,
    Placeholders,
    Section,
    Text,
)
from awesome_lint.parser import entries
from awesome_lint.parser.inlines import TAG, Node, NodeKind, attribute, nodes, plain
from awesome_lint.parser.tokens import Token
from awesome_lint.source import Source, Span

HTML_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1\s*>", re.IGNORECASE | re.DOTALL)
ANY_TAG = re.compile(r"<[^>]*>")
NOT_IN_SLUG = regex.compile(r"[^\p{L}\p{M}\p{N}\p{Pc}\- ]")

# A list is a table of contents when it has two links, and all its links lead to headings of the same page.
LEAST_CONTENTS = 2


@dataclass(slots=True)
class Outline:
    """What a page holds, as it was found."""

    sections: tuple[Section, ...]
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    placeholders: tuple[Placeholders, ...]
    contents: tuple[Contents, ...]


@dataclass(slots=True)
class _Item:
    token: Token
    nodes: list[Node] | None = None
    text: Token | None = None
    lists: list["_List"] = field(default_factory=list)
    rules: list[Token] = field(default_factory=list)
    has_more: bool = False
    """Whether it holds blocks besides its first paragraph, lists and rules."""


@dataclass(slots=True)
class _List:
    token: Token
    items: list[_Item] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A section whose end is not known yet."""

    heading: Heading | None
    start: int
    entries: list[Entry] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    has_content: bool = False

    def closed(self, end: int) -> Section:
        return Section(self.heading, Span(self.start, end), tuple(self.entries), tuple(self.sections), self.has_content)


def outline(source: Source, tokens: Sequence[Token]) -> Outline:
    """Return the sections of a page and what stands in them."""
    reader = _Reader(source)
    reader.read(tokens)
    return Outline(
        tuple(reader.finished(len(source.text))),
        tuple(reader.headings),
        tuple(reader.links),
        tuple(Placeholders(tuple(run)) for run in reader.runs),
        tuple(reader.contents),
    )


class _Reader:
    """Walks the blocks once, in order."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.runs: list[list[Span]] = []
        self.contents: list[Contents] = []
        self.top: list[Section] = []
        self.open: list[_Open] = [_Open(None, 0)]
        self.slugs: dict[str, int] = {}

    def read(self, tokens: Sequence[Token]) -> None:
        index = 0
        count = len(tokens)
        while index < count:
            token = tokens[index]
            kind = token.type
            if kind in ("bullet_list_open", "ordered_list_open"):
                found, index = self._list(tokens, index)
                self._take(found)
                continue
            if kind == "heading_open":
                self._heading(token, tokens[index + 1])
                index += 3
                continue
            if kind == "inline":
                nodes(token.children or (), self.links)  # type: ignore[arg-type]
                self.open[-1].has_content = True
            elif kind == "html_block":
                self._html(token)
            elif token.nesting == 0 and kind != "hr":
                self.open[-1].has_content = True
            index += 1

    def finished(self, end: int) -> list[Section]:
        self._close(0, end)
        first = self.open[0]
        # Text before the first heading is a section without one.
        if first.has_content or first.entries:
            start = self.top[0].span.start if self.top else end
            self.top.insert(0, first.closed(start))
        return self.top

    # --- headings -----------------------------------------------------------------------------------------------------

    def _heading(self, token: Token, inline: Token) -> None:
        children = nodes(inline.children or (), self.links)  # type: ignore[arg-type]
        first, last = token.map or (0, 1)
        start = self.source.line_starts[first]
        end = self.source.line_span(last).end
        marker = None
        if token.markup.startswith("#"):
            at = self.source.text.index("#", start)
            marker = Span(at, at + len(token.markup))
        value = plain(children).strip()
        heading = Heading(
            int(token.tag[1]),
            Text(value, Span(inline.start, inline.end)),
            self._slug(_slug_text(children)),
            Span(start, end),
            marker,
        )
        self._add(heading, token.level == 0)

    def _html(self, token: Token) -> None:
        first, last = token.map or (0, 1)
        block = self.source.lines_span(first + 1, last + 1)
        text = self.source.slice(block)
        for tag in TAG.finditer(text):
            self._html_link(tag, block.start + tag.start())
        position = 0
        for match in HTML_HEADING.finditer(text):
            self._note_html(text[position : match.start()])
            value = " ".join(ANY_TAG.sub(" ", match.group(2)).split())
            inner = Span(block.start + match.start(2), block.start + match.end(2))
            whole = Span(block.start + match.start(), block.start + match.end())
            slug = self._slug(ANY_TAG.sub("", match.group(2)).strip())
            self._add(Heading(int(match.group(1)), Text(value, inner), slug, whole, None), token.level == 0)
            position = match.end()
        self._note_html(text[position:])

    def _note_html(self, text: str) -> None:
        if not text.strip().startswith("<!--") and (ANY_TAG.sub("", text).strip() or "<img" in text):
            self.open[-1].has_content = True

    def _html_link(self, tag: "re.Match[str]", offset: int) -> None:
        name = tag.group(2).lower()
        if tag.group(1) or name not in ("a", "img"):
            return
        url = attribute(tag, "href" if name == "a" else "src", offset)
        if url is not None:
            kind = LinkKind.HTML if name == "a" else LinkKind.IMAGE
            whole = Span(offset, offset + len(tag.group()))
            self.links.append(Link(Text("", Span(whole.end, whole.end)), url.value, kind, whole, url.span))

    def _add(self, heading: Heading, is_section: bool) -> None:
        self.headings.append(heading)
        if not is_section:
            return
        self._close(heading.level, heading.span.start)
        self.open.append(_Open(heading, heading.span.start))

    def _close(self, level: int, end: int) -> None:
        """Finish the open sections that a heading of this level ends."""
        while len(self.open) > 1 and (heading := self.open[-1].heading) and heading.level >= level:
            section = self.open.pop().closed(end)
            if len(self.open) > 1:
                self.open[-1].sections.append(section)
            else:
                self.top.append(section)

    def _slug(self, text: str) -> str:
        """Return the anchor GitHub makes of a heading; the second of a name gets `-1`, the third `-2`.

        Lower case, only letters, digits, hyphens and underscores, spaces as hyphens; observed on github.com.
        """
        base = NOT_IN_SLUG.sub("", text.lower()).replace(" ", "-")
        slug = base
        if base in self.slugs:
            number = self.slugs[base]
            while slug in self.slugs:
                number += 1
                slug = f"{base}-{number}"
            self.slugs[base] = number
        self.slugs[slug] = 0
        return slug

    # --- lists --------------------------------------------------------------------------------------------------------

    def _list(self, tokens: Sequence[Token], index: int) -> tuple[_List, int]:
        """Return the list that opens at `index`, and the index after it."""
        found = _List(tokens[index])
        item: _Item | None = None
        index += 1
        while index < len(tokens):
            token = tokens[index]
            kind = token.type
            if kind == "list_item_open":
                item = _Item(token)
                found.items.append(item)
            elif kind in ("bullet_list_close", "ordered_list_close"):
                return found, index + 1
            elif item is not None:
                if kind in ("bullet_list_open", "ordered_list_open"):
                    nested, index = self._list(tokens, index)
                    item.lists.append(nested)
                    continue
                if kind == "heading_open":
                    self._heading(token, tokens[index + 1])
                    item.has_more = True
                    index += 3
                    continue
                self._item_block(item, token)
            index += 1
        return found, index

    def _item_block(self, item: _Item, token: Token) -> None:
        if token.type == "inline":
            read = nodes(token.children or (), self.links)  # type: ignore[arg-type]
            if item.text is None and not item.has_more:
                item.nodes, item.text = read, token
            else:
                item.has_more = True
        elif token.type == "html_block":
            self._html(token)
            item.has_more = True
        elif token.type == "hr":
            item.rules.append(token)
        elif token.nesting == 0:
            item.has_more = True

    def _take(self, found: _List) -> None:
        contents = self._contents(found)
        if contents is not None:
            self.contents.append(contents)
            self.open[-1].has_content = True
            return
        self.open[-1].entries.extend(self._entries(found, 0))

    def _entries(self, found: _List, depth: int) -> list[Entry]:
        read: list[Entry] = []
        run: list[Span] | None = None
        for item in found.items:
            if _is_placeholder(item):
                if run is None:
                    run = []
                    self.runs.append(run)
                run.append(self._lines(item))
                continue
            run = None
            if item.nodes or item.has_more or item.lists:
                self.open[-1].has_content = True
            nested = [entry for inner in item.lists for entry in self._entries(inner, depth + 1)]
            entry = self._entry(item, depth, nested)
            if entry is None:
                read.extend(nested)
            else:
                read.append(entry)
        return read

    def _entry(self, item: _Item, depth: int, nested: list[Entry]) -> Entry | None:
        if not item.nodes or item.text is None:
            return None
        fields = entries.read(item.nodes)
        if fields is None or (fields.links and all(link.url.startswith("#") for link in fields.links)):
            return None
        if item.has_more and fields.kind is EntryKind.NAMED and fields.description is None:
            # What is said of it stands in a block of its own.
            fields.kind = EntryKind.UNPARSED
        return Entry(
            kind=fields.kind,
            container=Container.LIST_ITEM,
            span=Span(item.token.start, self._lines(item).end),
            text_span=Span(item.text.start, item.text.end),
            depth=depth,
            marker=_marker(item.token),
            title=fields.title,
            title_span=fields.title_span,
            authors=fields.authors,
            authors_span=fields.authors_span,
            venue=fields.venue,
            year=fields.year,
            links=tuple(fields.links),
            separator=fields.separator,
            description=fields.description,
            badges=tuple(fields.badges),
            broken_title=fields.broken_title,
            entries=tuple(nested),
        )

    def _lines(self, item: _Item) -> Span:
        """Return the whole lines of a list item, with their newlines, without blank lines at its end."""
        first, last = item.token.map or (0, 1)
        while last > first + 1 and not self.source.line(last).strip():
            last -= 1
        return self.source.lines_span(first + 1, last + 1)

    def _contents(self, found: _List) -> Contents | None:
        links: list[tuple[int, Link]] = []
        if not _gather_contents(found, 0, links) or len(links) < LEAST_CONTENTS:
            return None
        first, last = found.token.map or (0, 1)
        while last > first + 1 and not self.source.line(last).strip():
            last -= 1
        heading = self.headings[-1] if self.headings else None
        return Contents(self.source.lines_span(first + 1, last + 1), tuple(links), heading)


def _gather_contents(found: _List, depth: int, links: list[tuple[int, Link]]) -> bool:
    """Append the links of the list with their depth; return whether it holds nothing but links to headings."""
    for item in found.items:
        own = [node.link for node in _link_nodes(item.nodes or []) if node.link]
        if item.has_more or (not own and not item.lists) or any(not link.url.startswith("#") for link in own):
            return False
        links.extend((depth, link) for link in own)
        if not all(_gather_contents(nested, depth + 1, links) for nested in item.lists):
            return False
    return True


def _link_nodes(children: Sequence[Node]) -> list[Node]:
    found = [node for node in children if node.kind is NodeKind.LINK]
    for node in children:
        if node.kind is not NodeKind.LINK:
            found.extend(_link_nodes(node.children))
    return found


def _is_placeholder(item: _Item) -> bool:
    """Whether an item holds markup without a word; a bare marker is a separator, not a placeholder."""
    if item.lists or item.has_more:
        return False
    if item.rules:
        # `- ---` draws a line on purpose; `1. **** **` draws one because nobody filled in the emphasis.
        return item.text is None and all(rule.markup[:1] in "*_" for rule in item.rules)
    return bool(item.nodes) and entries.is_wordless(item.nodes or [])


def _marker(token: Token) -> Text:
    value = token.info + token.markup if token.info else token.markup
    return Text(value, Span(token.start, token.start + len(value)))


def _slug_text(children: Sequence[Node]) -> str:
    """Return the text that GitHub makes an anchor of: an image counts as nothing, the space beside it stays."""
    return plain(children).strip(" ") if not any(node.kind is NodeKind.IMAGE for node in children) else plain(children)
