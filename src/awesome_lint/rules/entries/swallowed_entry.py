import unicodedata
from collections.abc import Iterator, Sequence

from msgspec import Struct

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.parser.swallowed import Joined, Slip, Swallowed, joined, swallowed
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span

BULLETS = "•‣⁃●▪"
# A line that begins with a marker and what it marks, without a space between them; or with a bullet of another alphabet.
GLUED = (
    r"[ \t>]*(?:([-+](?=\[|\*\*|[^\W\d])|\*(?=\[|[^\W\d])(?![^\n*]*\*))|(\d{1,3})[.)](?=\[|\*\*|[^\W\d])"
    rf"|([{BULLETS}])(?=\S|[ \t\u00a0]\S))"
)
LINE = lazy(GLUED)
LATER_LINE = lazy(rf"\n{GLUED}")
# A line break that a reader sees keeps the lines apart.
SHOWN_BREAK = lazy(r"(?:\\|  |<br\s*/?>\s*)$")
# What no option of a program looks like.
NAME = lazy(r"\*\*|\[|[^\W\d_a-z][^\W\d_]+[ \t]+\S|[^\W\x00-\u024f]")
MAX_INDENTATION = 3
# Behind a marker, this would become the definition of a link or a footnote, which nobody reads.
DEFINITION = lazy(r"(\S+[ \t]+)(\[(?:[^\[\]\\]|\\[^\n])+\]:)")
# Nor is this an entry behind a marker, but raw HTML, code or another block.
BLOCK = lazy(r"\S+[ \t]+(?:<|>|\||```|~~~|#{1,6}(?:[ \t\n]|$)|(?:[-*+]|\d{1,9}[.)])(?:[ \t\n]|$)|(?:[-_*][ \t]*){3,}(?:\n|$))")
# So many lines at most are one step of a count.
MAX_STEP = 4


