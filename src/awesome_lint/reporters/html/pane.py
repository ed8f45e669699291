"""A list as GitHub shows it, with notes where they belong: below the entry, paragraph, row or heading of a line."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from awesome_lint.content.rendering import render, without_front_matter
from awesome_lint.document import Document
from awesome_lint.patterns import lazy
from awesome_lint.reporters.html.elements import HEADINGS, LISTS, VOID, Child, Element, Names, element, read, walk

FOOTNOTE = lazy(r' id="(fn(?:ref)?-[^"<>]*)"')
# What holds others side by side: no line of a list is in it alone.
AROUND = LISTS | {"table", "thead", "tbody"}
CELLS = frozenset({"td", "th"})


class Note(Struct, frozen=True):
    """A note for a line, and the lines of all that it is about."""

    line: int
    lines: tuple[int, ...]
    rule: str
    element: Element


def pane(document: Document, notes: Iterable[Note], prefix: str, named: Iterable[int] = ()) -> Element:
    """Return the list with the notes in it; all ids begin with the prefix, and lines that are `named` get one, too."""
    _, text = without_front_matter(document.source.text)
    html = render(text, places=True)
    slugs = {heading.slug for heading in document.headings}
    page = read(html, Names(prefix, frozenset({*slugs, *FOOTNOTE.findall(html)})))
    _name_headings(page, document, prefix)
    placed = sorted(notes, key=lambda each: each.line)
    targets = _targets(page, sorted({*named, *(line for each in placed for line in (each.line, *each.lines))}))
    for each in placed:
        for line in each.lines:
            if targets[line] is not targets[each.line]:
                _mark(targets[line], each.rule)
    for line in sorted({*named}):
        _name(targets[line], f"{prefix}line-{line}")
    _put(page, [(targets[each.line], each.element) for each in placed])
    page.add_class("list")
    return page


def _name_headings(page: Element, document: Document, prefix: str) -> None:
    """Give headings the ids that fragments of the list lead to."""
    slugs = {document.source.line_number(heading.span.start): heading.slug for heading in document.headings}
    for each in walk(page):
        if each.name in HEADINGS and slugs.get(each.first):
            each.attributes["id"] = prefix + slugs.pop(each.first)


def _targets(page: Element, lines: Sequence[int]) -> Mapping[int, Element]:
    """Return the innermost element that each line is in, or the last one before it, or the page; lines are in order."""
    found: dict[int, Element] = {}
    # Notes at the foot of a page come from lines further up.
    made = sorted((each for each in walk(page) if each.first and each.name not in CELLS), key=lambda each: each.first)
    around: list[Element] = []
    last = page
    index = 0
    for line in lines:
        while index < len(made) and made[index].first <= line:
            while around and around[-1].last < made[index].first:
                last = around.pop()
            around.append(made[index])
            index += 1
        while around and around[-1].last < line:
            last = around.pop()
        found[line] = around[-1] if around else last
    return found


def _mark(target: Element, rule: str) -> None:
    if target.name in AROUND or not target.first:
        return
    rules = target.attributes.get("data-rules", "").split()
    if not rules:
        target.add_class("marked")
    if rule not in rules:
        target.attributes["data-rules"] = " ".join([*rules, rule])


def _name(target: Element, name: str) -> None:
    """Let links lead to an element, which may have a name already."""
    if target.name == "tr":
        target = next((child for child in target.children if isinstance(child, Element)), target)
    if target.name in VOID or target.name in AROUND:
        target.attributes.setdefault("id", name)
    else:
        target.children.insert(0, element("span", id=name))


def _put(page: Element, notes: Iterable[tuple[Element, Element]]) -> None:
    """Put the notes into their items, and behind whatever else they belong to."""
    inside: dict[int, list[Child]] = {}
    behind: dict[int, list[Child]] = {}
    for target, note in notes:
        if target is page or target.name == "li":
            inside.setdefault(id(target), []).append(note)
        elif target.name == "tr":
            cells = sum(isinstance(child, Element) for child in target.children)
            row = element("tr", element("td", note, colspan=str(max(cells, 1))), class_="notes")
            behind.setdefault(id(target), []).append(row)
        else:
            behind.setdefault(id(target), []).append(note)
    for each in [*walk(page)]:
        children: list[Child] = []
        for child in each.children:
            children.append(child)
            children += behind.get(id(child), [])
        own = inside.get(id(each), [])
        if own:
            at = 0 if each is page else _end_of_own(children)
            children[at:at] = own
        each.children = children


def _end_of_own(children: Sequence[Child]) -> int:
    """Return where the list in an item begins, or where the item ends."""
    places = (index for index, child in enumerate(children) if isinstance(child, Element) and child.name in LISTS)
    return next(places, len(children))
