"""GitHub's workflow commands: an annotation in the pull request for each diagnostic."""

from collections.abc import Iterator, Sequence

from awesome_lint.diagnostic import Report
from awesome_lint.reporters import Display
from awesome_lint.reporters.places import said
from awesome_lint.reporters.text import visible


def render(reports: Sequence[Report], display: Display) -> Iterator[str]:
    for report in reports:
        source = report.source
        for diagnostic in report.diagnostics:
            start, end = source.position(diagnostic.span.start), source.position(diagnostic.span.end)
            properties = {
                "title": f"awesome-lint ({diagnostic.rule})",
                "file": source.path,
                "line": start.line,
                "col": start.column,
                "endLine": end.line,
                "endColumn": end.column,
            }
            listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
            yield f"::error {listed}::{_data(said(source, diagnostic))}\n"


def _data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
