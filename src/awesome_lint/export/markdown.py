"""A list written anew: its headings, and its entries in the list's own template or in another.

No field of an entry is lost: where a template has no place for one, the entry stays as it was written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import dedent

from msgspec import Struct

from awesome_lint.content.page import bare, visible
from awesome_lint.content.rendering import render as shown_page
from awesome_lint.document import Container, Document, Entry, EntryKind, Section
from awesome_lint.export import Options
from awesome_lint.habits.book import Style
from awesome_lint.habits.template import LINKED, PAPER, Template, Values, block_end, fits, folded, roomy, template, values
from awesome_lint.patterns import lazy
from awesome_lint.source import Source

BULLET = "-"
# What is markup where it has a partner.
MARK = lazy(r"[*_`~\[\]]")
ENDINGS = ".?!…。！？"
PLACEHOLDER = lazy(r"q\d+q")
# `[label][name]`, `[name][]` and `[name]`.
REFERENCE = lazy(r"\[([^\[\]]*)\](?:\[([^\[\]]*)\])?$")


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
        definitions = "".join(_definitions(document))
        if definitions:
            yield separator + definitions
            separator = "\n"


def left_as_written(document: Document, options: Options) -> int:
    """Return how many entries of a document the given template has no place for, so that they stay as they were written."""
    if options.template is None:
        return 0
    form = template(options.template)
    ends_titles = _ends_titles(document)
    return sum(
        entry.is_read
        and entry.container is Container.LIST_ITEM
        and (
            not fits(document.source, entry, form) or _rewritten(document.source, entry, form, ends_titles=ends_titles) is None
        )
        for entry in document.entries
    )


def as_the_others(document: Document, entry: Entry) -> str | None:
    """Return the text of an entry as its list writes most entries of its kind.

    None is returned where the list has no such habit, or that has no place for all that the entry says.
    """
    habit = document.style.paper_entry if entry.kind is EntryKind.PAPER else document.style.named_entry
    if not habit.holds or not entry.is_read:
        return None
    return _in_form(document.source, entry, _way(document, None))


class _Way(Struct, frozen=True):
    """How the entries of a list are written."""

    forms: Mapping[EntryKind, Template]
    marker: str | None
    """The bullet, or the number that all entries have; None where they are counted."""
    ends_titles: bool
    """Whether titles end with a period by habit."""


def _way(document: Document, given: Template | None) -> _Way:
    forms = {kind: given or _house(document.style, kind) for kind in (EntryKind.PAPER, EntryKind.NAMED)}
    markers = [entry.marker.value for entry in document.entries if entry.marker is not None]
    is_numbered = sum(marker[:1].isdigit() for marker in markers) * 2 > len(markers)
    if is_numbered:
        marker = "1." if document.style.numbering.value == "same" else None
    else:
        marker = next((habit.value for habit in document.style.markers if habit.value), BULLET)
    return _Way(forms, marker, _ends_titles(document))


def _ends_titles(document: Document) -> bool:
    return document.style.title_ending.value == "."


def _house(style: Style, kind: EntryKind) -> Template:
    """Return the template to write entries of a kind in: the list's own where it has one, or a plain one."""
    habit = style.paper_entry if kind is EntryKind.PAPER else style.named_entry
    if habit.holds:
        return Template(habit.value)
    return Template(PAPER if kind is EntryKind.PAPER else LINKED)


def _blocks(source: Source, section: Section, way: _Way) -> Iterator[str]:
    """Yield the heading of a section that has entries, then its own entries: lists, and paragraphs that stay paragraphs."""
    if section.heading is not None and _has_entries(section):
        yield f"{'#' * section.heading.level} {folded(section.heading.text.value)}\n"
    listed: list[Entry] = []
    for entry in section.entries:
        if entry.container is Container.PARAGRAPH and _in_form(source, entry, way) is None:
            if listed:
                yield "".join(_lines(source, listed, way, ""))
                listed = []
            yield dedent(source.slice(entry.span)).strip("\n") + "\n"
        elif entry.kind is not EntryKind.PLACEHOLDER:
            listed.append(entry)
    if listed:
        yield "".join(_lines(source, listed, way, ""))


def _has_entries(section: Section) -> bool:
    return bool(section.entries) or any(_has_entries(inner) for inner in section.sections)


def _in_form(source: Source, entry: Entry, way: _Way) -> str | None:
    """Return the entry as the form of its kind has it, or None where that has no place for all of it."""
    form = way.forms.get(entry.kind)
    if form is None or not fits(source, entry, form):
        return None
    return _rewritten(source, entry, form, ends_titles=way.ends_titles)


