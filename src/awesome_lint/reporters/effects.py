"""What a fix does, in words: `replaces`, `removes`, `inserts`, with as much of the list as tells where."""

from collections.abc import Sequence

from awesome_lint.diagnostic import Edit, Fix
from awesome_lint.reporters.places import counted
from awesome_lint.reporters.text import ELLIPSIS, clipped
from awesome_lint.source import Source, Span

NEWLINE = "\n"
MOST_EDITS = 2
LONGEST_EDIT = 28
TINY_EDIT = 3
LONGEST_WORD = 16


def effect(source: Source, edits: Sequence[Edit]) -> str:
    """Return what edits do, in source order, as it is said after the name of who makes them."""
    told = list(dict.fromkeys(_edit(source, edit) for edit in edits)) if len(edits) <= MOST_EDITS else []
    if len(edits) > MOST_EDITS:
        alike = {(source.slice(edit.span), edit.text) for edit in edits}
        if len(alike) == 1:
            return f"{_edit(source, edits[0])}, {len(edits)} times"
        return _many(source, edits)
    return " and ".join(told)


def fixed_line(source: Source, fix: Fix) -> str | None:
    """Return the line as a fix writes it, where it changes one line and no more."""
    start, end = fix.edits[0].span.start, fix.edits[-1].span.end
    line = source.line_span(source.line_number(start))
    if end > line.end or any("\n" in edit.text for edit in fix.edits):
        return None
    pieces: list[str] = []
    position = line.start
    for edit in fix.edits:
        pieces += [source.text[position : edit.span.start], edit.text]
        position = edit.span.end
    return "".join([*pieces, source.text[position : line.end]])


def _many(source: Source, edits: Sequence[Edit]) -> str:
    """Return which lines many edits change, or remove as a whole."""
    if not any(edit.text.strip(NEWLINE) for edit in edits) and all(_leaves_nothing(source, edit.span) for edit in edits):
        lines = {number for edit in edits for number in _lines(source, edit.span)}
        return f"removes {counted(len(lines), 'line')}"
    numbers = {source.line_number(edit.span.start) for edit in edits}
    if len(numbers) == 1:
        return f"changes line {min(numbers)} in {len(edits)} places"
    return f"changes {len(numbers)} lines ({min(numbers)} to {max(numbers)})"


def _edit(source: Source, edit: Edit) -> str:
    removed, written = source.slice(edit.span), edit.text
    if not written and removed.count("\n") > 1:
        return f"removes lines {source.line_number(edit.span.start)}-{source.line_number(edit.span.end - 1)}"
    if not written and _is_lines(source, edit.span):
        return f"removes the line {_quoted(removed.strip())}" if removed.strip() else "removes the blank line"
    if not removed and written and not written.strip("\n"):
        return (
            "inserts a line break" if written == "\n" and not _begins_line(source, edit.span.start) else "inserts a blank line"
        )
    before, after = _with_words(source, edit)
    if not after:
        return f"removes {_quoted(before)}"
    if not before:
        lines = written.strip("\n").count("\n") + 1
        return f"inserts {lines} lines" if lines > 1 else f"inserts {_quoted(after)}"
    return f"replaces {_quoted(before)} with {_quoted(after)}"


def _leaves_nothing(source: Source, span: Span) -> bool:
    """Whether nothing is left of the lines that a span covers."""
    lines = source.whole_lines(span)
    return not (source.text[lines.start : span.start] + source.text[span.end : lines.end]).strip()


def _lines(source: Source, span: Span) -> range:
    """Return the numbers of the lines that a span covers some of, but for their ends."""
    text = source.slice(span)
    start = span.start + len(text) - len(text.lstrip(NEWLINE))
    end = span.end - (len(text) - len(text.rstrip(NEWLINE)))
    return range(source.line_number(start), source.line_number(max(start, end)) + 1)


def _is_lines(source: Source, span: Span) -> bool:
    """Whether a span covers whole lines, each with its end, or with that of the line before."""
    text = source.slice(span)
    if text.endswith("\n"):
        return _begins_line(source, span.start)
    return text.startswith("\n") and source.text[span.end : span.end + 1] in ("", "\n")


def _begins_line(source: Source, offset: int) -> bool:
    return offset == 0 or source.text[offset - 1] == "\n"


def _quoted(text: str) -> str:
    return f"`{clipped(text.strip(NEWLINE), LONGEST_EDIT)}`"


def _with_words(source: Source, edit: Edit) -> tuple[str, str]:
    """Return what stands there and what will, with the words around it where it is too small to tell by itself what it does.

    A long word is cut where a reader sees that it is.
    """
    before = source.slice(edit.span)
    if max(len(before.strip()), len(edit.text.strip())) > TINY_EDIT or "\n" in before + edit.text:
        return before, edit.text
    line = source.line_span(source.line_number(edit.span.start))
    start, end = edit.span
    while start > max(line.start, edit.span.start - LONGEST_WORD) and not source.text[start - 1].isspace():
        start -= 1
    while end < min(line.end, edit.span.end + LONGEST_WORD) and not source.text[end].isspace():
        end += 1
    head, tail = source.text[start : edit.span.start], source.text[edit.span.end : end]
    opening = ELLIPSIS if start > line.start and not source.text[start - 1].isspace() else ""
    closing = ELLIPSIS if end < line.end and not source.text[end].isspace() else ""
    return f"{opening}{head}{before}{tail}{closing}", f"{opening}{head}{edit.text}{tail}{closing}"
