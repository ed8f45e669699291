"""Which section of a list an entry belongs to: the one that is named, or those whose entries are most like it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import log

from msgspec import Struct

from awesome_lint.adding.draft import AddError, Draft
from awesome_lint.document import Document, Entry, Section
from awesome_lint.export import headings
from awesome_lint.facts.similarity import key_of
from awesome_lint.registry.suggestion import suggestion

LEAST_LETTERS = 3
STATED = 4.0
# What counts how much was tried on entries of public lists, whose sections are known.
IN_HEADING, ALIKE, EVENNESS = 0.5, 2.0, 0.35
MOST_ALIKE, FEW, SHORT = 3, 2, 3
MOST_PROPOSALS = 5


class SectionError(AddError):
    """No one section is meant; the message says what there is."""

    def __init__(self, message: str, proposals: "Sequence[Named]" = ()) -> None:
        super().__init__(message)
        self.proposals = tuple(proposals)


class Named(Struct, frozen=True):
    """A section that may hold entries, and the headings above it with its own, outermost first."""

    section: Section
    path: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.path[-1] if self.path else ""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries that stand right in it; those that headings name count to the section around these."""
        if self.section.entries and not self.section.is_entry:
            return self.section.entries
        return tuple(inner.entries[0] for inner in self.section.sections if inner.is_entry)


def sections(document: Document) -> tuple[Named, ...]:
    """Return the sections of a list, in source order, but those that are entries themselves."""

    def below(inner: Sequence[Section], path: tuple[str, ...]) -> Iterator[Named]:
        for section in inner:
            if section.is_entry:
                continue
            own = (*path, _line(section.heading.text.value)) if section.heading else path
            yield Named(section, own)
            yield from below(section.sections, own)

    return tuple(below(document.sections, ()))


def named(document: Document, name: str) -> Named:
    """Return the section that a name means: its words in any case, its anchor, or a part that no other section has.

    Raises SectionError where it means none or several. A section that only holds others stands for the one of these with
    entries, where there is but one.
    """
    known = [each for each in sections(document) if each.section.heading is not None]
    wanted = _folded(name)
    anchor = name.removeprefix("#").casefold()
    for found in (
        [each for each in known if _folded(each.name) == wanted],
        [each for each in known if each.section.heading and each.section.heading.slug == anchor],
        [each for each in known if key_of(each.name) == key_of(name) != ""],
        [each for each in known if _folded(" > ".join(each.path)).endswith(wanted) and ">" in wanted],
        [each for each in known if wanted and wanted in _folded(each.name) and each.entries],
        [each for each in known if wanted and wanted in _folded(each.name)],
    ):
        if found:
            return _one(document, name, found)
    names = list(dict.fromkeys(each.name for each in known))
    raise SectionError(f'no section "{name}"{suggestion(name, names)}')


def _one(document: Document, name: str, found: Sequence[Named]) -> Named:
    if len(found) > 1:
        filled = [each for each in found if each.entries]
        if len(filled) != 1:
            raise SectionError(f'several sections are meant by "{name}"', filled or found)
        found = filled
    one = found[0]
    if one.entries or not one.section.sections:
        return one
    inner = [each for each in sections(document) if each.path[: len(one.path)] == one.path and each.entries]
    inner = [each for each in inner if one.section.span.contains(each.section.span)]
    if len(inner) == 1:
        return inner[0]
    if not inner:
        return one
    raise SectionError(f'"{one.name}" holds no entries itself; name a section of it', inner)


def proposals(document: Document, draft: Draft) -> tuple[Named, ...]:
    """Return the sections with entries, those first whose entries have most telling words of the draft.

    A word tells the more, the fewer sections have it. Counted are the words of all entries, those of the few that are most like
    it, and those of the headings.
    """
    known = [each for each in sections(document) if each.entries]
    said = [[_said(entry) for entry in each.entries] for each in known]
    held = Counter(word for entries in said for word in frozenset().union(*entries))
    weights = {word: log(1 + len(known) / count) for word, count in held.items()}
    own = frozenset(_words_of(" ".join(filter(None, (draft.title, draft.description, *draft.tags)))))
    scored: list[tuple[float, int]] = []
    for index, (each, entries) in enumerate(zip(known, said, strict=True)):
        counts = Counter(word for words in entries for word in words & own)
        score = sum(weights[word] * (count / (len(entries) + FEW)) ** EVENNESS for word, count in counts.items())
        alike = sorted(
            (sum(weights[word] for word in words & own) / (len(words) + SHORT) ** 0.5 for words in entries), reverse=True
        )
        score += ALIKE * sum(alike[:MOST_ALIKE])
        heading = _words_of(" ".join(each.path[1:]))
        score += IN_HEADING * sum(weights.get(word, 1.0) for word in own if word in heading)
        scored.append((-score - _stated(each, draft), index))
    return tuple(known[index] for _, index in sorted(scored))


def _stated(each: Named, draft: Draft) -> float:
    """Return what the headings say of the year and the venue of the entry."""
    score = 0.0
    for title in each.path:
        year = headings.year(title)
        if year is not None and draft.year is not None:
            score += STATED if year in draft.year else -STATED
        if draft.venue and draft.venue.casefold() in title.casefold().split():
            score += STATED
    return score


def _said(entry: Entry) -> frozenset[str]:
    """Return the words of an entry and of those nested in it."""
    words: set[str] = set()
    for inner in entry.walk():
        said = [inner.name or "", inner.description.value if inner.description else "", *(tag.value for tag in inner.tags)]
        words |= _words_of(" ".join(said))
    return frozenset(words)


def _words_of(text: str) -> set[str]:
    return {word.removesuffix("s") for word in key_of(text).split() if len(word) >= LEAST_LETTERS}


def _line(text: str) -> str:
    return " ".join(text.split())


def _folded(text: str) -> str:
    return " > ".join(part.strip() for part in " ".join(text.casefold().split()).split(">"))
