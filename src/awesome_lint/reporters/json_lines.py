"""An object on a line of its own for each diagnostic: what `json` holds, for programs that read while we write."""

from collections.abc import Iterator, Sequence

from awesome_lint.diagnostic import Report
from awesome_lint.reporters import Display
from awesome_lint.reporters.json import encoded, record


def render(reports: Sequence[Report], display: Display) -> Iterator[str]:
    for report in reports:
        for diagnostic in report.diagnostics:
            yield encoded(record(report.source, diagnostic)) + "\n"
