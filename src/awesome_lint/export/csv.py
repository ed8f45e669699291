"""Comma-separated values with a header, one row for each entry, for spreadsheets and data frames."""

from collections.abc import Iterable, Iterator

from awesome_lint.document import Document
from awesome_lint.export import Options
from awesome_lint.export.record import Record, records
from awesome_lint.patterns import lazy

SCHEMES = ("arxiv", "doi", "openreview", "acl", "github", "isbn")
HEADER = (
    "file",
    "line",
    "end_line",
    "section",
    "kind",
    "title",
    "authors",
    "venue",
    "year",
    "inherited_venue",
    "inherited_year",
    "link_labels",
    "links",
    "description",
    "tags",
    *SCHEMES,
)

# A spreadsheet takes a cell that begins so for a formula, and runs it.
FORMULA = "[=+\\-@\t\r\n＝＋－＠]"
# Where a cell begins: at its beginning, and behind what separates the cells or rows of those who open the file with another
# separator, as half of Europe does; a quotation mark there may open the cell.
BEGINNING = lazy(rf"(^|[;\t\r\n])(?=\"*{FORMULA})")
# What has to stand between quotation marks, to whatever separator it is read with.
SEPARATING = lazy('[,;"\t\r\n]')


def render(documents: Iterable[Document], options: Options) -> Iterator[str]:
    yield ",".join(HEADER) + "\n"
    for document in documents:
        for record in records(document):
            yield ",".join(map(_written, _cells(record))) + "\n"


def _written(cell: str | int | None) -> str:
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    shown = harmless(cell)
    return '"{}"'.format(shown.replace('"', '""')) if SEPARATING.search(shown) else shown


def harmless(cell: str) -> str:
    """Return a cell that a spreadsheet shows as text: an apostrophe stands before what would be a formula."""
    return BEGINNING.sub(r"\1'", cell)


def _cells(record: Record) -> Iterator[str | int | None]:
    yield record.file
    yield record.line
    yield record.end_line
    yield " > ".join(record.section)
    yield record.kind
    yield record.title
    yield "; ".join(record.authors)
    yield record.venue
    yield record.year
    yield record.inherited.venue
    yield record.inherited.year
    yield "; ".join(link.label for link in record.links)
    # No URL has a space, so that a space can stand between two.
    yield " ".join(link.url.replace(" ", "%20") for link in record.links)
    yield record.description
    yield "; ".join(record.tags)
    for scheme in SCHEMES:
        yield "; ".join(record.identifiers.get(scheme, ()))  # type: ignore[call-overload]
