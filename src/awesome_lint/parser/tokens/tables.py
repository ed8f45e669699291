"""Tables as GitHub reads them, of whose rules markdown-it-py leaves some out.

A header of one column needs no bar where the line below it has one or a colon; dashes alone below a line underline a heading,
whatever bars that line has; and a bar alone ends a table.
"""

import re
from collections.abc import Sequence
from typing import Any

from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import MAX_AUTOCOMPLETED_CELLS, escapedSplit

# The line below the header, without the white space at its ends; in a row of dashes with spaces, each might be an entry.
DELIMITERS = re.compile(r"(?!-[ \t])[-:|][-:| \t]+")
DASHES = re.compile(r"(:?)-+(:?)")
ALIGNMENTS = {("", ""): "", (":", ""): "left", ("", ":"): "right", (":", ":"): "center"}
LONE_BAR = "|"


def table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Match a table whose header is the line, as a block rule does."""
    if start_line + 2 > end_line or not _goes_on(state, start_line + 1):
        return False
    alignments = _alignments(_line(state, start_line + 1))
    header = _line(state, start_line)
    if not alignments or state.is_code_block(start_line) or len(cells := _cells(header)) != len(alignments):
        return False
    if silent:
        return True
    parent, state.parentType = state.parentType, "table"
    opening = state.push("table_open", "table", 1)
    _push_head(state, start_line, cells, alignments)
    line = _push_body(state, start_line + 2, end_line, alignments)
    state.push("table_close", "table", -1)
    opening.map = [start_line, line]
    state.parentType, state.line = parent, line
    return True


def _goes_on(state: StateBlock, line: int) -> bool:
    """Whether a line is in the block around the one before it, and no code."""
    return state.sCount[line] >= state.blkIndent and not state.is_code_block(line)


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip(MD_TRIM_CHARS)


def _alignments(written: str) -> Sequence[str]:
    """Return how each column stands by the line below the header, and nothing where that is none."""
    if DELIMITERS.fullmatch(written) is None or not ("|" in written or ":" in written):
        return ()
    cells = [DASHES.fullmatch(cell) for cell in _cells(written)]
    return [ALIGNMENTS[cell[1], cell[2]] for cell in cells if cell] if all(cells) else ()


def _cells(written: str) -> list[str]:
    """Return what stands between the bars of a line; those at its ends may be left out."""
    cells = escapedSplit(written)
    first = 1 if cells[0] == "" else 0
    last = len(cells) - 1 if len(cells) > first and cells[-1] == "" else len(cells)
    return [cell.strip(MD_TRIM_CHARS) for cell in cells[first:last]]


def _push_head(state: StateBlock, line: int, cells: Sequence[str], alignments: Sequence[str]) -> None:
    state.push("thead_open", "thead", 1).map = [line, line + 1]
    _push_row(state, "th", line, cells, alignments)
    state.push("thead_close", "thead", -1)


def _push_body(state: StateBlock, first_line: int, end_line: int, alignments: Sequence[str]) -> int:
    """Push the rows below the header, and return the line that is none any more."""
    # What ends a quotation ends a table.
    ends = state.md.block.ruler.getRules("blockquote")
    body: Any = None
    missing = 0
    line = first_line
    while line < end_line and _goes_on(state, line) and (written := _line(state, line)) not in ("", LONE_BAR):
        if any(rule(state, line, end_line, True) for rule in ends):
            break
        cells = _cells(written)
        # A few short rows of a wide table would make cells without end.
        missing += len(alignments) - len(cells)
        if missing > MAX_AUTOCOMPLETED_CELLS:
            break
        if body is None:
            body = state.push("tbody_open", "tbody", 1)
        _push_row(state, "td", line, cells, alignments)
        line += 1
    if body is not None:
        body.map = [first_line, line]
        state.push("tbody_close", "tbody", -1)
    return line


def _push_row(state: StateBlock, tag: str, line: int, cells: Sequence[str], alignments: Sequence[str]) -> None:
    """Push a row with a cell for each column of the table, whatever it has."""
    state.push("tr_open", "tr", 1).map = [line, line + 1]
    for column, alignment in enumerate(alignments):
        cell = state.push(f"{tag}_open", tag, 1)
        if alignment:
            cell.attrs = {"style": f"text-align:{alignment}"}
        inline = state.push("inline", "", 0)
        inline.map = [line, line + 1]
        inline.content = cells[column] if column < len(cells) else ""
        inline.children = []
        state.push(f"{tag}_close", tag, -1)
    state.push("tr_close", "tr", -1)
