"""The baseline: what was wrong with lists before they were checked, and is held back until someone mends it.

Each place is known by its rule and the words of its line, so that it stays the same place wherever its entry moves to.
"""

import json
import os
import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct

from awesome_lint.diagnostic import Diagnostic, Edit
from awesome_lint.document import Document
from awesome_lint.engine.scope import Shifts
from awesome_lint.files.read_write import FileError, regular, shown, write_new
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.reporters.fingerprints import line_words
from awesome_lint.reporters.text import UNSAFE
from awesome_lint.source import Source, Span

VERSION = 1

# An entry takes one line, and whoever reviews it wants to see which one it is: the rest of a longer text goes into a sum.
LONGEST, SUM = 100, 12
# No list has more places of a kind.
MOST = 1_000_000_000


class Place(Struct, frozen=True, order=True):
    """What a place is known by: rule, words of its line, and those of the lines it is compared with."""

    rule: str
    text: str
    others: tuple[str, ...] = ()


class Compared(Struct, frozen=True):
    """What a list says now, beside its baseline."""

    held: Mapping[tuple[int, int], Mapping[Place, int]]
    """By the index of a diagnostic and that of its place, what holds it back."""
    left: Mapping[Place, int]
    """What is in the baseline and was not met."""


class Baseline(Struct, frozen=True):
    """What is held back of one list: how many places there are of each kind."""

    places: Mapping[Place, int]

    def kept(self, document: Document, rules: RuleSet, found: Sequence[Diagnostic]) -> list[Diagnostic]:
        held = self.compared(document.source, found).held
        left: list[Diagnostic] = []
        for index, diagnostic in enumerate(found):
            count = len(diagnostic.places)
            kept = [number for number in range(count) if (index, number) not in held]
            if len(kept) == count:
                left.append(diagnostic)
            elif kept:
                left.append(rules.named(diagnostic.rule).narrowed(document, diagnostic, kept))
        return left

    def after(self, document: Document, found: Sequence[Diagnostic], edits: Sequence[Edit], source: Source) -> "Baseline":
        """Return the baseline with the words that the lines it holds have after the edits; what is gone is dropped."""
        shifts = Shifts(edits)
        places = Counter(self.places)
        for (index, number), holding in self.compared(document.source, found).held.items():
            diagnostic = found[index]
            offsets = _offsets(document.source, diagnostic, number)
            before = _place(document.source, diagnostic, offsets)
            after = _place(source, diagnostic, [shifts.start(offset) for offset in offsets])
            is_gone = shifts.is_gone(diagnostic.places[number].start)
            if before != after or is_gone:
                places.subtract(holding)
                places[after] += sum(holding.values()) if not is_gone else 0
        return Baseline(+places)

    def compared(self, source: Source, found: Sequence[Diagnostic]) -> Compared:
        """Return what of the diagnostics is held back, and what there is no more: the likeliest places first."""
        left = Counter(self.places)
        held: dict[tuple[int, int], Mapping[Place, int]] = {}
        pending = list(_places(source, found))
        for keys in (_same, _same_line, _same_pair):
            candidates: defaultdict[tuple[str, ...], deque[Place]] = defaultdict(deque)
            for place in +left:
                for key in keys(place, is_sought=False):
                    candidates[key].append(place)
            missed = []
            for number, place, count in pending:
                fitting = [candidates[key] for key in keys(place, is_sought=True) if key in candidates]
                taken = _taken(left, fitting, count)
                if taken:
                    left.subtract(taken)
                    held[number] = taken
                else:
                    missed.append((number, place, count))
            pending = missed
        return Compared(held, +left)


class BaselineFile(Struct, frozen=True):
    """A baseline file: what is held back of each list, by its path as seen from the file."""

    path: Path
    lists: Mapping[str, Mapping[Place, int]]

    def of(self, path: Path) -> Baseline:
        return Baseline(self.lists.get(self.name(path), {}))

    def name(self, path: Path) -> str:
        """Return the path of a list as it stands in the file."""
        try:
            return os.path.relpath(path, self.path.parent).replace(os.sep, "/")
        except ValueError:
            # Another drive of Windows.
            return os.path.abspath(path).replace(os.sep, "/")

    def exists(self, name: str) -> bool:
        return os.path.isfile(self.path.parent / name)


def read(path: Path) -> BaselineFile:
    """Return what a baseline file says. Raises FileError when it cannot be followed."""
    name = shown(path)
    try:
        value = json.loads(regular(path).decode("utf-8"))
    except FileNotFoundError:
        raise FileError(f"{name}: no such baseline; --write-baseline writes it") from None
    except OSError as error:
        raise FileError(f"{name}: cannot be read ({error.strerror or error})") from None
    except RecursionError:
        raise FileError(f"{name}: not a baseline: its values are nested too deeply; {_REMEDY}") from None
    except ValueError as error:
        raise FileError(f"{name}: not well-formed JSON ({error}); {_REMEDY}") from None
    if not isinstance(value, dict) or not isinstance(value.get("version"), int):
        raise FileError(f"{name}: not a baseline: expected `version` and `lists`; {_REMEDY}")
    if value["version"] != VERSION:
        raise FileError(f"{name}: version {value['version']}, expected {VERSION}: another awesome-lint wrote it; {_ANEW}")
    try:
        return BaselineFile(
            path, {str(each): _read_places(each, places) for each, places in _table(value.get("lists")).items()}
        )
    except ValueError as error:
        raise FileError(f"{name}: {error}; {_REMEDY}") from None


