"""An array of objects, one per diagnostic and line, for programs."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from awesome_lint.diagnostic import Diagnostic, Report
from awesome_lint.reporters import Display
from awesome_lint.reporters.places import manual_url
from awesome_lint.reporters.text import BRACKET
from awesome_lint.source import Source, Span


def render(reports: Sequence[Report], display: Display) -> Iterator[str]:
    yield from array(encoded(record(report.source, diagnostic)) for report in reports for diagnostic in report.diagnostics)


def array(values: Iterable[str], head: str = "", tail: str = "") -> Iterator[str]:
    """Yield the pieces of a JSON array of values that are JSON already, each on a line of its own.

    `head` and `tail` are what stands around it on its first and last line.
    """
    yield f"{head}["
    separator = "\n"
    for value in values:
        yield f"{separator}  {value}"
        separator = ",\n"
    yield f"]{tail}\n" if separator == "\n" else f"\n]{tail}\n"


def encoded(value: object) -> str:
    """Return the JSON of a value on one line, in ASCII, so that a terminal or a log that shows it obeys nothing in it."""
    text = json.dumps(value).replace("\x7f", "\\u007f")
    return BRACKET.sub(r"\\u005b", text) if "##" in text else text


def record(source: Source, diagnostic: Diagnostic) -> dict[str, Any]:
    """Return what programs are told of a diagnostic."""
    fix = diagnostic.fix
    return {
        "path": source.path,
        "rule": diagnostic.rule,
        "message": diagnostic.message,
        **place(source, diagnostic.span),
        "count": diagnostic.count,
        **({"places": [place(source, span) for span in diagnostic.places]} if len(diagnostic.places) > 1 else {}),
        "fix": fix
        and {
            "applicability": fix.applicability.value,
            "edits": [{**place(source, edit.span), "text": edit.text} for edit in fix.edits],
        },
        "related": [
            {"line": line, "column": column, "message": related.message}
            for related in diagnostic.related
            for line, column in [source.position(related.span.start)]
        ],
        "url": manual_url(diagnostic.rule),
    }


def place(source: Source, span: Span) -> dict[str, int]:
    """Return where a span begins and ends, in lines and columns from 1."""
    start, end = source.position(span.start), source.position(span.end)
    return {"line": start.line, "column": start.column, "end_line": end.line, "end_column": end.column}
