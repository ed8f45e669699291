"""The fields of a text that is written exactly as settings say that entries are, whatever its words look like.

A template is gone through from the left: its own text has to stand there, and a field lasts until the text that follows it.
Where that is found several times, the first is meant; of people, who have commas between them as fields do, the last.
"""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct

from awesome_lint.document import EntryKind, Link, Text
from awesome_lint.habits.book import Pins
from awesome_lint.habits.template import Template
from awesome_lint.parser import bibliography
from awesome_lint.parser.entries.cursor import FIRST_SEPARATOR, MAX_VENUE
from awesome_lint.parser.entries.fields import Fields, collect
from awesome_lint.parser.entries.people import SENTENCE
from awesome_lint.parser.inlines import Node, NodeKind, Visible, has_word, visible
from awesome_lint.patterns import lazy
from awesome_lint.source import Source, Span

# White space where a template has some: a line may end there.
SPACE = lazy(r"[ \t\u00a0]*(?:\\?\n[ \t>]*)*")
# What stands between links or tags in a row.
BETWEEN = lazy(r"[\s,|/·]{0,20}")
PIECE = lazy(r"[^,;&，、；]+")
CONJUNCTION = lazy(r"^\s*and\s|\sand\s")
ET_AL = lazy(r"\bet\.?\s*al\.?$")
NOT_IN_NAMES = lazy(r"[:?!\"“”()\[\]{}|/<>]")
YEAR = lazy(r"\d{4}|\d\d")
# With these, a field has marks of its own, or what was to be some.
MARKS = ("*", "_", "`", "\\*", "\\_")
QUOTES = ('"', "“", "”")
MARKED = frozenset([NodeKind.STRONG, NodeKind.EMPHASIS, NodeKind.STRIKE, NodeKind.LINK, NodeKind.CODE])
MOST_WORDS = 7
# So many ends of a field are tried, and so many steps taken.
MOST_TRIES = 8
MOST_STEPS = 200


class Slot(Struct, frozen=True, order=True):
    """Where a field stands."""

    span: Span
    name: str


class Step(Struct, frozen=True):
    """A part of a template: its own text, a field, or a turn to another step.

    Links and tags may be absent, in which case the steps for them are passed over, or stand in a row.
    """

    text: str = ""
    field: str = ""
    over: int = 0
    """How many steps those for something that may be absent are."""
    again: int = 0
    """How many steps back the next one in a row begins."""


class Form(Struct, frozen=True):
    """A template that settings pin, step by step."""

    steps: tuple[Step, ...]


def forms(pins: Pins | None) -> tuple[Form, ...]:
    """Return the templates that settings pin, that of papers first."""
    pinned = (pins.paper_entry, pins.named_entry) if pins is not None else ()
    return tuple([Form(tuple(_steps(Template(text)))) for text in pinned if text])


def read(source: Source, nodes: Sequence[Node], pinned: Sequence[Form]) -> Fields | None:
    """Return the fields of a text by the template that it fits, or None where it fits none."""
    found: list[Fields] = []
    for form in pinned if nodes else ():
        fields = Fields(EntryKind.UNPARSED)
        collect(nodes, fields)
        if _fill(source, nodes, form, fields):
            found.append(fields)
    # What may name people or describe a thing names people where they are called as people are.
    if len(found) > 1 and not _are_names(found[0]):
        return found[1]
    return found[0] if found else None


def _are_names(fields: Fields) -> bool:
    people = fields.authors.people if fields.authors else ()
    return all(person.is_et_al or bibliography.is_name(person.name) for person in people)


def _steps(form: Template) -> Iterator[Step]:
    own = ""
    for index, chunk in enumerate(form.chunks):
        space = chunk.space if index else ""
        if chunk.is_link or chunk.fields == ("tag",):
            inner = list(_filled(chunk.parts))
            if own:
                yield Step(text=own)
            between = [Step(text=space)] if space else []
            yield Step(over=len(between) + len(inner) + 1)
            yield from between
            yield from inner
            yield Step(again=len(inner))
            own = ""
            continue
        yield from _filled((own + space + chunk.parts[0], *chunk.parts[1:-1]))
        own = chunk.parts[-1]
    if own:
        yield Step(text=own)


def _filled(parts: Sequence[str]) -> Iterator[Step]:
    for index, part in enumerate(parts):
        if index % 2:
            yield Step(field=part)
        elif part:
            yield Step(text=part)


# --- where the fields stand -------------------------------------------------------------------------------------------


