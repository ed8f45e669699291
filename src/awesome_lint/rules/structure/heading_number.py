from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix, Related
from awesome_lint.document import Document, Heading, Section
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Span

# `2.`, `2.4`, `2.4.1)`, before the words of a heading. What is longer is a year or a number of its own: `100 papers`.
NUMBER = lazy(r"[^\w\n]{0,4}((?:\d{1,2}\.)*\d{1,2})([.):、．]?)(?=[^\w\n]*[^\W\d_])")
# The same number once more behind it.
TWICE = lazy(r"[^\w\n]{0,4}((?:\d{1,2}\.)*\d{1,2})[.):、．]?[ \t]+(?P<again>\1[.):、．]?)[ \t]+(?=[^\W\d_])")
YEAR = lazy(r"\W{0,6}((?:19|20)\d\d)(?:\W{1,4}(?:19|20)?\d\d)?\W{0,4}")
# So many sections of years beside each other are in some order.
LEAST_YEARS = 4
# So many numbered sections beside each other count; two may be named so.
LEAST = 3
# And so many of their steps go up by no more than this.
SHARE = 0.7
FARTHEST = 2
# How often headings with parts (`2.4`) have to end their numbers in one way for another to be a slip.
LEAST_ENDED = 5
ENDED_SHARE = 0.8


class _Number(Struct, frozen=True):
    """The number that a heading begins with: its parts, what ends it, and where it is written."""

    heading: Heading
    parts: tuple[int, ...]
    ending: str
    span: Span


class HeadingNumber(Rule, frozen=True):
    """A number of a heading that another has already, that skips some, stands twice, or ends otherwise; a year out of order.

    ## Why

    `2.3`, `2.4`, `2.4`: whoever is told to look at 2.4 finds two of them, or none. Mostly a section was added or taken out, and
    the numbers of those after it stayed. Headings that are numbered only now and then are left alone. Of sections of years,
    one that stands out of their order is reported.

    ## Bad

    ```markdown
    # Papers

    ## 1. Surveys

    ## 2. Pruning

    ## 3. Quantization

    ## 4. Distillation

    ## 5. Search

    ## 6 Tools
    ```

    ## Good

    ```markdown
    # Papers

    ## 1. Surveys

    ## 2. Pruning

    ## 3. Quantization

    ## 4. Distillation

    ## 5. Search

    ## 6. Tools
    ```

    ## Fix

    Safe where only the mark behind the number differs, which is no part of the anchor. There is none for a number: links lead
    to it.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        numbers = [number for heading in document.headings if (number := _number(document, heading)) is not None]
        by_heading = {number.heading.span.start: number for number in numbers}
        yield from self._counted(document.sections, by_heading)
        yield from self._ended(numbers)
        if len(numbers) >= LEAST:
            yield from self._twice(document)

    def _twice(self, document: Document) -> Iterator[Diagnostic]:
        """Yield the headings that have their number twice: `4. 4 Tools`."""
        for heading in document.headings:
            match = TWICE.match(document.source.slice(heading.text.span))
            if match:
                start = heading.text.span.start
                span = Span(start + match.start(1), start + match.end("again"))
                yield self.diagnostic(span, f"Number `{match[1]}` stands twice before the heading: remove one.")

    def _counted(self, sections: Sequence[Section], numbers: dict[int, _Number]) -> Iterator[Diagnostic]:
        found = [numbers.get(section.heading.span.start) for section in sections if section.heading]
        beside = [number for number in found if number]
        if len(beside) >= max(LEAST, len(found) * SHARE) and len({number.parts[:-1] for number in beside}) == 1:
            yield from self._misplaced(beside)
        yield from self._years([section.heading for section in sections if section.heading])
        for section in sections:
            yield from self._counted(section.sections, numbers)

    def _years(self, headings: Sequence[Heading]) -> Iterator[Diagnostic]:
        """Yield the only one of some headings beside each other that are years that is out of their order."""
        found = [(int(match[1]), heading) for heading in headings if (match := YEAR.fullmatch(heading.text.value))]
        years = [year for year, _ in found]
        if len(years) < LEAST_YEARS or len(set(years)) < len(years):
            return
        order = sorted(years, reverse=years[0] > years[-1])
        for index, (year, heading) in enumerate(found):
            rest = years[:index] + years[index + 1 :]
            if years != order and rest == [other for other in order if other != year]:
                place = order.index(year)
                other = f"below `{order[place - 1]}`" if place else f"above `{order[1]}`"
                yield self.diagnostic(
                    heading.span, f"`{year}` is out of order among the years of the headings: move it {other}."
                )
                return

    def _misplaced(self, numbers: Sequence[_Number]) -> Iterator[Diagnostic]:
        steps = [after.parts[-1] - before.parts[-1] for before, after in pairwise(numbers)]
        if 1 not in steps or sum(0 <= step <= FARTHEST for step in steps) < len(steps) * SHARE:
            return
        used = {numbers[0].parts: numbers[0]}
        for number, step in zip(numbers[1:], steps, strict=True):
            written = ".".join(map(str, number.parts))
            first = used.setdefault(number.parts, number)
            if first is not number:
                related = [Related(first.heading.span, "first used here")]
                yield self.diagnostic(
                    number.span, f"Number `{written}` is used twice: number the headings anew.", related=related
                )
            elif step != 1:
                wanted = ".".join(map(str, (*number.parts[:-1], number.parts[-1] - step + 1)))
                yield self.diagnostic(number.span, f"Number `{written}` should be `{wanted}`, which follows.")

    def _ended(self, numbers: Sequence[_Number]) -> Iterator[Diagnostic]:
        for is_deep in (False, True):
            alike = [number for number in numbers if (len(number.parts) > 1) is is_deep]
            counts = Counter(number.ending for number in alike)
            if len(counts) < 2:
                continue
            wanted, count = counts.most_common(1)[0]
            if count < LEAST_ENDED or count < len(alike) * ENDED_SHARE:
                continue
            for number in alike:
                if number.ending != wanted:
                    written = ".".join(map(str, number.parts))
                    start = number.span.end
                    fix = Fix.replace(Span(start, start + len(number.ending)), wanted)
                    message = f"`{written}{number.ending}` should be `{written}{wanted}`, as in the other headings."
                    yield self.diagnostic(number.span, message, fix)


def _number(document: Document, heading: Heading) -> _Number | None:
    """Return the number of a heading that is written as it is read."""
    text = heading.text
    match = NUMBER.match(text.value)
    if match is None or document.source.slice(text.span)[: match.end()] != text.value[: match.end()]:
        return None
    start = text.span.start + match.start(1)
    span = Span(start, start + len(match.group(1)))
    return _Number(heading, tuple(map(int, match.group(1).split("."))), match.group(2), span)
