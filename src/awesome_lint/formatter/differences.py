"""How the source becomes the canonical page: the smallest edits, each with what it is about."""

from collections.abc import Iterator, Sequence

from awesome_lint.diagnostic import Edit
from awesome_lint.formatter import Cause, Change
from awesome_lint.formatter.leaves import NEW, is_blank
from awesome_lint.formatter.page import Page
from awesome_lint.patterns import lazy
from awesome_lint.source import Source, Span

# What stands before the text of a line: indentation, quote marks, list markers, heading marks.
PIECES = lazy(r"([ \t]*)(>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)|#{1,6}(?=[ \t]|$))")
UNDERLINE = lazy(r"[ \t>]*(?:=+|-+)[ \t]*$")


def differences(source: Source, page: Page) -> Iterator[Change]:
    """Yield the changes that make the source the page, in source order, none overlapping another."""
    lines = source.text.split("\n")
    starts = source.line_starts
    if not page.lines:
        yield Change(Cause.BLANK_LINES, Edit(Span(0, len(source.text)), ""))
        return
    end = 0
    new: list[str] = []
    for line, origin in zip(page.lines, page.origins, strict=True):
        if origin == NEW:
            new.append(line)
            continue
        if new or end < origin:
            yield from _between(lines, starts, end, origin, new)
            new = []
        if line != lines[origin]:
            yield from _in_line(starts[origin], lines[origin], line)
        end = origin + 1
    yield from _at_end(source, lines, end, new)


def _between(lines: Sequence[str], starts: Sequence[int], first: int, end: int, new: Sequence[str]) -> Iterator[Change]:
    """Yield how the source lines [first, end) become the new ones."""
    old = lines[first:end]
    if any(new) or not all(is_blank(line) for line in old):
        if old != list(new):
            yield Change(_cause_between(old, new), Edit(Span(starts[first], starts[end]), "".join(f"{line}\n" for line in new)))
        return
    kept = min(len(old), len(new))
    for index in range(first, first + kept):
        if lines[index]:
            yield Change(Cause.TRAILING_SPACE, Edit(Span(starts[index], starts[index] + len(lines[index])), ""))
    if len(old) != len(new):
        edit = Edit(Span(starts[first + kept], starts[end]), "\n" * (len(new) - kept))
        yield Change(Cause.BLANK_LINES, edit)


def _cause_between(old: Sequence[str], new: Sequence[str]) -> Cause:
    if all(not line.strip(" \t>") for line in (*old, *new)):
        return Cause.BLANK_LINES
    if not any(new) and all(is_blank(line) or UNDERLINE.match(line) for line in old):
        return Cause.HEADING_MARKS
    return Cause.OTHER


def _at_end(source: Source, lines: Sequence[str], first: int, new: Sequence[str]) -> Iterator[Change]:
    """Yield how the page ends after its last line that comes from the source, which ends before line `first`."""
    text = source.text
    if first == 0:
        yield Change(Cause.OTHER, Edit(Span(0, len(text)), "".join(f"{line}\n" for line in new)))
        return
    ending = "\n" + "".join(f"{line}\n" for line in new)
    start = source.line_starts[first] - 1 if first < len(lines) else len(text)
    old = text[start:]
    if old == ending:
        return
    if old == "":
        yield Change(Cause.FINAL_NEWLINE, Edit(Span(start, start), ending))
    elif not any(new):
        extra = start + 1
        cause = Cause.HEADING_MARKS if not is_blank(lines[first]) else Cause.BLANK_LINES
        yield Change(cause, Edit(Span(extra, len(text)), ending[1:]))
    else:
        yield Change(Cause.OTHER, Edit(Span(start, len(text)), ending))


def _in_line(offset: int, old: str, new: str) -> Iterator[Change]:
    """Yield how a line at an offset becomes the new one, which differs: piece by piece where both are built alike."""
    old_end = len(old.rstrip(" \t"))
    trailing = new == new.rstrip(" \t") and old_end < len(old)
    body = old[:old_end] if trailing else old
    if body != new:
        yield from _in_front(offset, body, new)
    if trailing:
        yield Change(Cause.TRAILING_SPACE, Edit(Span(offset + old_end, offset + len(old)), ""))


def _in_front(offset: int, old: str, new: str) -> Iterator[Change]:
    old_pieces, old_text = _pieces(old)
    new_pieces, new_text = _pieces(new)
    if len(old_pieces) != len(new_pieces) or old[old_text:].lstrip(" \t") != new[new_text:].lstrip(" \t"):
        yield _whole(offset, old, new)
        return
    position = 0
    cause = Cause.INDENTATION
    for (old_space, old_mark), (new_space, new_mark) in zip(old_pieces, new_pieces, strict=True):
        if old_space != new_space:
            yield Change(cause, Edit(Span(offset + position, offset + position + len(old_space)), new_space))
        position += len(old_space)
        if old_mark != new_mark:
            yield _marker_change(offset + position, old_mark, new_mark)
        position += len(old_mark)
        cause = Cause.HEADING_MARKS if new_mark[0] == "#" else Cause.SPACE_AFTER_MARKER
    old_space = old[old_text : len(old) - len(old[old_text:].lstrip(" \t"))]
    new_space = new[new_text : len(new) - len(new[new_text:].lstrip(" \t"))]
    if old_space != new_space:
        yield Change(cause, Edit(Span(offset + position, offset + position + len(old_space)), new_space))


def _pieces(line: str) -> tuple[list[tuple[str, str]], int]:
    """Return white space and mark of each piece that stands before the text of a line, and where they end."""
    pieces: list[tuple[str, str]] = []
    end = 0
    while match := PIECES.match(line, end):
        pieces.append((match.group(1), match.group(2)))
        end = match.end()
        if match.group(2)[0] == "#":
            break
    return pieces, end


def _marker_change(start: int, old: str, new: str) -> Change:
    if old[0].isdigit() and new[0].isdigit() and old[-1] == new[-1]:
        return Change(Cause.NUMBERING, Edit(Span(start, start + len(old) - 1), new[:-1]))
    cause = Cause.BULLET if old in ("-", "*", "+") and new in ("-", "*", "+") else Cause.OTHER
    return Change(cause, Edit(Span(start, start + len(old)), new))


def _whole(offset: int, old: str, new: str) -> Change:
    """Return one change for a line whose forms have nothing but their middle in common."""
    start = 0
    limit = min(len(old), len(new))
    while start < limit and old[start] == new[start]:
        start += 1
    end = 0
    while end < limit - start and old[-1 - end] == new[-1 - end]:
        end += 1
    is_heading = new.lstrip(" >").startswith("#")
    edit = Edit(Span(offset + start, offset + len(old) - end), new[start : len(new) - end])
    return Change(Cause.HEADING_MARKS if is_heading else Cause.OTHER, edit)
