from collections import Counter
from collections.abc import Hashable, Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Fix, shortened
from awesome_lint.document import Document, UnevenRow
from awesome_lint.facts.folding import folded
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Source, Span

# A row that is shorter than most is a slip; where many are, the table is meant to have gaps.
SHORT_SHARE = 0.1
LEAST_ROWS = 5
# One cell alone is the name of a group.
LEAST_CELLS = 2

ROW = lazy(r"[ ]{0,3}\|(?:(?:[^|\n]|(?<=\\)\|)*(?<!\\)\|){2,}[ \t]*")
DELIMITERS = lazy(r"[ ]{0,3}\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?[ \t]*")
BAR = lazy(r"(?<!\\)\|")
# A header, and what else must be there to tell a table from a line with bars.
LEAST_LINES = 3
LONGEST_SHOWN = 40


class TableRow(Rule, frozen=True):
    """A row of a table with more or fewer cells than its header, or a table that GitHub shows as text.

    ## Why

    GitHub drops the cells of a row that its header has no columns for, and leaves blank those that are missing. Without a
    line of dashes below the header, or with one of another number of columns, there is no table at all.

    A row without anything in it shows as a gap that nobody can explain. The last row of a table may be short, a single cell
    may name a group of rows, and a table many of whose rows are short is meant to have gaps.

    ## Bad

    ```markdown
    | Name | Description |
    |---|---|
    | [Fish](https://example.org/fish) | A shell | |
    ```

    ## Good

    ```markdown
    | Name | Description |
    |---|---|
    | [Fish](https://example.org/fish) | A shell |
    ```

    ## Fix

    Safe: removes cells that are empty and not shown. There is none for those that hold something.
    """

    looks_at = Looks.SECTION
    fixable = Applicability.SAFE

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from folded(self._found(document))

    def _found(self, document: Document) -> Iterator[tuple[Hashable, Diagnostic]]:
        short = Counter(row.table for row in document.uneven_rows if len(row.cells) < row.columns)
        tables: dict[int, Span] = {}
        for row in document.uneven_rows:
            cause = tables.setdefault(row.table, row.span), len(row.cells)
            if len(row.cells) > row.columns:
                yield cause, self._longer(document.source, row)
            elif _is_slip(row, short[row.table]):
                message = f"Row of {len(row.cells)} cells below a header of {row.columns}: add what is missing."
                yield cause, self.diagnostic(row.span, message)
        yield from ((diagnostic.message, diagnostic) for diagnostic in self._no_tables(document))
        for span in document.empty_rows:
            message = "Empty row: fill it in, or remove it."
            yield message, self.diagnostic(span, message)

    def _longer(self, source: Source, row: UnevenRow) -> Diagnostic:
        surplus = row.cells[row.columns :]
        filled = [cell for cell in surplus if source.slice(cell).strip()]
        found = f"Row of {len(row.cells)} cells below a header of {row.columns}"
        if filled:
            text = source.slice(filled[0]).strip()
            shown = shortened(text, LONGEST_SHOWN)
            return self.diagnostic(filled[0], f"{found}, so that `{shown}` is not shown: move it into a column.")
        place = Span(surplus[0].start, surplus[0].start + len(source.written(surplus[0].start, row.span.end).value.rstrip()))
        if place.is_empty:
            place = row.span
            return self.diagnostic(place, f"{found}: remove the empty ones.")
        return self.diagnostic(place, f"{found}: remove the empty ones.", Fix.delete(place))

    def _no_tables(self, document: Document) -> Iterator[Diagnostic]:
        for lines in _paragraphs(document):
            texts = [document.source.slice(line) for line in lines]
            if len(texts) < LEAST_LINES or not all(map(ROW.fullmatch, texts)):
                continue
            columns, dashes = _columns(texts[0]), DELIMITERS.fullmatch(texts[1])
            if dashes:
                message = (
                    f"GitHub shows no table: the line of dashes has {_columns(texts[1])} columns, the header {columns}; "
                    "give both as many."
                )
                yield self.diagnostic(lines[1], message)
            elif not any(map(DELIMITERS.fullmatch, texts)):
                message = f"GitHub shows no table without a line of dashes: add `{'|---' * columns}|` below the header."
                yield self.diagnostic(lines[0], message)


def _is_slip(row: UnevenRow, short: int) -> bool:
    return (
        not row.is_last and len(row.cells) >= LEAST_CELLS and row.rows >= LEAST_ROWS and short <= max(1, SHORT_SHARE * row.rows)
    )


def _columns(row: str) -> int:
    return len(BAR.findall(row.strip())) - 1


def _paragraphs(document: Document) -> Iterator[list[Span]]:
    """Yield the lines of each paragraph that begins with a bar."""
    for paragraph in document.paragraphs:
        if paragraph.text.value.startswith("|"):
            yield [document.source.line_span(number) for number in range(paragraph.first, paragraph.end)]
