"""Old lists: what a run leaves out, as a baseline holds it back or nobody changed it; and what becomes of the baselines."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from awesome_lint.baseline import file as baseline
from awesome_lint.baseline.file import Baseline, BaselineFile, Place
from awesome_lint.diagnostic import Report
from awesome_lint.engine.scope import Scope
from awesome_lint.files.read_write import BASELINE, FileError, is_inside, shown
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.reporters.places import counted
from awesome_lint.source import Source

if TYPE_CHECKING:
    from awesome_lint.files.git import Since


class Checked(Struct, frozen=True):
    """What the baseline of a list has to know when the list was checked."""

    path: Path
    file: Path
    """Of the baseline that it has, or gets."""
    root: str | None
    """What the file has to be below to be written; None where it was named for this run."""
    rules: frozenset[str]
    found: Mapping[Place, int]
    """All that was found."""
    kept: Mapping[Place, int] | None
    """What the baseline holds of the list as it is now, where there is a baseline."""
    held: int
    """How many places are held back."""
    mended: int
    """How many places of the baseline there are no more; what other rules than those of the run find is not known."""


class Scopes(Struct, frozen=True):
    """The scopes of each list of a run; what they are read from is read once."""

    since: "Since | None" = None
    known: dict[Path, BaselineFile] = field(default_factory=dict)

    @classmethod
    def of(cls, since: str | None) -> "Scopes":
        if since is None:
            return cls()
        from awesome_lint.files.git import Since

        return cls(Since(since))

    def at(self, path: Path, source: Source, file: Path | None) -> tuple[Scope, ...]:
        """Return the scopes of a list, held back by a baseline file or not. Raises FileError when that cannot be told."""
        scopes: list[Scope] = []
        if file is not None:
            if file not in self.known:
                self.known[file] = baseline.read(file)
            scopes.append(self.known[file].of(path))
        # What a baseline holds back can only be told of all that was found, so it comes first.
        if self.since is not None:
            scopes.append(self.since.changed(path, source))
        return tuple(scopes)


def place_for(path: Path, settings: Path | None) -> Path:
    """Return where a list without a baseline file gets one: beside its settings, or on top of its repository, or beside it."""
    folder = Path(os.path.abspath(path)).parent
    if settings is not None:
        folder = settings.absolute().parent
    else:
        folder = next((each for each in (folder, *folder.parents) if os.path.exists(each / ".git")), folder)
    return folder / BASELINE


def checked(path: Path, file: Path, root: str | None, rules: RuleSet, found: Report, scopes: Sequence[Scope]) -> Checked:
    """Return what a baseline file has to know of a list: all that was found, and the scopes as they are of the same text."""
    places = baseline.taken_from(found.source, found.diagnostics)
    names = frozenset(rule.name for rule in rules)
    for scope in scopes:
        if isinstance(scope, Baseline):
            compared = scope.compared(found.source, found.diagnostics)
            held = sum(number for holding in compared.held.values() for number in holding.values())
            mended = sum(number for place, number in compared.left.items() if place.rule in names)
            return Checked(path, file, root, names, places, scope.places, held, mended)
    return Checked(path, file, root, names, places, None, places.total(), 0)


def write_baselines(checked: Sequence[Checked]) -> Iterator[str]:
    """Write all that was found to the baseline files, and yield what there is to say of each. Raises FileError.

    What a file holds of lists and rules that are not of this run stays, unless the list is gone.
    """
    for path in _files(checked):
        before = baseline.read(path) if os.path.exists(path) else BaselineFile(path, {})
        lists = {name: places for name, places in before.lists.items() if before.exists(name)}
        for each in checked:
            if each.file == path:
                name = before.name(each.path)
                kept = {place: number for place, number in before.lists.get(name, {}).items() if place.rule not in each.rules}
                lists[name] = {**kept, **each.found}
        if lists != before.lists or not os.path.exists(path):
            baseline.write(path, lists)
        yield f"{shown(path)}: {_changes(before.lists, lists)}"


def carry(checked: Sequence[Checked]) -> None:
    """Give what is held back the words that its lines have after fixes. Raises FileError."""
    for path in _files(each for each in checked if each.kept is not None):
        before = baseline.read(path)
        kept = {before.name(each.path): dict(each.kept) for each in checked if each.file == path and each.kept is not None}
        if any(places != before.lists.get(name, {}) for name, places in kept.items()):
            baseline.write(path, {**before.lists, **kept})


def _files(checked: Iterable[Checked]) -> Iterator[Path]:
    """Yield each file of a baseline. Raises FileError for one that a stranger may have chosen, outside of the repository."""
    for each in {each.file: each for each in checked}.values():
        if each.root is not None and not is_inside(each.file, each.root):
            raise FileError(
                f"{shown(each.file)}: this baseline is outside of the repository, and is as it was; "
                "one there is only written where it is named, with --baseline"
            )
        yield each.file


def mended(number: int) -> str:
    """Say that so many problems of a baseline are there no more, and what to do."""
    are, them = ("is", "it") if number == 1 else ("are", "them")
    return f"{counted(number, 'problem')} of the baseline {are} fixed; --write-baseline drops {them}"


def _changes(before: Mapping[str, Mapping[Place, int]], after: Mapping[str, Mapping[Place, int]]) -> str:
    """Say how many places a baseline holds, and how many came and went."""
    total = sum(sum(places.values()) for places in after.values())
    new = _more(after, before)
    gone = _more(before, after)
    news = ", ".join(f"{number} {word}" for number, word in ((new, "new"), (gone, "dropped")) if number)
    return f"hides {counted(total, 'problem')} from now on" + (f" ({news})" if news else "")


def _more(one: Mapping[str, Mapping[Place, int]], other: Mapping[str, Mapping[Place, int]]) -> int:
    """Return how many places of one are not in the other."""
    return sum(
        max(0, number - other.get(name, {}).get(place, 0)) for name, places in one.items() for place, number in places.items()
    )
