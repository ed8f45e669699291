"""A page to look at: each list as GitHub shows it, with what is said of it beside the entries, before and after the fixes.

One file that needs no network and no other file. Nothing of a list acts on who opens it: `elements` says what a list may have
in it, and a policy in the page lets a browser run the one script and use the one style that are ours.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from itertools import islice
from pathlib import Path

from msgspec import Struct

from awesome_lint import HOME, __version__
from awesome_lint.diagnostic import Diagnostic, Edit, Report
from awesome_lint.document import Document
from awesome_lint.engine.fixer import apply, select
from awesome_lint.engine.scope import LAYOUT, Shifts
from awesome_lint.parser import parse
from awesome_lint.reporters import Display
from awesome_lint.reporters.html.charts import bar, glance, strip
from awesome_lint.reporters.html.elements import Child, Element, element, escaped, written
from awesome_lint.reporters.html.notes import BY_HAND, SAFE, UNSAFE, made_note, note, related_lines, state_of
from awesome_lint.reporters.html.pane import Note, pane
from awesome_lint.reporters.places import Tally, counted, not_read, posix, tallies

HERE = Path(__file__).parent
WHO = {SAFE: "fixable with --fix", UNSAFE: "with --unsafe-fixes", BY_HAND: "to fix by hand"}
# Of a run of thousands of places, so many are marked.
MOST_MARKED = 500
KEYS = (("j", "next problem"), ("k", "previous problem"), ("b", "before and after"))


class _File(Struct, frozen=True):
    """A list of the page."""

    document: Document
    diagnostics: tuple[Diagnostic, ...]
    path: str
    prefix: str
    """What the ids of its part of the page begin with."""


def render(reports: Sequence[Report], display: Display) -> Iterator[str]:
    """Yield the page of a run."""
    files = [
        _File(parse(each.source), each.diagnostics, posix(each.source.path), f"f{number}-")
        for number, each in enumerate(reports, 1)
    ]
    counts = tallies(reports)
    notices = [f"{line}." for line in not_read(reports)]
    if display.held:
        notices.append(f"The baseline hides {counted(display.held, 'problem')}.")
    about = f" on {display.about}" if display.about else ""
    yield from _page(files, _summary(files, counts, about, notices), counts, display)


def rendered(documents: Iterable[Document]) -> Iterator[str]:
    """Yield the page that shows lists, of which nothing is said."""
    files = [_File(each, (), posix(each.source.path), f"f{number}-") for number, each in enumerate(documents, 1)]
    yield from _page(files, [], (), Display())


@cache
def _own(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8").strip()


def _page(files: Sequence[_File], summary: Sequence[Child], counts: Sequence[Tally], display: Display) -> Iterator[str]:
    style, script = _own("page.css"), _own("page.js")
    policy = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    paths = ", ".join(each.path for each in files[:3]) + (", …" if len(files) > 3 else "")
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
    yield f"<title>{escaped(paths or 'no list')} · awesome-lint</title>\n<style>{style}</style>\n</head>\n"
    has_notes = any(each.diagnostics for each in files)
    inner: list[Child] = [_filters(counts)] if has_notes else []
    inner.append(element("main", (_file(each, display) for each in files), id="main", tabindex="-1"))
    skip = element("a", "Skip to the list", class_="skip", href="#main")
    yield "<body>" if has_notes else '<body class="calm">'
    for part in (skip, _top(files, summary), element("div", inner, class_="layout"), _foot()):
        yield from written(part)
    yield f"\n<script>{script}</script>\n</body>\n</html>\n"


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _top(files: Sequence[_File], summary: Sequence[Child]) -> Element:
    title = element("h1", files[0].path if len(files) == 1 else counted(len(files), "list"))
    return element("header", element("p", "awesome-lint", class_="brand"), title, summary, class_="top")


def _summary(files: Sequence[_File], counts: Sequence[Tally], about: str, notices: Iterable[str]) -> list[Child]:
    """Return how many problems there are, and who fixes them."""
    total = sum(each.count for each in counts)
    if not total:
        return [
            element("p", f"No problems found{about}.", class_="lead"),
            *(element("p", each, class_="notice") for each in notices),
        ]
    tiles = _by_state(counts)
    parts: list[Child] = [
        element("p", element("strong", str(total)), f" {'problem' if total == 1 else 'problems'}{about}", class_="lead"),
        element(
            "ul",
            (element("li", element("strong", str(count)), f" {WHO[kind]}", class_=kind) for kind, count in tiles if count),
            class_="tiles",
        ),
        _stacked(tiles, total),
    ]
    return [*parts, *(element("p", each, class_="notice") for each in notices)]


def _by_state(counts: Iterable[Tally]) -> list[tuple[str, int]]:
    """Return how many problems are fixed by whom."""
    tallied = [(each.safe, each.unsafe, each.count - each.safe - each.unsafe) for each in counts]
    return [(kind, sum(each[index] for each in tallied)) for index, kind in enumerate((SAFE, UNSAFE, BY_HAND))]


def _stacked(tiles: Iterable[tuple[str, int]], total: int) -> Element:
    rects: list[Child] = []
    position = 0.0
    for kind, count in tiles:
        width = 1000 * count / total
        rects.append(element("rect", class_=f"tick {kind}", x=f"{position:.1f}", width=f"{width:.1f}", height="10"))
        position += width
    svg = element("svg", rects, class_="stacked", aria_hidden="true", focusable="false")
    svg.attributes |= {"viewBox": "0 0 1000 10", "preserveAspectRatio": "none"}
    return svg


def _filters(counts: Sequence[Tally]) -> Element:
    """Return what chooses which notes are shown."""
    most = max(each.count for each in counts)
    kinds = {each.rule: SAFE if each.safe else UNSAFE if each.unsafe else BY_HAND for each in counts}
    states = [kind for kind, count in _by_state(counts) if count]
    who = [_check(f"who-{kind}", "state", kind, [element("span", WHO[kind], class_=f"dot {kind}")]) for kind in states]
    rules = [
        _check(
            f"rule-{number}",
            "rule",
            each.rule,
            [element("span", each.rule, class_="name"), " ", element("span", str(each.count), class_="number")],
            [bar(each.count / most, kinds[each.rule])],
        )
        for number, each in enumerate(counts, 1)
    ]
    both = element("p", _button("all-rules", "All"), " ", _button("no-rules", "None"), class_="both")
    form = element(
        "form",
        element("fieldset", element("legend", "Fix"), element("ul", who), class_="who"),
        element("fieldset", element("legend", "Rules"), both, element("ul", rules, class_="bars")),
        id="filters",
    )
    keys = element("ul", (element("li", element("kbd", key), f" {words}") for key, words in KEYS))
    box = _checkbox("keys", "Keys on this page", is_on=True)
    parts = element("details", element("summary", "Filters"), form, element("div", box, keys, class_="keys"), open="")
    return element("aside", parts, class_="filters", aria_label="Filters")


def _check(name: str, group: str, value: str, label: Sequence[Child], behind: Sequence[Child] = ()) -> Element:
    box = element("input", type="checkbox", id=name, name=group, value=value, checked="")
    return element("li", box, " ", element("label", label, for_=name), behind)


def _checkbox(name: str, label: str, *, is_on: bool) -> Element:
    box = element("input", type="checkbox", id=name)
    if is_on:
        box.attributes["checked"] = ""
    return element("p", box, " ", element("label", label, for_=name))


def _button(name: str, label: str, **attributes: str) -> Element:
    return element("button", label, type="button", id=name, **attributes)


def _file(file: _File, display: Display) -> Element:
    """Return the part of the page about one list."""
    name = f"{file.prefix}top"
    title = element("h2", file.path, id=name)
    parts = list(glance(file.document, file.prefix))
    aside = element(
        "details", element("summary", "At a glance"), element("div", parts, class_="parts"), class_="glance", open=""
    )
    panes: list[Child] = []
    if file.diagnostics:
        marks = [
            (file.document.source.line_number(span.start), state_of(each))
            for each in file.diagnostics
            for span in islice(each.places, MOST_MARKED)
        ]
        panes.append(strip(file.document.source.text.count("\n"), marks))
        panes.append(_switch(file, display))
    panes += _panes(file, display)
    inner: list[Child] = [
        title,
        element("div", element("div", panes, class_="panes"), *([aside] if parts else []), class_="sides"),
    ]
    return element("section", inner, class_="file", aria_labelledby=name)


def _switch(file: _File, display: Display) -> Element:
    """Return what switches between the list as it is and as the fixes leave it, and what goes through the notes."""
    fix = "--fix --unsafe-fixes" if display.unsafe else "--fix"
    choices: list[Child] = []
    for view, label in (("before", "As it is"), ("after", f"After {fix}")):
        radio = element(
            "input", type="radio", name=f"{file.prefix}view", id=f"{file.prefix}{view}", value=view, class_=f"view-{view}"
        )
        if view == "before":
            radio.attributes["checked"] = ""
        choices += [radio, element("label", label, for_=f"{file.prefix}{view}")]
    choice = element("fieldset", element("legend", "The list", class_="unseen"), choices, class_="switch")
    only = _checkbox(f"{file.prefix}only", "Only problems", is_on=False)
    only.add_class("only")
    steps = element(
        "div",
        element("button", "↑", type="button", class_="step back", aria_label="Previous problem"),
        element("button", "↓", type="button", class_="step on", aria_label="Next problem"),
        element("output", "", class_="shown"),
        class_="steps",
    )
    return element("div", choice, only, steps, class_="controls", role="group", aria_label=f"How {file.path} is shown")


def _panes(file: _File, display: Display) -> Iterator[Element]:
    """Yield the list as it is, and as the fixes leave it."""
    source = file.document.source
    named = {line for each in file.diagnostics for line in related_lines(source, each)}
    notes = [
        Note(
            source.line_number(each.span.start),
            _lines(file.document, each.places),
            each.rule,
            note(source, each, f"{file.prefix}note-{number}", f"{file.prefix}line-"),
        )
        for number, each in enumerate(file.diagnostics, 1)
    ]
    before = pane(file.document, notes, file.prefix, named)
    before.add_class("before")
    yield before
    if not file.diagnostics:
        return
    chosen = select(file.diagnostics, unsafe=display.unsafe)
    edits: list[Edit] = sorted(edit for each in chosen if each.fix for edit in each.fix.edits)
    shifts = Shifts(edits)
    document = parse(source.with_text(apply(source.text, edits)))
    made = {id(each) for each in chosen}
    prefix = f"{file.prefix}after-"
    moved: list[Note] = []
    for each in file.diagnostics:
        line = document.source.line_number(min(shifts.start(each.span.start), document.source.end))
        # The layout changes nothing of what is shown.
        is_made = id(each) in made or (each.rule == LAYOUT and state_of(each) == SAFE)
        shown = made_note(each) if is_made else note(source, each, None, f"{file.prefix}line-")
        moved.append(Note(line, (), each.rule, shown))
    after = pane(document, moved, prefix)
    after.add_class("after")
    yield after


def _lines(document: Document, spans: Iterable["tuple[int, int]"]) -> tuple[int, ...]:
    return tuple([document.source.line_number(start) for start, _ in islice(spans, MOST_MARKED)])


def _foot() -> Element:
    words = element(
        "p",
        "Made by ",
        element("a", f"awesome-lint {__version__}", href=HOME),
        ". This page holds all that it needs, and asks nobody.",
    )
    return element("footer", words)