class _Way:
    """A way through a template from the left, along a text."""

    def __init__(self, text: str, end: int, steps: Sequence[Step], links: Sequence[Link], *, is_strict: bool) -> None:
        self.text = text
        self.end = end
        self.steps = steps
        self.urls = {link.url_span.start: link.url_span.end for link in links if link.url_span}
        self.labels = {link.label.span.start: link.label.span.end for link in links if link.label.value}
        self.is_strict = is_strict
        """Whether all people have to be called as people are."""
        self.left = MOST_STEPS

    def slots(self, step: int, at: int) -> list[Slot] | None:
        """Return where the fields from a step on stand, or None where what follows is not written so."""
        self.left -= 1
        if self.left < 0:
            return None
        if step == len(self.steps):
            return [] if at == self.end else None
        here = self.steps[step]
        if here.text:
            after = self._after(here.text, at)
            return None if after is None else self.slots(step + 1, after)
        if here.field:
            for end in self._ends(step, at):
                if self._may_be(here.field, at, end) and (rest := self.slots(step + 1, end)) is not None:
                    return [Slot(Span(at, end), here.field), *rest]
            return None
        rest = self.slots(step + 1, at)
        if rest is None and here.over:
            return self.slots(step + 1 + here.over, at)
        if rest is None and at < self.end and (between := BETWEEN.match(self.text, at, self.end)):
            return self.slots(step - here.again, between.end())
        return rest

    def _after(self, own: str, at: int) -> int | None:
        """Return where the template's own text ends that begins there, or None where it does not stand there."""
        for index, word in enumerate(own.split(" ")):
            if index:
                space = SPACE.match(self.text, at, self.end)
                if space is None or space.end() == at:
                    return None
                at = space.end()
            if not self.text.startswith(word, at, self.end):
                return None
            at += len(word)
        return at

    def _ends(self, step: int, at: int) -> Iterator[int]:
        """Yield where a field may end, the likeliest first."""
        field = self.steps[step].field
        known = self.urls if field == "url" else self.labels if self.text.startswith("[", at - 1) else {}
        if field == "url" or at in known:
            if at in known:
                yield known[at]
            return
        limit = self._last_of_people(at) if field == "authors" else self.end
        for following in self._following(step + 1):
            if following == len(self.steps):
                yield self.end
                continue
            own = self.steps[following].text
            if following + 1 == len(self.steps):
                if self._after(own, self.end - len(own)) == self.end:
                    yield self.end - len(own)
            elif field == "authors":
                ends = deque(self._found(own, at, limit), MOST_TRIES)
                yield from reversed(ends)
            else:
                yield from islice(self._found(own, at, limit), MOST_TRIES)

    def _following(self, step: int) -> Iterator[int]:
        """Yield the steps with a text of their own, or the end of all, that may follow."""
        while step < len(self.steps) and not self.steps[step].text:
            if self.steps[step].field:
                return
            if self.steps[step].over:
                yield from self._following(step + 1)
            step += 1 + self.steps[step].over
        yield step

    def _found(self, own: str, at: int, limit: int) -> Iterator[int]:
        """Yield the places behind another one where the template's own text stands."""
        word = own.strip() or " "
        place = self.text.find(word, at, self.end)
        while 0 <= place < limit:
            start = place
            if own[0] == " ":
                while start > at and self.text[start - 1].isspace():
                    start -= 1
            if start > at and self._after(own, start) is not None:
                yield start
            place = self.text.find(word, place + 1, self.end)

    def _last_of_people(self, at: int) -> int:
        """Return where the first of the pieces between commas ends that is more than a name."""
        for piece in PIECE.finditer(self.text, at, self.end):
            if not _may_be_called(piece.group(), is_strict=False):
                return piece.end() + 1
        return self.end

    def _may_be(self, field: str, start: int, end: int) -> bool:
        value = self.text[start:end].strip()
        if not has_word(value) or (field != "description" and value.startswith(MARKS)):
            return False
        if field == "authors":
            return all(_may_be_called(name, is_strict=self.is_strict) for name in PIECE.findall(value))
        if field == "year":
            return YEAR.fullmatch(value) is not None or bibliography.is_date(value)
        if field == "description":
            return not value.endswith("]")
        return field != "venue" or len(value) <= MAX_VENUE


def _may_be_called(text: str, *, is_strict: bool) -> bool:
    """Whether somebody may be called so, or several with a conjunction between them."""
    for part in CONJUNCTION.split(text):
        name = ET_AL.sub("", part.strip(" \n*_")).strip()
        if not name:
            continue
        if not name[0].isalnum() or NOT_IN_NAMES.search(name) or len(name.split()) > MOST_WORDS or SENTENCE.search(name):
            return False
        if any(not bibliography.ends_in_initial(name[: at + 1]) for at in range(len(name)) if name.startswith(". ", at)):
            return False
        if is_strict and not bibliography.is_name(name):
            return False
    return has_word(text) or not text.strip()


# --- what they hold ---------------------------------------------------------------------------------------------------


