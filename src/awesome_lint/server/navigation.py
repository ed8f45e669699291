"""From links to what they lead to, and back; and headings that are renamed with all that leads to them."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote, urljoin, urlsplit

from lsprotocol import types

from awesome_lint.diagnostic import Edit
from awesome_lint.document import Definition, Document, Entry, Heading, Link, LinkKind
from awesome_lint.engine.fixer import apply
from awesome_lint.facts.anchors import fragment_of, key_of
from awesome_lint.facts.prose import matches
from awesome_lint.habits.book import Pins
from awesome_lint.parser import parse
from awesome_lint.patterns import lazy
from awesome_lint.server import places
from awesome_lint.server.library import Library, Listed
from awesome_lint.source import Span

# `[label][name]`, `[name][]` and `[name]`.
REFERENCE = lazy(r"!?\[([^\[\]]*)\](?:\[([^\[\]]*)\])?$")
# What names a paper where it is no link: `arXiv:1706.03762`, `doi:10.1145/3442188.3445922`.
PAPER = lazy(
    r"\b(?:arXiv:[ ]?(?P<arxiv>\d{4}\.\d{4,5})(?:v\d+)?|doi:[ ]?(?P<doi>10\.\d{4,9}/[^\s,;)\]]*[^\s,;.)\]]))", re.IGNORECASE
)
SCHEMES = ("http", "https", "mailto", "ftp")


class RenameError(Exception):
    """A heading cannot be called so; the message says why."""


# --- links --------------------------------------------------------------------------------------------------------------


def links(listed: Listed) -> Iterator[types.DocumentLink]:
    """Yield what can be followed: links of every kind, and papers that are named without one."""
    document = listed.document
    for link in document.links:
        if (target := _target(listed, link)) is not None:
            yield types.DocumentLink(listed.places.range(link.url_span or link.span), target)
    linked = [link.span for link in document.links]
    for span, _ in matches(document, PAPER):
        match = PAPER.fullmatch(document.source.slice(span))
        if match and not any(each.overlaps(span) for each in linked):
            number, doi = match["arxiv"], match["doi"]
            url = f"https://arxiv.org/abs/{number}" if number else f"https://doi.org/{quote(doi)}"
            yield types.DocumentLink(listed.places.range(span), url)


def _target(listed: Listed, link: Link) -> str | None:
    """Return where a link leads: an address, a file beside the list, or a line of it."""
    if link.is_fragment:
        heading = heading_of(listed.document, link)
        return f"{listed.uri}#L{listed.places.position(heading.span.start).line + 1}" if heading else None
    try:
        scheme = urlsplit(link.url).scheme
        if scheme in SCHEMES:
            return link.url
        return urljoin(listed.uri, link.url) if link.url and not scheme and listed.uri.startswith("file:") else None
    except ValueError:
        return None


def heading_of(document: Document, link: Link) -> Heading | None:
    """Return the heading that a link of the page leads to."""
    if not link.is_fragment:
        return None
    wanted = key_of(fragment_of(link))
    return next((heading for heading in document.headings if key_of(heading.slug) == wanted), None)


# --- definitions and references -----------------------------------------------------------------------------------------


def definition(listed: Listed, offset: int) -> types.Location | None:
    """Return what the link at an offset leads to: a heading, the definition of its name, a file."""
    document = listed.document
    link = places.link_at(document, offset)
    if link is None:
        return None
    if (heading := heading_of(document, link)) is not None:
        return types.Location(listed.uri, listed.places.range(heading.span))
    if (name := _name_of(document, link)) is not None:
        found = next((each for each in document.definitions if _folded(each.label.value) == name), None)
        return types.Location(listed.uri, listed.places.range(found.span)) if found else None
    target = _target(listed, link)
    if target is None or not target.startswith("file:"):
        return None
    beginning = types.Position(0, 0)
    return types.Location(target.partition("#")[0], types.Range(beginning, beginning))


def references(library: Library, listed: Listed, offset: int, *, itself: bool) -> Iterator[types.Location]:
    """Yield what leads to the heading or definition at an offset, or that the link there leads to, too; or where else an
    entry is listed. `itself` says whether it is one of them."""
    document = listed.document
    link = places.link_at(document, offset)
    heading = heading_of(document, link) if link else places.heading_at(document, offset)
    name = _name_of(document, link) if link else None
    defined = _definition(document, name) if name else places.around(document.definitions, offset)
    if heading is not None:
        spans = [heading.span] if itself else []
        spans += [each.url_span or each.span for each in leading_to(document, heading)]
    elif defined is not None:
        spans = [defined.span] if itself else []
        spans += [each.span for each in document.links if _name_of(document, each) == _folded(defined.label.value)]
    else:
        yield from _entries(library, listed, places.entry_at(document, offset), itself=itself)
        return
    for span in spans:
        yield types.Location(listed.uri, listed.places.range(span))


def leading_to(document: Document, heading: Heading) -> Iterator[Link]:
    """Yield the links of the page that lead to a heading."""
    return (link for link in document.links if link.is_fragment and heading_of(document, link) == heading)


def _entries(library: Library, listed: Listed, entry: Entry | None, *, itself: bool) -> Iterator[types.Location]:
    if entry is None:
        return
    found = [(listed, entry)] if itself else []
    for where, each in (*found, *library.elsewhere(listed, entry)):
        yield types.Location(where.uri, where.places.range(each.title_span or each.text_span))


def _definition(document: Document, name: str) -> Definition | None:
    return next((each for each in document.definitions if _folded(each.label.value) == name), None)


def _name_of(document: Document, link: Link) -> str | None:
    """Return the name of the definition that a link refers to."""
    if link.url_span is not None or link.kind not in (LinkKind.REFERENCE, LinkKind.IMAGE):
        return None
    match = REFERENCE.search(document.source.slice(link.span))
    return _folded(match[2] or match[1]) if match else None


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


# --- renaming -----------------------------------------------------------------------------------------------------------


def renamed(document: Document, offset: int) -> Heading | None:
    """Return the heading that is renamed at an offset: the one there, or that the link there leads to."""
    heading = places.heading_at(document, offset)
    if heading is None and (link := places.link_at(document, offset)) is not None:
        heading = heading_of(document, link)
    return heading if heading is not None and not heading.text.span.is_empty else None


def rename(document: Document, heading: Heading, name: str, pins: Pins | None) -> Sequence[Edit]:
    """Return the edits that give a heading a name, and all anchors that change by that to the links of the page.

    Links to it that are called by the old name, as those of the contents are, get the new one. Raises RenameError for what
    makes no heading of this page.
    """
    if not name.strip() or "\n" in name or "\r" in name:
        raise RenameError("expected a name on one line")
    edits = [Edit(heading.text.span, name.strip())]
    after = parse(document.source.with_text(apply(document.source.text, edits)), pins)
    if len(after.headings) != len(document.headings):
        raise RenameError(f"`{name}` makes no heading of this page")
    slugs = {
        one.span: other.slug for one, other in zip(document.headings, after.headings, strict=True) if one.slug != other.slug
    }
    targets: dict[Span, Edit] = {}
    for link in document.links:
        to = heading_of(document, link)
        if to is None or link.span.overlaps(heading.text.span):
            continue
        if to.span in slugs and (edit := _target_edit(document, link, slugs[to.span])) is not None:
            targets[edit.span] = edit
        if to == heading and link.label.value == heading.text.value:
            edits.append(Edit(link.label.span, name.strip()))
    return sorted([*edits, *targets.values()])


def _target_edit(document: Document, link: Link, slug: str) -> Edit | None:
    """Return the edit that lets a link, or the definition that it refers to, lead to another anchor."""
    span = link.url_span
    if span is None and (name := _name_of(document, link)) is not None and (found := _definition(document, name)) is not None:
        span = found.url_span
    if span is None:
        return None
    written = document.source.slice(span)
    mark = written.find("#")
    if mark < 0:
        return None
    is_escaped = "%" in written
    end = span.end - written.endswith(">")
    return Edit(Span(span.start + mark + 1, end), quote(slug) if is_escaped else slug)
