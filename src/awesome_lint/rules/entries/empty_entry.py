from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Document, Placeholders
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Source, Span

NUMBER = lazy(r"[ \t>]*(\d{1,9})[.)]")
MARKER = lazy(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]")
HEADING = lazy(r" {0,3}#{1,6}[ \t]")
QUOTE = lazy(r"[ \t]*>")


class EmptyEntry(Rule, frozen=True):
    """An entry that holds markup without a word: a slot that nobody filled.

    ## Why

    Slots such as `1. **** **` show a reader numbered lines with nothing but a rule or stray marks beside them. Neighbouring
    ones are reported as one run. A bare bullet is no slot: lists use it as a separator. A slot with the label of a link, as
    in `1. **** ** [paper]()`, has a word; `empty-link` reports it, and only a person knows what becomes of it.

    ## Bad

    ```markdown
    1. **Optimal brain damage.** *Yann LeCun, John S Denker, and Sara A Solla.*
    1. **** **
    1. **** **
    ```

    ## Good

    ```markdown
    1. **Optimal brain damage.** *Yann LeCun, John S Denker, and Sara A Solla.*
    ```

    ## Fix

    Safe: removes the lines of the run. There is no fix where they hold something else too, or where the lists before and
    after them would become one.
    """

    looks_at = Looks.SECTION
    fixable = Applicability.SAFE
    effect = Effect.BLOCKS

    def check(self, document: Document) -> Iterator[Diagnostic]:
        source = document.source
        for run in document.placeholders:
            whole = Span(run.spans[0].start, run.spans[-1].end)
            text = source.slice(whole)
            end = whole.start + len(text.rstrip("\n"))
            found = source.slice(run.spans[0]).strip(" \t\n>")
            count = len(run.spans)
            message = (
                f"Empty entry `{found}`: fill it in, or remove it."
                if count == 1
                else f"{count} empty entries like `{found}`: fill them in, or remove them."
            )
            yield self.diagnostic(Span(whole.start, end), message, _removal(source, run, whole), count=count)


def _removal(source: Source, run: Placeholders, whole: Span) -> Fix | None:
    """Return the fix that deletes the lines of the run and keeps what stands before and after them apart."""
    if not run.is_removable:
        return None
    before, after = _neighbours(source, whole)
    needs_blank = run.ends_list and _would_touch(before, after)
    if needs_blank and QUOTE.match(before):
        # A blank line would end the quotation.
        return None
    edits = [Edit(whole, "\n" if needs_blank else "")]
    if run.starts_list and not run.ends_list:
        edits.extend(_renumbering(source, run, whole))
    return Fix.of(edits)


def _would_touch(before: str, after: str) -> bool:
    """Whether Markdown would read the line after as going on with the one before."""
    if not before.strip() or not after.strip() or HEADING.match(after):
        return False
    return not (MARKER.match(after) and (MARKER.match(before) or HEADING.match(before)))


def _neighbours(source: Source, whole: Span) -> tuple[str, str]:
    """Return the line before and the line after, empty at either end of the text."""
    line = source.line_number(whole.start)
    before = source.line(line - 1) if line > 1 else ""
    after = source.line(source.line_number(whole.end)) if whole.end < source.end else ""
    return before, after


def _renumbering(source: Source, run: Placeholders, whole: Span) -> Iterator[Edit]:
    """Yield the edit that lets the list go on from the number it began with."""
    first = NUMBER.match(source.slice(run.spans[0]))
    line = source.line_number(whole.end) if whole.end < source.end else 0
    while line and line < len(source.line_starts) and not source.line(line).strip(" \t>"):
        line += 1
    following = NUMBER.match(source.line(line)) if line else None
    if first and following and first.group(1) != following.group(1):
        start = source.line_span(line).start
        yield Edit(Span(start + following.start(1), start + following.end(1)), first.group(1))
