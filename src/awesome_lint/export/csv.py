"""Comma-separated values with a header, one row for each entry, for spreadsheets and data frames."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from awesome_lint.document import Document
from awesome_lint.export import Options
from awesome_lint.export.record import Record, records

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
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def render(documents: Iterable[Document], options: Options) -> Iterator[str]:
    row = StringIO()
    writer = csv.writer(row, lineterminator="\n")
    yield ",".join(HEADER) + "\n"
    for document in documents:
        for record in records(document):
            writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in _cells(record)])
            yield row.getvalue()
            row.seek(0)
            row.truncate()


def harmless(cell: str) -> str:
    """Return a cell that a spreadsheet shows as text: an apostrophe stands before what would be a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


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
