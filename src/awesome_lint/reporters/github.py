"""GitHub's workflow commands: annotations in the pull request, as many as it shows, and everything in the log of the step.

GitHub keeps ten errors of a step and drops the rest without a word. So the ten are chosen, from as many rules as possible; the
whole list stands in a group of the log.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from awesome_lint.diagnostic import Diagnostic, Report, shortened
from awesome_lint.reporters import Display, concise
from awesome_lint.reporters.effects import effect, fixed_line
from awesome_lint.reporters.places import counted, last_line, manual_url, said
from awesome_lint.reporters.text import visible
from awesome_lint.source import Source, Span

# https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md#limitations
MOST_ANNOTATIONS = 10
LONGEST_LINE = 400


def render(reports: Sequence[Report], display: Display) -> Iterator[str]:
    total = sum(len(report.diagnostics) for report in reports)
    if not total:
        return
    yield f"::group::awesome-lint: {counted(total, 'problem')}\n"
    yield from concise.render(reports, display)
    yield "::endgroup::\n"
    for source, diagnostic in chosen(reports, display.changed):
        yield _annotation(source, diagnostic)
    if total > MOST_ANNOTATIONS:
        places = "on the summary page of the job and in the log of this step" if display.has_page else "in the log of this step"
        yield f"::notice title=awesome-lint::{MOST_ANNOTATIONS} of {total} are shown beside their lines, all {places}.\n"


def chosen(reports: Sequence[Report], changed: Sequence[Sequence[Span]]) -> list[tuple[Source, Diagnostic]]:
    """Return the diagnostics to annotate, by place: one of each rule, then a second of each, until there are enough.

    What touches changed lines, which are given for each report, comes before all else, in the same way. Where there are more
    rules than annotations, those that need a person come first, then those that speak least often, since what is said of a
    hundred lines is no news of any of them.
    """
    near: list[_Place] = []
    far: list[_Place] = []
    for number, report in enumerate(reports):
        spans = changed[number] if number < len(changed) else ()
        for index, diagnostic in enumerate(report.diagnostics):
            is_near = any(span.overlaps(diagnostic.span) for span in spans)
            (near if is_near else far).append(_Place(number, index, report.source, diagnostic))
    first = [*_ranked(near), *_ranked(far)][:MOST_ANNOTATIONS]
    return [(place.source, place.diagnostic) for place in sorted(first, key=lambda place: (place.file, place.number))]


class _Place(Struct, frozen=True):
    """A diagnostic, with the number of its file and its own in it."""

    file: int
    number: int
    source: Source
    diagnostic: Diagnostic


def _ranked(places: Sequence[_Place]) -> Iterator[_Place]:
    by_rule: dict[str, list[_Place]] = {}
    for place in places:
        by_rule.setdefault(place.diagnostic.rule, []).append(place)
    rules = sorted(by_rule.values(), key=lambda found: (_is_mended(found[0].diagnostic), len(found)))
    for turn in range(max((len(found) for found in rules), default=0)):
        yield from (found[turn] for found in rules if turn < len(found))


def _is_mended(diagnostic: Diagnostic) -> bool:
    return diagnostic.fix is not None and diagnostic.fix.is_safe


def _annotation(source: Source, diagnostic: Diagnostic) -> str:
    start, end = source.position(diagnostic.span.start), source.position(diagnostic.span.end)
    properties: dict[str, str | int] = {
        "title": f"awesome-lint ({diagnostic.rule})",
        "file": source.path,
        "line": start.line,
        "endLine": last_line(source, diagnostic),
    }
    # Over several lines, GitHub takes no columns.
    if end.line == start.line:
        properties |= {"col": start.column, "endColumn": end.column}
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::error {listed}::{_data(chr(10).join(_lesson(source, diagnostic)))}\n"


def _lesson(source: Source, diagnostic: Diagnostic) -> Iterator[str]:
    """Yield what is wrong, how it should read, and where more is said of it, each on a line of its own."""
    yield said(source, diagnostic)
    fix = diagnostic.fix
    if fix is not None and fix.edits:
        line = fixed_line(source, fix)
        perhaps = "" if fix.is_safe else "perhaps "
        if line is not None and line.strip():
            yield f"It should {perhaps}read: {shortened(line.strip(), LONGEST_LINE)}"
        else:
            yield f"awesome-lint --fix{'' if fix.is_safe else ' --unsafe-fixes'} {effect(source, fix.edits)}."
    url = manual_url(diagnostic.rule)
    if url:
        yield f"About {diagnostic.rule}: {url}"


def _data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
