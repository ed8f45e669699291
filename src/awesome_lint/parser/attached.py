"""What belongs to the list item above it, though it is indented too little for Markdown to say so.

`1. Name` with `- Paper: ...` at the margin below it, bullets one space further in than the one above them, a quote right below
an item, and paragraphs at the margin that part a list into items: a page shows them apart, its writer meant them together.
"""

from collections.abc import Sequence

from awesome_lint.parser import entries, parts
from awesome_lint.parser.blocks import Block, Item, List, Paragraph, with_one
from awesome_lint.parser.inlines import NodeKind, plain
from awesome_lint.parser.listing import lines_of
from awesome_lint.parser.words.keys import AUTHOR_KEYS, DESCRIPTION_KEYS, KEYS, VENUE_KEYS
from awesome_lint.source import Source

# So many items of a part have a quote, or a paragraph, right below them, should any of them have it on purpose.
LEAST_ATTACHED = 2
LEAST_WORDS = 4
FIELDS = KEYS | AUTHOR_KEYS | DESCRIPTION_KEYS | VENUE_KEYS


def attached(source: Source, blocks: list[Block]) -> list[Block]:
    """Return the blocks of a part of the page without those that belong to the items above them, which hold them now."""
    lists = [block for block in blocks if isinstance(block, List)]
    for found in lists:
        _nest(source, found)
    if not lists or len(blocks) == 1:
        return blocks
    quotes = _quotes(source, blocks)
    texts = _texts(blocks)
    kept: list[Block] = []
    for index, block in enumerate(blocks):
        above = blocks[index - 1] if index else None
        # What stands behind a block that was attached has that one above it, and the item still further up.
        holder = kept[-1] if kept else None
        if isinstance(holder, List) and isinstance(block, List) and _belongs(source, holder, block):
            item = holder.items[-1]
            item.lists = with_one(item.lists, block)
            item.end = lines_of(source, block.token).end
        elif (
            isinstance(above, List)
            and isinstance(block, Paragraph)
            and (index in quotes or index in texts or _is_field_further_in(source, above, block))
        ):
            item = above.items[-1]
            item.paragraphs = with_one(item.paragraphs, block.nodes)
            item.end = _line_end(source, block)
        else:
            kept.append(block)
    return kept


# --- bullets ----------------------------------------------------------------------------------------------------------


def _nest(source: Source, found: List) -> None:
    """Put the items of a list that stand further in than the one before them into that, where they tell its fields."""
    items = found.items
    if len(items) > 1:
        places = [_indentation(source, item) for item in items]
        if max(places) > places[0]:
            found.items = _nested(source, found, places)
    for item in found.items:
        for below in item.lists:
            _nest(source, below)


def _nested(source: Source, found: List, places: Sequence[int]) -> list[Item]:
    kept: list[Item] = []
    index = 0
    while index < len(places):
        item = found.items[index]
        stop = index + 1
        while stop < len(places) and places[index] <= places[0] < places[stop]:
            stop += 1
        run = found.items[index + 1 : stop]
        kept.append(item)
        if run and _are_about(item, run):
            below = List(run[0].token)
            below.items, below.heading, below.is_quoted = run, found.heading, found.is_quoted
            item.lists = with_one(item.lists, below)
            item.end = lines_of(source, run[-1].token).end
        else:
            kept += run
        index = stop
    return kept


def _belongs(source: Source, above: List, below: List) -> bool:
    """Whether a list tells of the last item of the one above it: `1. Name`, and right below that `- Paper: ...`."""
    item = above.items[-1]
    if above.is_quoted is not below.is_quoted or not item.nodes or not below.items or _names_field(item):
        return False
    is_near = _end(source, above) == source.line_starts[(below.token.map or (0, 0))[0]]
    is_inside = _indentation(source, below.items[0]) > _indentation(source, item)
    if not (is_near or is_inside):
        return False
    return _are_fields(below.items) or (is_near and is_inside and _are_about(item, below.items))


def _are_about(item: Item, run: Sequence[Item]) -> bool:
    """Whether items say something about the one above them: they are its fields, or have no link where that has one."""
    if item.nodes and parts.has_link(item.nodes) and not any(_holds_link(below) for below in run):
        return True
    return bool(item.nodes) and not _names_field(item) and _are_fields(run)


def _are_fields(run: Sequence[Item]) -> bool:
    """Whether all items are fields of something, and one of them more than words."""
    return all(map(_is_field, run)) and any(_names_field(item) for item in run)


