"""The diagnostic format of reviewdog, which posts fixes as suggested changes.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf: columns there count the bytes of UTF-8 from 1.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from awesome_lint import HOME
from awesome_lint.diagnostic import Diagnostic, Fix, Report
from awesome_lint.reporters import Display
from awesome_lint.reporters.json import array, encoded
from awesome_lint.reporters.markup import sentence
from awesome_lint.reporters.places import manual_url, posix, said
from awesome_lint.source import Source, Span

SOURCE = {"name": "awesome-lint", "url": HOME}
SEVERITY = "WARNING"
# A suggestion is shown as a whole; one over more lines than this hides what it changes.
MOST_LINES = 10


def render(reports: Sequence[Report], display: Display) -> Iterator[str]:
    found = (
        encoded(_diagnostic(report.source, diagnostic, unsafe=display.unsafe))
        for report in reports
        for diagnostic in report.diagnostics
    )
    yield from array(found, f'{{"source": {encoded(SOURCE)}, "severity": "{SEVERITY}", "diagnostics": ', "}")


def _diagnostic(source: Source, diagnostic: Diagnostic, *, unsafe: bool) -> dict[str, Any]:
    path, url = posix(source.path), manual_url(diagnostic.rule)
    found: dict[str, Any] = {
        # reviewdog posts it as Markdown.
        "message": sentence(said(source, diagnostic)),
        "location": {"path": path, "range": _range(source, diagnostic.span)},
        "severity": SEVERITY,
        "code": {"value": diagnostic.rule, **({"url": url} if url else {})},
    }
    fix = diagnostic.fix
    suggestion = _suggestion(source, fix) if fix is not None and (fix.is_safe or unsafe) else None
    if suggestion:
        found["suggestions"] = [suggestion]
    if diagnostic.related:
        found["related_locations"] = [
            {"message": sentence(related.message), "location": {"path": path, "range": _range(source, related.span)}}
            for related in diagnostic.related
        ]
    return found


def _suggestion(source: Source, fix: Fix) -> dict[str, Any] | None:
    """Return the edits of a fix as one change, since each that is offered is made alone; None for one over many lines."""
    if not fix.edits:
        return None
    start, end = fix.edits[0].span.start, fix.edits[-1].span.end
    if source.line_number(end) - source.line_number(start) >= MOST_LINES:
        return None
    pieces: list[str] = []
    position = start
    for edit in fix.edits:
        pieces += [source.text[position : edit.span.start], edit.text]
        position = edit.span.end
    return _change(source, Span(start, end), "".join(pieces))


def _change(source: Source, span: Span, text: str) -> dict[str, Any] | None:
    """Return a replacement that ends on a line of the file: reviewdog asks for its text, and for all of the lines that go."""
    whole = source.position(span.start).column == 1 and _ends_line(source, span.end) and span.start < span.end
    if whole and not text:
        first, last = source.line_number(span.start), source.line_number(span.end - 1)
        return {"range": {"start": {"line": first}, "end": {"line": last}}, "text": ""}
    if _ends_line(source, span.end) and text.endswith("\n"):
        if not span.is_empty:
            return {"range": _range(source, Span(span.start, span.end - 1)), "text": text[:-1]}
        if span.end == len(source.text):
            return {"range": _range(source, Span(span.end - 1, span.end - 1)), "text": f"\n{text[:-1]}"}
    if span.end == len(source.text) and _ends_line(source, span.end):
        return None
    return {"range": _range(source, span), "text": text}


def _ends_line(source: Source, offset: int) -> bool:
    return source.text[offset - 1 : offset] == "\n"


def _range(source: Source, span: Span) -> dict[str, dict[str, int]]:
    return {"start": _position(source, span.start), "end": _position(source, span.end)}


def _position(source: Source, offset: int) -> dict[str, int]:
    line, column = source.position(offset)
    before = source.text[offset - column + 1 : offset]
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