class SwallowedEntry(Rule, frozen=True):
    """A line that was meant as an entry, and that Markdown takes for a part of the text before it.

    ## Why

    A marker without a space after it is no marker: GitHub shows `-[name](url)` as the last words of the entry above, or as
    a paragraph. So it does where the space is a no-break space (Option and the space bar, on a Mac), where the marker is
    missing, or a bullet that Markdown does not know, such as `•`, and where two entries came together on one line.

    ## Bad

    ```markdown
    - [One](https://example.org/1) - Does this.
    -[Two](https://example.org/2) - Does that.
    ```

    ## Good

    ```markdown
    - [One](https://example.org/1) - Does this.
    - [Two](https://example.org/2) - Does that.
    ```

    ## Bad

    ```markdown
    • [One](https://example.org/1) - Does this.
    • [Two](https://example.org/2) - Does that.
    ```

    ## Good

    ```markdown
    - [One](https://example.org/1) - Does this.
    - [Two](https://example.org/2) - Does that.
    ```

    ## Bad

    ```markdown
    - [One](https://example.org/1) - Does this.
    [Two](https://example.org/2) - Does that.
    - [Three](https://example.org/3) - Does more.- [Four](https://example.org/4) - Does all.
    ```

    ## Good

    ```markdown
    - [One](https://example.org/1) - Does this.
    - [Two](https://example.org/2) - Does that.
    - [Three](https://example.org/3) - Does more.
    - [Four](https://example.org/4) - Does all.
    ```

    ## Fix

    Safe: puts a space after the marker, or writes the marker. There is none where the line would stay a part of the paragraph,
    because it is indented too far or its number is not 1. A line without a marker is an entry only where it has the form of
    others. To break a line between two entries is unsafe.
    Safe: puts a space after the marker, or writes `-` for the bullet. There is none where the line would stay a part of the
    paragraph, because it is indented too far or its number is not 1, nor where it would become another block. What would become
    the definition of a link or a footnote gets a backslash, so that it is read as before.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT | Effect.BLOCKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        source = document.source
        for run in _runs(source, swallowed(document)):
            first = run[0]
            what = "an entry" if len(run) == 1 else f"{len(run)} entries"
            edits = tuple(_edit(source, each) for each in run if each.can_begin)
            how = "marked with `-`" if found[0] in BULLETS else "with a space after the marker"
            edits = tuple(edit for each in run if each.can_begin and not BLOCK.match((edit := _read(_edit(source, each))).text))
            fix = Fix(edits) if len(edits) == len(run) else None
            yield self.diagnostic(_line(source, first.marker.start), _message(source, first, what), fix, count=len(run))
        for entry in joined(document):
            span = _line(source, entry.marker.start)
            message = f"Expected an entry on a line of its own, found `{_shown(source.slice(span))}` behind another."
            yield self.diagnostic(span, message, _broken(source, entry))


def _line(source: Source, start: int) -> Span:
    """Return the rest of a line."""
    return Span(start, source.line_span(source.line_number(start)).end)


def _message(source: Source, first: Swallowed, what: str) -> str:
    match first.slip:
        case Slip.NO_SPACE:
            expected = "with a space after the marker"
        case Slip.OTHER_SPACE:
            character = source.text[first.marker.end]
            name = unicodedata.name(character, "another character").lower()
            return f"Expected {what} with a space after the marker, found {name} (U+{ord(character):04X})."
        case Slip.OTHER_BULLET | Slip.NO_MARKER:
            expected = f"marked with `{first.written}`"
    return f"Expected {what} {expected}, found `{_shown(source.slice(_line(source, first.marker.start)))}`."


def _in_paragraph(source: Source, lines: Sequence[int], links: set[int], items: Sequence[_Item]) -> Iterator[_Glued]:
    text = source.text
    starts = source.line_starts
    matches = {
        line: match
        for line in range(*lines)
        if (match := LINE.match(text, starts[line], source.line_span(line + 1).end))
        and (line == lines[0] or not SHOWN_BREAK.search(source.line(line)))
    }
    bullets = {match.group(3) for match in matches.values()}
    begins_so = lines[0] in matches and len(matches) > 1 and bullets == {matches[lines[0]].group(3)}
    found: list[_Glued] = []
    end = source.line_span(lines[1]).end
    for line, match in reversed(matches.items()):
        bullet, number, other = match.groups()
        marker = Span(match.start(match.lastindex or 0), match.end())
        indentation = marker.start - starts[line]
        is_italic = bullet == "*" and text.find("*", marker.end, end) >= 0
        if is_italic or (bullet and not NAME.match(text, marker.end)):
            continue
        is_linked = marker.end + text.startswith("[[", marker.end) in links
        goes_on = any(_goes_on(source, item, indentation, source.slice(marker)) for item in items)
        is_certain = begins_so if other else goes_on or (is_linked and bool(items))
        can_begin = line == lines[0] or line - 1 in matches or goes_on or not number or number == "1"
        # A mail address may begin with what looks like a marker.
        can_begin = (
            can_begin
            and marker.start not in links
            and indentation <= max([item.indentation(source) for item in items], default=0) + MAX_INDENTATION
        )
        found.append(_Glued(line, marker, end, int(number) if number else None, is_linked, is_certain, can_begin))
        end = starts[line] - 1
    yield from reversed(found)


def _runs(source: Source, found: Sequence[Swallowed]) -> list[list[Swallowed]]:
    """Return the lines in groups between which nothing stands but blank lines."""
    runs: list[list[Swallowed]] = []
    for each in found:
        if runs and not source.text[runs[-1][-1].text.end : source.line_starts[each.line]].strip(" \t>\n"):
            runs[-1].append(each)
        else:
            runs.append([each])
    return runs


def _edit(source: Source, entry: Swallowed) -> Edit:
    """Return the edit that makes an entry of the line; it covers all of it, for all of it becomes a block."""
    marker = source.slice(glued.marker)
    span = Span(glued.marker.start, glued.end)
    rest = source.text[glued.marker.end : glued.end].lstrip(" \t\u00a0")
    return Edit(span, f"{'-' if marker in BULLETS else marker} {rest}")


def _read(edit: Edit) -> Edit:
    """Return the edit with its text as readers read it: a definition is none behind a backslash."""
    return edit._replace(text=DEFINITION.sub(r"\1\\\2", edit.text, count=1)) if DEFINITION.match(edit.text) else edit