def _is_field(item: Item) -> bool:
    if not item.nodes or item.lists or item.has_more:
        return False
    return parts.part(item.nodes) is not None or _names_field(item)


def _names_field(item: Item) -> bool:
    """Whether an item is a link with a label, or begins with the name of a field and a colon."""
    nodes = item.nodes or []
    key = parts.key_of(nodes)
    if key is not None and all(word in FIELDS for word in key.split()):
        return True
    return parts.part(nodes) is parts.Part.LINKS


def _holds_link(item: Item) -> bool:
    is_linked = parts.has_link(item.nodes or []) or any(map(parts.has_link, item.paragraphs))
    return is_linked or any(_holds_link(inner) for below in item.lists for inner in below.items)


# --- quotes and paragraphs --------------------------------------------------------------------------------------------


def _quotes(source: Source, blocks: Sequence[Block]) -> frozenset[int]:
    """Return which blocks are quotes right below items, where several are, or below the one item of a list."""
    found = [
        index
        for index, block in enumerate(blocks)
        if index and isinstance(block, Paragraph) and block.is_quoted and _is_right_below(source, blocks[index - 1], block)
    ]
    if len(found) < LEAST_ATTACHED and not any(_is_single(blocks[index - 1]) for index in found):
        return frozenset()
    return frozenset(found)


def _is_right_below(source: Source, above: Block, quote: Paragraph) -> bool:
    """Whether a quote stands on the line below a list, and tells neither fields nor another entry."""
    if not isinstance(above, List) or above.is_quoted or not quote.nodes or not _is_linked(above.items[-1]):
        return False
    line = source.line_number(quote.nodes[0].start) - 1
    return source.line_starts[line] == _end(source, above) and _is_said(quote)


def _texts(blocks: Sequence[Block]) -> frozenset[int]:
    """Return which blocks are paragraphs that part a list of the page into items: a link, what is said of it, the next link."""
    shown = [index for index, block in enumerate(blocks) if not (isinstance(block, Paragraph) and block.is_quoted)]
    singles = [index for index in shown if _is_single(blocks[index])]
    found = [index + 1 for index in singles if index + 1 < len(blocks) and _is_text(blocks[index + 1])]
    if len(found) < LEAST_ATTACHED or len(found) * 2 <= len(singles):
        return frozenset()
    # Where words stand before the first item and none behind the last, they are about what stands below them.
    is_below = isinstance(blocks[0], List) or isinstance(blocks[-1], Paragraph)
    return frozenset(found) if is_below else frozenset()


def _is_field_further_in(source: Source, above: List, block: Paragraph) -> bool:
    """Whether a paragraph further in than a list names people or places, or is in italics: `4.  Name`, then `   *Ann Lee*`."""
    if not block.nodes or above.is_quoted is not block.is_quoted or not above.items[-1].nodes:
        return False
    start = block.nodes[0].start
    inset = start - source.line_starts[source.line_number(start) - 1]
    if inset <= _indentation(source, above.items[-1]) or not source.text[start - inset : start].isspace():
        return False
    return block.nodes[0].kind is NodeKind.EMPHASIS or parts.part(block.nodes) in (parts.Part.AUTHORS, parts.Part.VENUE)


def _is_text(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.is_quoted and _is_said(block)


def _is_said(block: Paragraph) -> bool:
    """Whether a paragraph says something in words, and begins neither an entry nor a list."""
    text = plain(block.nodes).strip()
    is_told = len(text.split()) >= LEAST_WORDS and not text.endswith((":", "："))
    return is_told and not entries.may_begin(block.nodes) and parts.part(block.nodes) is None


def _is_single(block: Block) -> bool:
    return isinstance(block, List) and not block.is_quoted and len(block.items) == 1 and _is_linked(block.items[0])


def _is_linked(item: Item) -> bool:
    """Whether an item is a link, and nothing stands below it."""
    return bool(item.nodes) and not (item.lists or item.paragraphs or item.has_more) and parts.has_link(item.nodes or [])


# --- places -----------------------------------------------------------------------------------------------------------


def _indentation(source: Source, item: Item) -> int:
    return item.token.start - source.line_starts[(item.token.map or (0, 0))[0]]


def _end(source: Source, found: List) -> int:
    """Return where the lines of a list end, with what was attached to its last item."""
    item = found.items[-1]
    return item.end or lines_of(source, item.token).end


def _line_end(source: Source, block: Paragraph) -> int:
    """Return where the line ends that a paragraph ends on, with its newline."""
    end = source.text.find("\n", block.nodes[-1].end)
    return len(source.text) if end < 0 else end + 1
