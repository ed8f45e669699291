"""GitLab's code quality report: an array of issues in the format of Code Climate.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from awesome_lint.diagnostic import Diagnostic, Report
from awesome_lint.reporters import Display
from awesome_lint.reporters.fingerprints import fingerprints
from awesome_lint.reporters.json import array, encoded
from awesome_lint.reporters.places import posix, said
from awesome_lint.source import Source

# Of info, minor, major, critical and blocker: no list breaks by what stands in it.
SEVERITY = "minor"


def render(reports: Sequence[Report], display: Display) -> Iterator[str]:
    yield from array(
        encoded(_issue(report.source, diagnostic, fingerprint))
        for report in reports
        for diagnostic, fingerprint in zip(report.diagnostics, fingerprints(report), strict=True)
    )


def _issue(source: Source, diagnostic: Diagnostic, fingerprint: str) -> dict[str, object]:
    path = posix(source.path)
    start, end = source.position(diagnostic.span.start), source.position(diagnostic.span.end)
    return {
        "description": said(source, diagnostic),
        "check_name": diagnostic.rule,
        # Of two with one fingerprint GitLab shows one, and translations of a list have much in common.
        "fingerprint": sha256(f"{path}\0{fingerprint}".encode("utf-8", "surrogatepass")).hexdigest(),
        "severity": SEVERITY,
        "location": {
            "path": path,
            "positions": {
                "begin": {"line": start.line, "column": start.column},
                "end": {"line": end.line, "column": end.column},
            },
        },
    }
