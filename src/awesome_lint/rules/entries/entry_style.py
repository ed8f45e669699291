from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Container, Document, Entry, Habit
from awesome_lint.habits import inferred as style
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span

LEAST, SHARE = 15, 0.95
LONGEST = 16

# What stands between two fields where no words do.
JOINT = lazy(r"[ \t.,;:|·()\[\]`*_\"“”/&–—-]*")
# What may differ between two joints that join the same things.
LOOSE = lazy(r"[ \t.,;:]")
SPACE = lazy(r"[ \t]")
MARKS = frozenset('*_`[("“<')
CLOSING = '*_"”`) '
ENDS_ITSELF = (".", "?", "!", "…", "。", "？", "！")
CONTAINERS = (Container.LIST_ITEM, Container.PARAGRAPH)


class _Field(Struct, frozen=True):
    """A field of an entry: where it is written, and what it is."""

    span: Span
    kind: str


class _Joint(Struct, frozen=True):
    """What stands between two fields."""

    text: str
    span: Span
    before: _Field
    after: _Field
    group: int


class EntryStyle(Rule, frozen=True):
    """Fields of an entry joined by other punctuation or space than in the rest of the list.

    ## Why

    A list is read by its pattern: title, authors, venue, links. Where a comma, a period or a space between two of them is
    missing, the pattern breaks, for readers and for programs. What joins the same two fields in the same marks is compared,
    and only where nineteen in twenty entries agree. Space that separates is never removed as a whole.

    ## Bad

    ```markdown
    - [Paper one](https://example.org/1), Ann Lee and Bo Chen. [[code](https://example.org/c1)]
    - [Paper two](https://example.org/2), Ann Lee and Bo Chen. [[code](https://example.org/c2)]
    - [Paper three](https://example.org/3), Ann Lee and Bo Chen. [[code](https://example.org/c3)]
    - [Paper four](https://example.org/4), Ann Lee and Bo Chen. [[code](https://example.org/c4)]
    - [Paper five](https://example.org/5), Ann Lee and Bo Chen. [[code](https://example.org/c5)]
    - [Paper six](https://example.org/6), Ann Lee and Bo Chen. [[code](https://example.org/c6)]
    - [Paper seven](https://example.org/7), Ann Lee and Bo Chen. [[code](https://example.org/c7)]
    - [Paper eight](https://example.org/8), Ann Lee and Bo Chen. [[code](https://example.org/c8)]
    - [Paper nine](https://example.org/9), Ann Lee and Bo Chen. [[code](https://example.org/c9)]
    - [Paper ten](https://example.org/10), Ann Lee and Bo Chen. [[code](https://example.org/c10)]
    - [Paper eleven](https://example.org/11), Ann Lee and Bo Chen. [[code](https://example.org/c11)]
    - [Paper twelve](https://example.org/12), Ann Lee and Bo Chen. [[code](https://example.org/c12)]
    - [Paper thirteen](https://example.org/13), Ann Lee and Bo Chen. [[code](https://example.org/c13)]
    - [Paper fourteen](https://example.org/14), Ann Lee and Bo Chen. [[code](https://example.org/c14)]
    - [Paper fifteen](https://example.org/15), Ann Lee and Bo Chen. [[code](https://example.org/c15)]
    - [Paper sixteen](https://example.org/16), Ann Lee and Bo Chen. [[code](https://example.org/c16)]
    - [Paper seventeen](https://example.org/17), Ann Lee and Bo Chen. [[code](https://example.org/c17)]
    - [Paper eighteen](https://example.org/18), Ann Lee and Bo Chen. [[code](https://example.org/c18)]
    - [Paper nineteen](https://example.org/19), Ann Lee and Bo Chen. [[code](https://example.org/c19)]
    - [Paper twenty](https://example.org/20) Ann Lee and Bo Chen. [[code](https://example.org/c20)]
    ```

    ## Good

    ```markdown
    - [Paper one](https://example.org/1), Ann Lee and Bo Chen. [[code](https://example.org/c1)]
    - [Paper two](https://example.org/2), Ann Lee and Bo Chen. [[code](https://example.org/c2)]
    - [Paper three](https://example.org/3), Ann Lee and Bo Chen. [[code](https://example.org/c3)]
    - [Paper four](https://example.org/4), Ann Lee and Bo Chen. [[code](https://example.org/c4)]
    - [Paper five](https://example.org/5), Ann Lee and Bo Chen. [[code](https://example.org/c5)]
    - [Paper six](https://example.org/6), Ann Lee and Bo Chen. [[code](https://example.org/c6)]
    - [Paper seven](https://example.org/7), Ann Lee and Bo Chen. [[code](https://example.org/c7)]
    - [Paper eight](https://example.org/8), Ann Lee and Bo Chen. [[code](https://example.org/c8)]
    - [Paper nine](https://example.org/9), Ann Lee and Bo Chen. [[code](https://example.org/c9)]
    - [Paper ten](https://example.org/10), Ann Lee and Bo Chen. [[code](https://example.org/c10)]
    - [Paper eleven](https://example.org/11), Ann Lee and Bo Chen. [[code](https://example.org/c11)]
    - [Paper twelve](https://example.org/12), Ann Lee and Bo Chen. [[code](https://example.org/c12)]
    - [Paper thirteen](https://example.org/13), Ann Lee and Bo Chen. [[code](https://example.org/c13)]
    - [Paper fourteen](https://example.org/14), Ann Lee and Bo Chen. [[code](https://example.org/c14)]
    - [Paper fifteen](https://example.org/15), Ann Lee and Bo Chen. [[code](https://example.org/c15)]
    - [Paper sixteen](https://example.org/16), Ann Lee and Bo Chen. [[code](https://example.org/c16)]
    - [Paper seventeen](https://example.org/17), Ann Lee and Bo Chen. [[code](https://example.org/c17)]
    - [Paper eighteen](https://example.org/18), Ann Lee and Bo Chen. [[code](https://example.org/c18)]
    - [Paper nineteen](https://example.org/19), Ann Lee and Bo Chen. [[code](https://example.org/c19)]
    - [Paper twenty](https://example.org/20), Ann Lee and Bo Chen. [[code](https://example.org/c20)]
    ```

    ## Fix

    Safe: writes the punctuation and space that the list mostly writes there. Words, links and emphasis stay.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        text = document.source.text
        for joints in _joints(document).values():
            counts = Counter([text[before.span.end : after.span.start] for before, after, _ in joints])
            value, count = counts.most_common(1)[0]
            habit = Habit(value, count, len(joints))
            if count == len(joints) or not habit.is_firm(LEAST, SHARE):
                continue
            for joint in _without_own([_joint(text, *each) for each in joints], habit):
                wanted = _wanted(document.source, joint, habit.value)
                if joint.text not in (wanted, habit.value) and _is_certain(document.source, joint, wanted):
                    between = f"between {joint.before.kind} and {joint.after.kind}"
                    message = f"Expected {_quoted(wanted)} {between}, found {_quoted(joint.text)}."
                    yield self.diagnostic(_shown(joint), message, _fix(document.source, joint, wanted))


def _joints(document: Document) -> Mapping[Hashable, Sequence[tuple[_Field, _Field, int]]]:
    """Return the neighbouring fields with no words between them, and the number of their group: those that are compared.

    Compared are joints that join the same things, written in the same marks, with the same marks in them.
    """
    text = document.source.text
    alike: defaultdict[Hashable, list[tuple[_Field, _Field, int]]] = defaultdict(list)
    for number, group in enumerate(document.groups()):
        for entry in group:
            if entry.container not in CONTAINERS or not entry.is_read or _is_plain(entry):
                continue
            for before, after in pairwise(_fields(entry)):
                start, end = before.span.end, after.span.start
                if not 0 <= end - start <= LONGEST or after.kind == "description":
                    continue
                marks = _marks(text[start:end])
                if marks is not None:
                    first, second = text[before.span.start], text[end]
                    written = (first if first in MARKS else "", second if second in MARKS else "")
                    alike[before.kind, after.kind, marks, written].append((before, after, number))
    return alike


def _joint(text: str, before: _Field, after: _Field, group: int) -> _Joint:
    span = Span(before.span.end, after.span.start)
    return _Joint(text[span.start : span.end], span, before, after, group)


def _is_plain(entry: Entry) -> bool:
    """Whether there is nothing but a linked name with its description."""
    return len(entry.links) < 2 and not (entry.authors or entry.venue or entry.year or entry.tags)


@lru_cache(maxsize=1024)
def _marks(joint: str) -> str | None:
    """Return the marks in a joint without space and loose punctuation, or None where it holds anything else."""
    return LOOSE.sub("", joint) if JOINT.fullmatch(joint) else None


def _fields(entry: Entry) -> Sequence[_Field]:
    """Return where the fields of an entry are written and what they are, in the order of the text."""
    title, authors = entry.title_span, entry.authors
    found = [_Field(link.span, "link") for link in entry.labels]
    if title:
        found.append(_Field(title, "title"))
    if authors and entry.authors_span:
        start, end = entry.authors_span
        found.append(_Field(Span(start, max(end, authors.ending.span.end)), "authors"))
    if entry.venue:
        found.append(_Field(entry.venue.span, "venue"))
    if entry.year:
        found.append(_Field(entry.year.span, "year"))
    if entry.description:
        found.append(_Field(entry.description.span, "description"))
    if entry.tags:
        found += [_Field(tag.span, "tag") for tag in entry.tags]
    found.sort(key=lambda field: (field.span, field.kind))
    return found


def _without_own(joints: Sequence[_Joint], habit: Habit) -> Iterator[_Joint]:
    """Yield the joints of the groups that have no habit of their own."""
    groups: defaultdict[int, list[_Joint]] = defaultdict(list)
    for joint in joints:
        groups[joint.group].append(joint)
    for group in groups.values():
        if style.own((joint.text for joint in group), habit) is None:
            yield from group


def _wanted(source: Source, joint: _Joint, habit: str) -> str:
    """Return what the joint should be; what ends itself takes no period or comma after it."""
    before = source.slice(joint.before.span).rstrip(CLOSING)
    return habit[1:] if habit.startswith((".", ",")) and before.endswith(ENDS_ITSELF) else habit


def _is_certain(source: Source, joint: _Joint, wanted: str) -> bool:
    """Whether the fields end where they were read to end, so that nothing but the joint differs."""
    found, before, after = joint.text, joint.before, joint.after
    if "  " in wanted or "\t" in wanted or (SPACE.search(found) and not SPACE.search(wanted)):
        return False
    if SPACE.sub("", found) == SPACE.sub("", wanted):
        return True
    if {before.kind, after.kind} == {"venue", "year"} or before.kind == "description":
        # `Nature, 2015` among `ICML 2015`; a comma after words that go on.
        return False
    if before.kind == "title" and source.text[before.span.start] not in MARKS:
        return False
    if before.kind in ("venue", "tag") and found.startswith("."):
        # The period may be that of an abbreviation.
        return False
    return after.kind != "venue" or before.kind != "authors" or not found.strip()


def _fix(source: Source, joint: _Joint, wanted: str) -> Fix:
    """Return the fix of a joint, which covers both fields where their marks touch: in `**T.***A.*`, none means anything."""
    start, end = joint.span
    if start < end or source.text[start - 1] not in MARKS or source.text[end] not in MARKS:
        return Fix.replace(joint.span, wanted)
    before, after = joint.before.span, joint.after.span
    return Fix.replace(Span(before.start, after.end), f"{source.slice(before)}{wanted}{source.slice(after)}")


def _shown(joint: _Joint) -> Span:
    """Return a place that can be underlined: the joint, or the first character after an empty one."""
    return joint.span if joint.text else Span(joint.span.start, joint.span.start + 1)


def _quoted(text: str) -> str:
    return "nothing" if not text else f'"{text}"' if "`" in text else f"`{text}`"
