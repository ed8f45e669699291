"""Lists: their items as they are read, and which of them are entries, placeholders, fields or contents."""

from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.document import Container, Entry, Link, Placeholders, Text
from awesome_lint.parser import entries, parts
from awesome_lint.parser.entries.fields import Fields
from awesome_lint.parser.inlines import Node, NodeKind, has_word
from awesome_lint.parser.tokens.token import Token
from awesome_lint.source import Source, Span

# A list is a table of contents when it has two links, and all its links lead to headings of the same page.
LEAST_CONTENTS = 2


class Item:
    """A list item as it is read; `text` is the block that its `nodes` come from."""

    __slots__ = ("has_more", "lists", "nodes", "paragraphs", "rules", "text", "token")

    def __init__(self, token: Token) -> None:
        self.token = token
        self.nodes: list[Node] | None = None
        self.text: Token | None = None
        self.paragraphs: list[list[Node]] = []
        """The paragraphs after the first one."""
        self.lists: list[List] = []
        self.rules: list[Token] = []
        self.has_more = False
        """Whether it holds blocks besides paragraphs, lists and rules."""


class List:
    """A list as it is read."""

    __slots__ = ("is_between_lists", "items", "token")

    def __init__(self, token: Token) -> None:
        self.token = token
        self.items: list[Item] = []
        self.is_between_lists = False


class Listed(Struct, frozen=True):
    """What a list holds, the lists in it included."""

    entries: list[Entry]
    placeholders: list[Placeholders]
    has_content: bool
    """Whether it holds more than placeholders."""


def read_list(source: Source, found: List) -> Listed:
    """Return the entries of a list, and its items that nobody filled in."""
    reader = _Reader(source)
    return Listed(reader.entries(found, 0), reader.runs, reader.has_content)


class _Reader:
    """Reads a list and those in it; `runs` are the items without a word, as they were met."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.runs: list[Placeholders] = []
        self.has_content = False

    def entries(self, found: List, depth: int) -> list[Entry]:
        read: list[Entry] = []
        flags = [_is_placeholder(item) for item in found.items]
        if True in flags:
            self._note_placeholders(found, flags)
        for item, is_placeholder in zip(found.items, flags, strict=True):
            if is_placeholder:
                continue
            if item.nodes or item.has_more or item.lists:
                self.has_content = True
            entry, is_whole = self._entry(item, depth)
            nested = [] if is_whole else [one for inner in item.lists for one in self.entries(inner, depth + 1)]
            if entry is None:
                read.extend(nested)
            else:
                read.append(replace(entry, entries=tuple(nested)) if nested else entry)
        return read

    def _note_placeholders(self, found: List, flags: Sequence[bool]) -> None:
        index = 0
        for is_placeholder, group in groupby(flags):
            first = index
            index += len(list(group))
            if not is_placeholder:
                continue
            items = found.items[first:index]
            spans = tuple(lines_of(self.source, item.token) for item in items)
            is_alone = all(
                not self.source.text[span.start : item.token.start].strip(" \t>")
                for span, item in zip(spans, items, strict=True)
            )
            starts, ends = first == 0, index == len(flags)
            joins = starts and ends and found.is_between_lists
            self.runs.append(Placeholders(spans, starts, ends, is_alone and not joins))

    def _entry(self, item: Item, depth: int) -> tuple[Entry | None, bool]:
        """Return the entry of a list item, and whether the lists in it are fields of that entry."""
        if not item.nodes or item.text is None:
            return None, False
        children = item.nodes
        for paragraph in item.paragraphs:
            if paragraph and (parts.part(paragraph) or paragraph[0].kind is NodeKind.EMPHASIS):
                line_break = Node(NodeKind.BREAK, paragraph[0].start, paragraph[0].start, "\n")
                children = [*children, line_break, *paragraph]
        if parts.is_keyed(item.nodes):
            return None, False
        fields = entries.read(children)
        if fields is None:
            return None, False
        is_whole = bool(item.lists) and fields.is_read and _take_parts(fields, item.lists)
        if fields.is_bare or (fields.links and all(link.is_fragment for link in fields.links)):
            return None, False
        span = Span(item.token.start, lines_of(self.source, item.token).end)
        text_span = Span(item.text.start, item.text.end)
        return fields.entry(Container.LIST_ITEM, span, text_span, depth, _marker(item.token)), is_whole


def _is_placeholder(item: Item) -> bool:
    """Whether an item holds markup without a word; a bare marker is a separator, not a placeholder."""
    if item.lists or item.has_more or item.paragraphs:
        return False
    if item.rules:
        # `- ---` draws a line on purpose; `1. **** **` draws one because nobody filled in the emphasis.
        return item.text is None and all(rule.markup[:1] in "*_" for rule in item.rules)
    return item.text is not None and not has_word(item.text.content) and entries.is_wordless(item.nodes or [])


def _marker(token: Token) -> Text:
    value = token.info + token.markup if token.info else token.markup
    return Text(value, Span(token.start, token.start + len(value)))


def lines_of(source: Source, token: Token) -> Span:
    """Return the whole lines of a block, with their newlines, without blank lines at its end."""
    first, last = token.map or (0, 1)
    text, starts = source.text, source.line_starts
    end = starts[last] if last < len(starts) else len(text)
    while last > first + 1 and not text[starts[last - 1] : end].strip():
        last -= 1
        end = starts[last]
    return Span(starts[first], end)


def _take_parts(fields: Fields, lists: Sequence[List]) -> bool:
    """Take the bullets of an entry as its fields, if all of them are fields; return whether they are."""
    told = parts_of(lists)
    if told is None:
        return False
    for nodes_of_part, kind in told:
        parts.take(fields, nodes_of_part, kind)
    fields.settle()
    return True


def parts_of(lists: Sequence[List]) -> list[tuple[list[Node], parts.Part]] | None:
    """Return the bullets of some lists and what each tells of the entry above them, or None unless all of them may be fields.

    Words and short links that are nothing by themselves may stand among fields, as long as they are not the most of it.
    """
    told: list[tuple[list[Node], parts.Part]] = []
    doubtful = 0
    has_keys = False
    for inner in lists:
        for item in inner.items:
            if not item.nodes or item.lists or item.has_more:
                return None
            kind = parts.part(item.nodes)
            has_keys = has_keys or kind in (parts.Part.LINKS, parts.Part.DESCRIPTION, parts.Part.VENUE)
            if kind is None:
                if parts.has_link(item.nodes) and not parts.is_short_link(item.nodes):
                    return None
                kind = parts.Part.LINKS if parts.has_link(item.nodes) else parts.Part.OTHER
                doubtful += 1
            told.append((item.nodes, kind))
    return told if not doubtful or (has_keys and doubtful * 2 <= len(told)) else None


def contents_of(found: List) -> tuple[tuple[int, Link], ...] | None:
    """Return the links of a table of contents, each with its depth, or None for a list of other things."""
    links: list[tuple[int, Link]] = []
    if not _gather_contents(found, 0, links) or len(links) < LEAST_CONTENTS:
        return None
    return tuple(links)


def _gather_contents(found: List, depth: int, links: list[tuple[int, Link]]) -> bool:
    """Append the links of the list with their depth; return whether it holds nothing but links to headings."""
    for item in found.items:
        own = [node.link for node in _link_nodes(item.nodes or []) if node.link]
        if item.has_more or item.paragraphs or (not own and not item.lists) or any(not link.is_fragment for link in own):
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