def _lines(source: Source, entries: Sequence[Entry], way: _Way, indent: str) -> Iterator[str]:
    shown = (entry for entry in entries if entry.kind is not EntryKind.PLACEHOLDER)
    for number, entry in enumerate(shown, 1):
        marker = way.marker or f"{number}."
        inner = indent + " " * (len(marker) + 1)
        yield f"{indent}{marker} {_written(source, entry, way, inner)}\n"
        yield from _lines(source, entry.entries, way, inner)


def _written(source: Source, entry: Entry, way: _Way, indent: str) -> str:
    """Return what stands after the marker; `indent` begins every further line."""
    if (written := _in_form(source, entry, way)) is not None:
        return written
    if entry.is_read and entry.container is not Container.LIST_ITEM:
        # A row cannot stay as it is in a list.
        form = roomy(entry)
        written = _rewritten(source, entry, form, ends_titles=way.ends_titles)
        return form.write(values(source, entry, form, way.ends_titles)) if written is None else written
    return _as_written(source, entry, indent)


def _rewritten(source: Source, entry: Entry, form: Template, *, ends_titles: bool) -> str | None:
    """Return the fields of an entry in a form, or None where the marks of both together would show something else.

    A star that means nothing where it was typed may close the emphasis that a form puts around it, so that it is escaped.
    """
    found = values(source, entry, form, ends_titles)
    fields = [*found.texts.values(), *(label for label, _ in found.links)]
    if not any(MARK.search(field) for field in fields):
        return form.write(found)
    expected = _expected(form, found, entry.name or "")
    for each in (found, _escaped(found)):
        written = form.write(each)
        if _shown(written) == expected:
            return written
    return None


def _expected(form: Template, found: Values, title: str) -> str:
    """Return what readers see of the form, with what they see of each field in its place."""
    seen: dict[str, str] = {}

    def placeholder(field: str, read: str | None = None) -> str:
        # What a field ends with may stand for the punctuation of the form.
        core = field.rstrip(ENDINGS)
        ending = field[len(core) :]
        name = f"q{len(seen)}q"
        seen[name] = _shown(core) if read is None else bare(read).removesuffix(ending or ".")
        return name + ending

    texts = {name: placeholder(field, title if name == "title" else None) for name, field in found.texts.items()}
    links = tuple((placeholder(label), url) for label, url in found.links)
    shown = _shown(form.write(Values(texts, links, found.tags)))
    return PLACEHOLDER.sub(lambda match: seen.get(match.group(), match.group()), shown)


def _escaped(found: Values) -> Values:
    """Return the fields with a backslash before each mark that readers see."""
    links = tuple((_without_marks(label), url) for label, url in found.links)
    return Values({name: _without_marks(field) for name, field in found.texts.items()}, links, found.tags)


def _without_marks(field: str) -> str:
    shown = _shown(field)
    for mark in set(MARK.findall(field)):
        if shown.count(mark) == field.count(mark):
            field = re.sub(rf"(?<!\\){re.escape(mark)}", rf"\\{mark}", field)
    return field


def _shown(text: str) -> str:
    """Return what readers see of the text of an entry, without white space."""
    return visible(shown_page(f"- {text}\n"))


def _as_written(source: Source, entry: Entry, indent: str) -> str:
    start = entry.text_span.start
    line = source.text.rfind("\n", 0, start) + 1
    if entry.container is not Container.LIST_ITEM or ">" in source.text[line:start]:
        return folded(source.slice(entry.text_span)).strip("|").strip()
    first, *rest = source.text[start : block_end(source, entry)].rstrip().split("\n")
    own = start - line
    return "\n".join([first, *(f"{indent}{_without_indent(each, own)}" if each.strip() else "" for each in rest)])


def _without_indent(line: str, width: int) -> str:
    """Return a line without the white space that makes it part of its entry, at most `width` columns of it."""
    line = line.expandtabs(4)
    return line[min(width, len(line) - len(line.lstrip())) :]


def _definitions(document: Document) -> Iterator[str]:
    """Yield the definitions that the references of the entries need."""
    seen: set[str] = set()
    for entry in document.entries:
        for link in (*entry.links, *entry.badges):
            match = REFERENCE.search(document.source.slice(link.span)) if link.url_span is None else None
            name = match and (match.group(2) or match.group(1))
            if name and name.casefold() not in seen:
                seen.add(name.casefold())
                yield f"[{folded(name)}]: <{link.url}>\n"
