"""One line per diagnostic, for editors and for `grep`: `path:line:column: [*] rule message`."""

from collections.abc import Iterator, Sequence

from awesome_lint.diagnostic import Report
from awesome_lint.reporters import Display
from awesome_lint.reporters.places import mark, said
from awesome_lint.reporters.text import BOLD, CYAN, RED, YELLOW, Ink, guarded, visible


def render(reports: Sequence[Report], display: Display) -> Iterator[str]:
    ink = Ink(display.colour)
    for report in reports:
        path = visible(report.source.path)
        for diagnostic in report.diagnostics:
            line, column = report.source.position(diagnostic.span.start)
            marked = mark(diagnostic, unsafe=display.unsafe)
            rule, place = ink(diagnostic.rule, RED, BOLD), ink(path, BOLD)
            marked = ink(marked, YELLOW if "!" in marked else CYAN)
            parts = [f"{place}:{line}:{column}:", marked, rule, visible(said(report.source, diagnostic))]
            yield guarded(" ".join(part for part in parts if part)) + "\n"