def written(lists: Mapping[str, Mapping[Place, int]]) -> str:
    """Return the text of a baseline file: in order, one place to a line, and nothing that a merge need not know."""
    parts = []
    for name, places in sorted(lists.items()):
        if places:
            rows = ",\n".join(f"      {_encoded(_row(place, count))}" for place, count in sorted(places.items()))
            parts.append(f"    {_encoded(name)}: [\n{rows}\n    ]")
    body = "{\n" + ",\n".join(parts) + "\n  }" if parts else "{}"
    return f'{{\n  "version": {VERSION},\n  "lists": {body}\n}}\n'


def write(path: Path, lists: Mapping[str, Mapping[Place, int]]) -> None:
    """Write a baseline file, whole or not at all. Raises FileError when that cannot be."""
    try:
        write_new(path, [written(lists).encode("utf-8")], lambda: True)
    except OSError as error:
        raise FileError(f"{shown(path)}: the baseline cannot be written ({error.strerror}); it is as it was") from None


def taken_from(source: Source, found: Sequence[Diagnostic]) -> Counter[Place]:
    """Return the places of all that was found."""
    places: Counter[Place] = Counter()
    for _, place, count in _places(source, found):
        places[place] += count
    return places


_ANEW = "delete it and write it anew with --write-baseline"
_REMEDY = f"correct it, or {_ANEW}"


def _places(source: Source, found: Sequence[Diagnostic]) -> Iterator[tuple[tuple[int, int], Place, int]]:
    """Yield every place, known by its diagnostic's index and its own, with how many it stands for."""
    for index, diagnostic in enumerate(found):
        count = diagnostic.count if len(diagnostic.places) == 1 else 1
        for number in range(len(diagnostic.places)):
            place = _place(source, diagnostic, _offsets(source, diagnostic, number))
            yield (index, number), place, count


def _offsets(source: Source, diagnostic: Diagnostic, number: int) -> list[int]:
    """Return where the lines are that a place of a diagnostic is known by: its own, and those it is compared with."""
    places = diagnostic.places
    # Of many places, only the first may differ from where the diagnostic points.
    span = diagnostic.span if len(places) == 1 else places[number]
    related = diagnostic.related if len(places) == 1 else ()
    return [_anchor(source.text, span), *(each.span.start for each in related)]


def _anchor(text: str, span: Span) -> int:
    """Return the offset that a place is known by: blank lines, or their lack, below a heading have now this entry after them,
    now that, so that the heading tells more.
    """
    is_between = text.endswith("\n", 0, span.start) and not text[span.start : span.end].strip()
    if not is_between or (span.end > span.start and text[span.end - 1] != "\n"):
        return span.start
    above = text.rfind("\n", 0, len(text[: span.start].rstrip())) + 1
    return above if text[above : span.start].lstrip().startswith("#") else span.start


def _place(source: Source, diagnostic: Diagnostic, offsets: Sequence[int]) -> Place:
    text, *others = (_short(line_words(source, min(offset, len(source.text)))) for offset in offsets)
    return Place(diagnostic.rule, text, tuple(sorted(others)))


def _short(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST].rstrip()}… {sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:SUM]}"


def _same(place: Place, *, is_sought: bool) -> Iterable[tuple[str, ...]]:
    """Yield what a place is looked for by, or is found by, when nothing of it has changed."""
    yield (place.rule, place.text, *place.others)


def _same_line(place: Place, *, is_sought: bool) -> Iterable[tuple[str, ...]]:
    yield place.rule, place.text


def _same_pair(place: Place, *, is_sought: bool) -> Iterable[tuple[str, ...]]:
    """The same when two lines that are compared have only changed places."""
    for other in dict.fromkeys(place.others):
        yield (place.rule, other, place.text) if is_sought else (place.rule, place.text, other)


def _taken(left: Mapping[Place, int], fitting: Iterable[deque[Place]], count: int) -> dict[Place, int]:
    """Return what to take of the fitting places, or nothing where there are too few of them; drop those that are used up."""
    taken: dict[Place, int] = {}
    for places in fitting:
        met: list[Place] = []
        while places and count:
            place = places.popleft()
            if left[place] > 0:
                taken[place] = min(count, left[place])
                count -= taken[place]
                met.append(place)
        places.extendleft(reversed(met))
    return taken if not count else {}


def _row(place: Place, count: int) -> dict[str, object]:
    row: dict[str, object] = {"rule": place.rule, "text": place.text}
    if place.others:
        row["with"] = place.others
    if count > 1:
        row["count"] = count
    return row


def _encoded(value: object) -> str:
    """Return the JSON of a value on one line, as people read it, but for characters that they would not see."""
    return UNSAFE.sub(_escape, json.dumps(value, ensure_ascii=False))


def _escape(match: "re.Match[str]") -> str:
    units = match.group().encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))


def _table(value: Any) -> dict[Any, Any]:
    if not isinstance(value, dict):
        raise ValueError("lists: expected an object of lists by their paths")
    return value


def _read_places(name: str, rows: Any) -> dict[Place, int]:
    places: dict[Place, int] = {}
    if not isinstance(rows, list):
        raise ValueError(f"{name}: expected a list of places")
    for row in rows:
        match row:
            case {"rule": str(rule), "text": str(text)}:
                others, count = row.get("with", []), row.get("count", 1)
            case _:
                raise ValueError(f"{name}: expected objects with `rule` and `text`")
        if not isinstance(others, list) or not all(isinstance(other, str) for other in others):
            raise ValueError(f"{name}: with: expected a list of texts")
        if not isinstance(count, int) or isinstance(count, bool) or not 1 <= count <= MOST:
            raise ValueError(f"{name}: count: expected a number from 1 to {MOST}")
        place = Place(rule, text, tuple(others))
        # Two branches that held back the same place meant one.
        places[place] = max(places.get(place, 0), count)
    return places