def _fill(source: Source, nodes: Sequence[Node], form: Form, fields: Fields) -> bool:
    """Fill in what a text says by a template; return whether it fits it."""
    written = source.text[nodes[0].start : nodes[-1].end]
    start = nodes[-1].end - len(written.lstrip())
    end = nodes[0].start + len(written.rstrip())
    slots: list[Slot] | None = None
    for is_strict in (True, False):
        slots = slots or _Way(source.text, end, form.steps, fields.links, is_strict=is_strict).slots(0, start)
    if slots is None or not _keeps_marks(source.text, nodes, slots):
        return False
    text = visible(nodes)
    for index, slot in enumerate(slots):
        value = _value(text, _with_period(source, slot))
        if slot.name not in ("url", "label") and (value is None or not _take(fields, text, slot.name, value)):
            return False
        if slot.name == "title":
            fields.title_span = _marked(source, nodes, slot, slots)
        elif slot.name == "authors" and fields.authors:
            node = _around(nodes, slot, slots)
            fields.authors_span = node.span if node else fields.authors.span
        if slot.name in ("authors", "description") and index:
            _part(source, fields, slots[index - 1], slot)
    fields.is_pinned = True
    fields.settle()
    return True


def _take(fields: Fields, text: Visible, name: str, value: Text) -> bool:
    """Take a value for the field of this name; return whether it can be one."""
    if name == "authors":
        begin, end = _offset(text, value.span.start), _offset(text, value.span.end)
        fields.authors = bibliography.authors(text.part(begin, end), is_certain=True)
        return fields.authors is not None
    if name == "tag":
        fields.tags.append(value)
    elif name == "venue":
        where = value.value.removeprefix("In ").removeprefix("in ")
        fields.venue = Text(where, Span(value.span.end - len(where), value.span.end))
    else:
        setattr(fields, name, value)
    return True


def _part(source: Source, fields: Fields, before: Slot, following: Slot) -> None:
    """Know what parts a name with marks of its own from the description or the authors."""
    if fields.title is None or fields.title_span == fields.title.span:
        return
    found = FIRST_SEPARATOR.search(source.text, before.span.end, following.span.start)
    if found and found.end() == following.span.start:
        # White space that ends a line parts nothing.
        written = found.group().rstrip() if "\n" in found.group() else found.group()
        fields.separator = Text(written, Span(found.start(), found.start() + len(written)))


def _with_period(source: Source, slot: Slot) -> Span:
    """Return the place of a field with the period that ends it."""
    start, end = slot.span
    is_own = slot.name in ("title", "authors", "description") and source.text.startswith(".", end)
    return Span(start, end + is_own)


def _value(text: Visible, span: Span) -> Text | None:
    return text.trimmed(_offset(text, span.start), _offset(text, span.end))


def _offset(text: Visible, place: int) -> int:
    """Return where in the visible text a place of the source stands."""
    index = bisect_right(text.starts, place) - 1
    if index < 0:
        return 0
    if place < text.ends[index]:
        return text.begins[index] + place - text.starts[index]
    return text.begins[index + 1] if index + 1 < len(text.begins) else len(text.value)


def _keeps_marks(text: str, nodes: Sequence[Node], slots: Sequence[Slot]) -> bool:
    """Whether every mark and link stands in one field, or around fields where the template has it."""
    starts = [slot.span.start for slot in slots]
    return all(_keeps_mark(text, node, slots, starts) for node in nodes)


def _keeps_mark(text: str, node: Node, slots: Sequence[Slot], starts: Sequence[int]) -> bool:
    if node.kind in (NodeKind.TEXT, NodeKind.BREAK):
        return True
    index = bisect_right(starts, node.start) - 1
    if index >= 0 and slots[index].span.end > node.start:
        slot = slots[index]
        if slot.name in ("url", "label"):
            return True
        if slot.name == "description" and node.kind in (NodeKind.LINK, NodeKind.CODE):
            # Links and tags behind a description are no part of it.
            return bool(text[node.end : slot.span.end].strip(" )]"))
        may_hold = slot.name == "description" or node.kind not in (NodeKind.LINK, NodeKind.IMAGE)
        return slot.span.end >= node.end and may_hold and not (slot.span == node.span and node.kind in MARKED)
    inside = slots[index + 1 : bisect_left(starts, node.end)]
    if not inside:
        # The template has no place for it.
        return node.kind not in (NodeKind.LINK, NodeKind.IMAGE)
    fields = [slot for slot in (inside[0], inside[-1]) if slot.name != "url"]
    if any(slot.span.start < node.inner_start or slot.span.end > node.inner_end for slot in fields):
        return False
    return all(_keeps_mark(text, child, slots, starts) for child in node.children)


def _around(nodes: Sequence[Node], slot: Slot, slots: Sequence[Slot]) -> Node | None:
    """Return the outermost marks that stand around a field and no other, the target of its link aside."""
    for node in nodes:
        if node.start <= slot.span.start and slot.span.end <= node.end and node.kind in MARKED:
            if all(other == slot or other.name == "url" or not node.span.overlaps(other.span) for other in slots):
                return node
            return _around(node.children, slot, slots)
    return None


def _marked(source: Source, nodes: Sequence[Node], slot: Slot, slots: Sequence[Slot]) -> Span:
    """Return the place of the title with its marks, link or quotation marks."""
    node = _around(nodes, slot, slots)
    if node is not None:
        return node.span
    start, end = slot.span
    if source.text.startswith(QUOTES, start - 1):
        end = _with_period(source, slot).end
        return Span(start - 1, end + source.text.startswith(QUOTES, end))
    return slot.span
