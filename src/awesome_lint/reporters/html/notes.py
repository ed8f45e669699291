"""What is said of a place of a list, as a note that stands at it: the message, the lines before and after, other places."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from awesome_lint.diagnostic import Diagnostic, Edit, shortened
from awesome_lint.reporters.html.elements import Child, Element, element
from awesome_lint.reporters.markup import quotations
from awesome_lint.reporters.places import last_line, manual_url, run
from awesome_lint.source import Source, Span

# Of a fix with more, the first ones tell what it is about.
MOST_CHANGES = 3
MOST_LINES = 6
# Around what changes, in characters.
CONTEXT = 48
LONGEST_CHANGED = 400
MOST_RELATED = 5

SAFE, UNSAFE, BY_HAND = "safe", "unsafe", "hand"
STATES = {
    SAFE: ("--fix", "fixable with --fix"),
    UNSAFE: ("--unsafe-fixes", "fixable with --fix --unsafe-fixes, which may change words"),
    BY_HAND: ("by hand", "to fix by hand"),
}


class _Part(Struct, frozen=True):
    """A part of lines that are shown, and whether it is what changes."""

    text: str
    is_changed: bool


def state_of(diagnostic: Diagnostic) -> str:
    """Return who fixes it."""
    if diagnostic.fix is None:
        return BY_HAND
    return SAFE if diagnostic.fix.is_safe else UNSAFE


def note(source: Source, diagnostic: Diagnostic, name: str | None, anchor: str) -> Element:
    """Return the note; `name` is its id, `anchor` what the ids of the other lines of its file begin with."""
    state = state_of(diagnostic)
    line = source.line_number(diagnostic.span.start)
    url = manual_url(diagnostic.rule)
    rule = element("a", diagnostic.rule, class_="rule", href=url) if url else element("span", diagnostic.rule, class_="rule")
    words, meaning = STATES[state]
    where = f"line {line}" if last_line(source, diagnostic) == line else ""
    place = " · ".join(part for part in (where, run(source, diagnostic)) if part)
    head = element("p", rule, " ", element("span", words, class_="who", title=meaning), " ", class_="head")
    head.children.append(element("span", place, class_="where"))
    made = element(
        "div",
        head,
        element("p", _message(diagnostic.message), class_="message"),
        _changes(source, diagnostic),
        _related(source, diagnostic, anchor),
        class_=f"note {state}",
        role="group",
        aria_label=f"{diagnostic.rule}, {place}",
        tabindex="-1",
    )
    made.attributes |= {"data-rule": diagnostic.rule, "data-state": state}
    if name:
        made.attributes["id"] = name
    return made


def made_note(diagnostic: Diagnostic) -> Element:
    """Return the note that says that something is fixed here."""
    said = element(
        "p", element("span", "✓", aria_hidden="true"), " ", element("span", diagnostic.rule, class_="rule"), " fixed"
    )
    chip = element("div", said, class_="note made")
    chip.attributes |= {"data-rule": diagnostic.rule, "data-state": state_of(diagnostic)}
    return chip


def _message(message: str) -> Iterator[Child]:
    return (element("code", part) if is_quoted else part for part, is_quoted in quotations(message))


def _related(source: Source, diagnostic: Diagnostic, anchor: str) -> list[Child]:
    if not diagnostic.related:
        return []
    items: list[Child] = []
    for related in diagnostic.related[:MOST_RELATED]:
        line = source.line_number(related.span.start)
        items.append(element("li", _message(related.message), ": ", element("a", f"line {line}", href=f"#{anchor}{line}")))
    return [element("ul", items, class_="related")]


def related_lines(source: Source, diagnostic: Diagnostic) -> list[int]:
    """Return the lines that a note leads to."""
    return [source.line_number(related.span.start) for related in diagnostic.related[:MOST_RELATED]]


# --- before and after -------------------------------------------------------------------------------------------------


def _changes(source: Source, diagnostic: Diagnostic) -> list[Child]:
    """Return the lines as they are, and as the fix writes them; without a fix, what is meant."""
    edits = diagnostic.fix.edits if diagnostic.fix else ()
    if not edits:
        span = diagnostic.span
        lines = source.whole_lines(Span(span.start, max(span.start, span.end - 1)))
        return [_lines("mark", "Here", _cut(_parts(source, lines, [Edit(span, source.slice(span))], is_after=False)))]
    hunks = list(_hunks(source, edits))
    shown: list[Child] = []
    for lines, inside in hunks[:MOST_CHANGES]:
        shown.append(_lines("del", "Before", _cut(_parts(source, lines, inside, is_after=False))))
        after = _cut(_parts(source, lines, inside, is_after=True))
        if any(part.text.strip() for part in after):
            shown.append(_lines("ins", "After", after))
    if len(hunks) > MOST_CHANGES:
        shown.append(element("p", f"and {len(hunks) - MOST_CHANGES} more", class_="more"))
    return [element("div", shown, class_="change")]


def _hunks(source: Source, edits: Sequence[Edit]) -> Iterator[tuple[Span, list[Edit]]]:
    """Yield stretches of whole lines with the edits in them."""
    lines, inside = source.whole_lines(edits[0].span), [edits[0]]
    for edit in edits[1:]:
        more = source.whole_lines(edit.span)
        if more.start < lines.end:
            lines = Span(lines.start, max(lines.end, more.end))
            inside.append(edit)
        else:
            yield lines, inside
            lines, inside = more, [edit]
    yield lines, inside


def _parts(source: Source, lines: Span, edits: Sequence[Edit], *, is_after: bool) -> list[_Part]:
    """Return the lines in parts, those that change among those that stay."""
    parts: list[_Part] = []
    position = lines.start
    for span, text in edits:
        # An edit may end in the line below what it is shown in, whose newline it takes.
        parts.append(_Part(source.text[position : span.start], is_changed=False))
        parts.append(_Part(text if is_after else source.slice(span), is_changed=True))
        position = max(position, span.end)
    parts.append(_Part(source.text[position : lines.end].rstrip("\n"), is_changed=False))
    return parts


def _cut(parts: list[_Part]) -> list[_Part]:
    """Return the parts with as much around what changes as tells where it is; what stays and what changes take turns."""
    last = len(parts) - 1
    cut: list[_Part] = []
    for index, part in enumerate(parts):
        text = (
            _cut_changed(part.text) if part.is_changed else _cut_beside(part.text, is_behind=index > 0, is_before=index < last)
        )
        if text:
            cut.append(_Part(text, part.is_changed))
    return cut


def _cut_changed(text: str) -> str:
    text = shortened(text, LONGEST_CHANGED)
    lines = text.split("\n")
    if len(lines) <= MOST_LINES:
        return text
    return "\n".join([*lines[: MOST_LINES - 1], f"… {len(lines) - MOST_LINES + 1} more lines"])


def _cut_beside(text: str, *, is_behind: bool, is_before: bool) -> str:
    """Return what stays, which stands behind something that changes, or before it, or both."""
    sides = is_behind + is_before
    if len(text) <= CONTEXT * sides:
        return text
    head, tail = text[:CONTEXT] if is_behind else "", text[-CONTEXT:] if is_before else ""
    return f"{head}…{tail}"


def _lines(kind: str, label: str, parts: Sequence[_Part]) -> Element:
    children: list[Child] = [element(kind, _with_spaces(part.text)) if part.is_changed else part.text for part in parts]
    return element("p", element("span", label, class_="side"), " ", element("code", children), class_=f"line {kind}")


def _with_spaces(text: str) -> str:
    """Return what changes with its white space to be seen, where it is nothing else."""
    if text.strip():
        return text
    return text.replace(" ", "·").replace("\n", "↵\n")
