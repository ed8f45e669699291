"""A list at a glance: its fields and habits as bars, its sections, where something is to be mended, and what was not read."""

from collections.abc import Iterable, Iterator, Sequence

from awesome_lint.diagnostic import shortened
from awesome_lint.document import Document, Section
from awesome_lint.facts.counts import field_counts, listed, size
from awesome_lint.facts.unread import Unread, unread
from awesome_lint.habits.described import met, told
from awesome_lint.reporters.html.elements import Child, Element, element
from awesome_lint.reporters.markup import quotations

# Fields that most lists do not have, so that their absence says nothing.
RARE = ("tags", "badges")
MOST_SECTIONS = 60
MOST_UNREAD = 12
LONGEST = 80
WIDTH = 1000


def glance(document: Document, prefix: str) -> Iterator[Element]:
    """Yield the parts of what a list is at a glance."""
    entries = listed(document)
    if entries:
        rows = [(name, str(count), count, len(entries)) for name, count in field_counts(entries) if count or name not in RARE]
        yield _part(f"{prefix}fields", "Entries with", _bars(rows))
    habits = [(words, met(habit), habit.count, habit.total) for words, habit in told(document.style)]
    if habits:
        yield _part(f"{prefix}habits", "Habits", _bars(habits))
    sections = [row for section in document.sections for row in _sections(section, 1)]
    if len(sections) > 1:
        yield _part(f"{prefix}sections", "Sections", _contents(sections, prefix))
    left = sorted(unread(document), key=lambda each: (-each.size, each.first))
    if left:
        yield _part(f"{prefix}unread", "Not read as entries", _unread(left))


def _part(name: str, title: str, *children: Child) -> Element:
    return element("section", element("h3", title, id=name), *children, class_="part", aria_labelledby=name)


def bar(share: float, kind: str = "") -> Element:
    """Return a bar that is full up to a share; what it says stands beside it in words."""
    full = max(round(WIDTH * share), 12 if share else 0)
    track = element("rect", class_="track", width=str(WIDTH), height="10")
    made = element("rect", class_=f"full {kind}".strip(), width=str(full), height="10")
    svg = element("svg", track, made, class_="bar", aria_hidden="true", focusable="false")
    svg.attributes |= {"viewBox": f"0 0 {WIDTH} 10", "preserveAspectRatio": "none"}
    return svg


def _bars(rows: Iterable[tuple[str, str, int, int]]) -> Element:
    """Return a list of bars: what each is about, how often that was met in words, and in numbers."""
    items: list[Child] = []
    for words, met_in_words, count, total in rows:
        shown = [element("code", part) if is_quoted else part for part, is_quoted in quotations(words)]
        label = element("span", element("span", shown, class_="name"), " ", element("span", met_in_words, class_="number"))
        items.append(element("li", label, bar(count / total if total else 0)))
    return element("ul", items, class_="bars")


def _sections(section: Section, level: int) -> Iterator[tuple[Section, int, int]]:
    """Yield each section with its depth, and how many entries are in it."""
    if section.is_entry:
        return
    if section.heading is not None:
        yield section, level, size(section)
        level += 1
    for inner in section.sections:
        yield from _sections(inner, level)


def _contents(sections: Sequence[tuple[Section, int, int]], prefix: str) -> Element:
    items: list[Child] = []
    most = max((count for _, _, count in sections), default=0)
    for section, level, count in sections[:MOST_SECTIONS]:
        heading = section.heading
        words = " ".join(heading.text.value.split()) if heading else ""
        name = element(
            "a", words or "(no words)", href=f"#{prefix}{heading.slug}" if heading and heading.slug else f"#{prefix}top"
        )
        number = element("span", str(count) if count else "-", class_="number")
        items.append(
            element("li", element("span", name, " ", number), bar(count / most if most else 0), class_=f"depth-{min(level, 5)}")
        )
    if len(sections) > MOST_SECTIONS:
        items.append(element("li", f"and {len(sections) - MOST_SECTIONS} more"))
    return element("ul", items, class_="bars")


def _unread(left: Sequence[Unread]) -> Element:
    items: list[Child] = []
    for each in left[:MOST_UNREAD]:
        kind = each.kind if each.size == 1 else f"{each.size} × {each.kind}"
        where = f"line {each.first}" if each.first == each.last else f"lines {each.first}-{each.last}"
        items.append(element("li", f"{kind}, {where}: ", element("span", shortened(each.text, LONGEST), class_="text")))
    rest = sum(each.size for each in left[MOST_UNREAD:])
    if rest:
        items.append(element("li", f"and {rest} more"))
    return element("ul", items, class_="unread")


def strip(lines: int, places: Iterable[tuple[int, str]]) -> Element:
    """Return where in a list of so many lines the places are, its first line at the left, and who fixes each."""
    made: list[Child] = [element("rect", class_="track", width=str(WIDTH), height="20")]
    # Places that would lie on each other are drawn once.
    drawn = {(round(WIDTH * (line - 1) / max(lines, 1) / 4) * 4, kind) for line, kind in places}
    made += [
        element("rect", class_=f"tick {kind}", x=str(min(x, WIDTH - 4)), width="4", height="20") for x, kind in sorted(drawn)
    ]
    svg = element("svg", made, class_="strip", aria_hidden="true", focusable="false")
    svg.attributes |= {"viewBox": f"0 0 {WIDTH} 20", "preserveAspectRatio": "none"}
    return svg
