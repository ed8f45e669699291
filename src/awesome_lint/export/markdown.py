"""A list written anew: its headings, and its entries in the list's own template or in another.

No field of an entry is lost: where a template has no place for one, the entry stays as it was written.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from awesome_lint.document import Container, Document, Entry, EntryKind, Section
from awesome_lint.export import Options
from awesome_lint.export.template import DEFAULTS, Template, fits, folded, house, template, values
from awesome_lint.source import Source

BULLET = "-"


def render(documents: Iterable[Document], options: Options) -> Iterator[str]:
    """Yield the lists one below the other. Raises TemplateError for a template that says nothing of use."""
    given = template(options.template) if options.template is not None else None
    separator = ""
    for document in documents:
        way = _way(document, given)
        for section in document.walk():
            for block in _blocks(document.source, section, way):
                yield separator + block
                separator = "\n"


def left_as_written(document: Document, options: Options) -> int:
    """Return how many entries of a document the given template has no place for, so that they stay as they were written."""
    if options.template is None:
        return 0
    form = template(options.template)
    return sum(
        entry.is_read and entry.container is Container.LIST_ITEM and not fits(document.source, entry, form)
        for entry in document.entries
    )


@dataclass(frozen=True, slots=True)
class _Way:
    """How the entries of a list are written."""

    forms: Mapping[EntryKind, Template]
    bullet: str | None
    """None where entries are numbered."""
    ends_titles: bool
    """Whether titles end with a period by habit."""


def _way(document: Document, given: Template | None) -> _Way:
    forms = {kind: given or house(document, kind) for kind in (EntryKind.PAPER, EntryKind.NAMED)}
    markers = [entry.marker.value for entry in document.entries if entry.marker is not None]
    is_numbered = sum(marker[:1].isdigit() for marker in markers) * 2 > len(markers)
    bullet = next((habit.value for habit in document.style.markers if habit.value), BULLET)
    return _Way(forms, None if is_numbered else bullet, document.style.title_ending.value == ".")


def _blocks(source: Source, section: Section, way: _Way) -> Iterator[str]:
    """Yield the heading of a section that has entries, and its own entries, each ending in a newline."""
    if section.heading is not None and _has_entries(section):
        yield f"{'#' * section.heading.level} {folded(section.heading.text.value)}\n"
    entries = "".join(_lines(source, section.entries, way, ""))
    if entries:
        yield entries


def _has_entries(section: Section) -> bool:
    return bool(section.entries) or any(_has_entries(inner) for inner in section.sections)


def _lines(source: Source, entries: Sequence[Entry], way: _Way, indent: str) -> Iterator[str]:
    shown = (entry for entry in entries if entry.kind is not EntryKind.PLACEHOLDER)
    for number, entry in enumerate(shown, 1):
        marker = way.bullet or f"{number}."
        yield f"{indent}{marker} {_written(source, entry, way)}\n"
        yield from _lines(source, entry.entries, way, indent + " " * (len(marker) + 1))


def _written(source: Source, entry: Entry, way: _Way) -> str:
    form = way.forms.get(entry.kind)
    does_fit = form is not None and fits(source, entry, form)
    if form is None or (not does_fit and entry.container is Container.LIST_ITEM):
        return folded(source.slice(entry.text_span)).strip("|").strip()
    if not does_fit:
        # A row or a paragraph cannot stay as it is in a list: it is written in a form that has a place for everything.
        form = Template(DEFAULTS[entry.kind])
    return form.write(values(source, entry, form, way.ends_titles))
