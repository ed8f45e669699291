"""What joins two fields of an entry: the punctuation and space between them."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from awesome_lint.entries import Container, Entry
from awesome_lint.habits.habit import Sample, once
from awesome_lint.patterns import lazy
from awesome_lint.source import Span

LONGEST = 16

# What stands between two fields where no words do.
JOINT = lazy(r"[ \t.,;:|·()\[\]`*_\"“”/&–—-]*")
# What may differ between two joints that join the same things.
LOOSE = lazy(r"[ \t.,;:]|/(?= )")
MARKS = frozenset('*_`[("“<')
# How these two stand together is a habit of its own.
CITED = {"venue", "year"}
CONTAINERS = (Container.LIST_ITEM, Container.PARAGRAPH)


class Field(Struct, frozen=True):
    """A field of an entry: where it is written, and what it is."""

    span: Span
    kind: str


class Joint(Struct, frozen=True):
    """Two neighbouring fields of an entry, and the number of the group of entries that it is in."""

    before: Field
    after: Field
    entry: Entry
    group: int

    @property
    def span(self) -> Span:
        """The place between them."""
        return Span(self.before.span.end, self.after.span.start)


@once
def joined(sample: Sample) -> Mapping[Hashable, Sequence[Joint]]:
    """Return the neighbouring fields with no words between them: those that are compared with each other.

    These join the same things, written in the same marks, with the same marks in them.
    """
    text = sample.source.text
    alike: defaultdict[Hashable, list[Joint]] = defaultdict(list)
    for number, group in enumerate(sample.groups()):
        for entry in group:
            if entry.container not in CONTAINERS or not entry.is_read or _is_plain(entry):
                continue
            for before, after in pairwise(fields_of(entry)):
                start, end = before.span.end, after.span.start
                if not 0 <= end - start <= LONGEST or after.kind == "description" or _is_cited(text[start:end], before, after):
                    continue
                marks = _marks(text[start:end])
                if marks is not None:
                    first, second = text[before.span.start], text[end]
                    written = (first if first in MARKS else "", second if second in MARKS else "")
                    alike[before.kind, after.kind, marks, written].append(Joint(before, after, entry, number))
    return alike


def _is_cited(joint: str, before: Field, after: Field) -> bool:
    """Whether it joins a venue and its year in one place, not in brackets of their own."""
    return {before.kind, after.kind} == CITED and "]" not in joint and ")" not in joint


def joints(sample: Sample) -> Mapping[Hashable, Iterable[str]]:
    """Return what stands between fields, for each kind of them."""
    text = sample.source.text
    return {
        kind: [text[each.before.span.end : each.after.span.start] for each in found] for kind, found in joined(sample).items()
    }


def _is_plain(entry: Entry) -> bool:
    """Whether there is nothing but a linked name with its description."""
    return len(entry.links) < 2 and not (entry.authors or entry.venue or entry.year or entry.tags)


@lru_cache(maxsize=1024)
def _marks(joint: str) -> str | None:
    """Return the marks in a joint without space and loose punctuation, or None where it holds anything else."""
    return LOOSE.sub("", joint) if JOINT.fullmatch(joint) else None


def fields_of(entry: Entry) -> Sequence[Field]:
    """Return where the fields of an entry are written and what they are, in the order of the text."""
    title, authors = entry.title_span, entry.authors
    found = [Field(link.span, "link") for link in entry.labels]
    if title:
        found.append(Field(title, "title"))
    if authors and entry.authors_span:
        start, end = entry.authors_span
        found.append(Field(Span(start, max(end, authors.ending.span.end)), "authors"))
    if entry.venue:
        found.append(Field(entry.venue.span, "venue"))
    if entry.year:
        found.append(Field(entry.year.span, "year"))
    if entry.description:
        found.append(Field(entry.description.span, "description"))
    if entry.tags:
        found += [Field(tag.span, "tag") for tag in entry.tags]
    found.sort(key=lambda field: (field.span, field.kind))
    return found
