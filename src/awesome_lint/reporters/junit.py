"""A test report in the form that JUnit made common: a suite for each file, a failed test for each diagnostic.

https://github.com/testmoapp/junitxml
"""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from awesome_lint.diagnostic import Report
from awesome_lint.reporters import Display
from awesome_lint.reporters.places import manual_url, posix, said
from awesome_lint.reporters.text import visible


def render(reports: Sequence[Report], display: Display) -> Iterator[str]:
    failed = sum(len(report.diagnostics) for report in reports)
    passed = sum(not report.diagnostics for report in reports)
    root = Element("testsuites", name="awesome-lint", tests=str(failed + passed), failures=str(failed), errors="0")
    for report in reports:
        _suite(root, report)
    indent(root)
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield tostring(root, encoding="unicode") + "\n"


def _suite(root: Element, report: Report) -> None:
    path, count = visible(posix(report.source.path)), len(report.diagnostics)
    suite = SubElement(root, "testsuite", name=path, tests=str(count or 1), failures=str(count), errors="0", skipped="0")
    if not count:
        # A file without a diagnostic is a test that passed; a suite without tests would say that nothing was looked at.
        SubElement(suite, "testcase", name="awesome-lint", classname=path, file=path)
    for diagnostic in report.diagnostics:
        line, column = report.source.position(diagnostic.span.start)
        case = SubElement(
            suite, "testcase", name=f"{diagnostic.rule} ({line}:{column})", classname=path, file=path, line=str(line)
        )
        message = visible(said(report.source, diagnostic))
        failure = SubElement(case, "failure", type=diagnostic.rule, message=message)
        url = manual_url(diagnostic.rule)
        failure.text = f"{path}:{line}:{column}: {message}" + (f"\n{url}" if url else "")
