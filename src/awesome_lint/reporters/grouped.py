"""The diagnostics of each file under its name, one to a line."""

from collections.abc import Iterator, Sequence

from awesome_lint.diagnostic import Report
from awesome_lint.reporters import Display
from awesome_lint.reporters.places import mark, said
from awesome_lint.reporters.text import BOLD, CYAN, RED, YELLOW, Ink, guarded, visible


def render(reports: Sequence[Report], display: Display) -> Iterator[str]:
    ink = Ink(display.colour)
    for report in reports:
        if not report.diagnostics:
            continue
        places = ["{}:{}".format(*report.source.position(each.span.start)) for each in report.diagnostics]
        width = max(map(len, places))
        longest = max(len(each.rule) for each in report.diagnostics)
        yield guarded(f"{ink(visible(report.source.path), BOLD)}:") + "\n"
        for place, diagnostic in zip(places, report.diagnostics, strict=True):
            marked = mark(diagnostic, unsafe=display.unsafe)
            rule = ink(diagnostic.rule, RED, BOLD) + " " * (longest - len(diagnostic.rule))
            message = visible(said(report.source, diagnostic))
            yield f"  {place:>{width}}  {ink(marked, YELLOW if '!' in marked else CYAN) or '   '} {rule}  {message}\n"
        yield "\n"
