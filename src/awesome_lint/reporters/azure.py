"""Azure Pipelines' logging commands: a warning in the summary of the run for each diagnostic.

https://learn.microsoft.com/en-us/azure/devops/pipelines/scripts/logging-commands
"""

from collections.abc import Iterator, Sequence

from awesome_lint.diagnostic import Report
from awesome_lint.reporters import Display
from awesome_lint.reporters.places import posix, said
from awesome_lint.reporters.text import visible


def render(reports: Sequence[Report], display: Display) -> Iterator[str]:
    for report in reports:
        for diagnostic in report.diagnostics:
            line, column = report.source.position(diagnostic.span.start)
            properties = {
                "type": "error",
                "sourcepath": posix(report.source.path),
                "linenumber": str(line),
                "columnnumber": str(column),
                "code": diagnostic.rule,
            }
            listed = "".join(f"{name}={_escaped(value)};" for name, value in properties.items())
            yield f"##vso[task.logissue {listed}]{_data(said(report.source, diagnostic))}\n"


def _data(text: str) -> str:
    return visible(text.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A"))


def _escaped(text: str) -> str:
    return _data(text).replace(";", "%3B").replace("]", "%5D")
