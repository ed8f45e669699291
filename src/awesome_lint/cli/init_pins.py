"""The habits of a list that can be pinned as they are: everything that is said about the list stays the same."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document, Habit, Pins
from awesome_lint.engine.linter import lint
from awesome_lint.habits.described import Stated, stated
from awesome_lint.habits.inferred import infer
from awesome_lint.registry.rule_set import RuleSet


class Part(Struct, frozen=True):
    """What is pinned or left alone as a whole: a habit, or one label of links."""

    habit: Stated
    parts: tuple[Habit, ...]


class Pinned(Struct, frozen=True):
    """The habits that are pinned, and those that would change what is said about the list."""

    kept: tuple[Part, ...]
    left: tuple[Part, ...]


def as_it_is(document: Document, rules: RuleSet) -> Pinned:
    """Return which habits can be pinned so that these rules say the same of the list as they do now."""
    parts = tuple(_parts(document))
    usual = _said(document, rules)
    asked: set[str] = set()
    kept = parts
    while changed := _changed(usual, _said(_with(document, kept), rules)):
        # Only the rules that a habit makes a difference to are asked again and again.
        asked |= changed
        few = RuleSet.of(rule for rule in rules if rule.name in asked)
        expected = [each for each in usual if each.rule in asked]
        kept = tuple(_harmless(document, few, expected, (), kept))
    return Pinned(kept, tuple(part for part in parts if part not in kept))


def lines(parts: Iterable[Part]) -> Iterator[str]:
    """Yield the lines of a settings file that pin these habits."""
    for habit, values in _joined(parts).items():
        yield from habit.lines(values)


def _parts(document: Document) -> Iterator[Part]:
    for each in stated(document):
        if each.key == "link-labels":
            yield from (Part(each, (label,)) for label in each.parts)
        else:
            yield Part(each, each.parts)


def _joined(parts: Iterable[Part]) -> dict[Stated, tuple[Habit, ...]]:
    joined: dict[Stated, tuple[Habit, ...]] = {}
    for part in parts:
        joined[part.habit] = (*joined.get(part.habit, ()), *part.parts)
    return joined


def _with(document: Document, parts: Iterable[Part]) -> Document:
    """Return the document as it is read where these habits are pinned, too."""
    pins: dict[str, Any] = {}
    for habit, values in _joined(parts).items():
        value = habit.value(values)
        pins[habit.key.replace("-", "_")] = tuple(value) if isinstance(value, list) else value
    return replace(document, style=infer(document.source, document.entries, document.blocks, Pins(**pins)))


def _said(document: Document, rules: RuleSet) -> Sequence[Diagnostic]:
    return lint(document, rules).diagnostics


def _changed(usual: Iterable[Diagnostic], other: Iterable[Diagnostic]) -> set[str]:
    """Return the rules that do not say the same."""
    return {each.rule for each in {*usual} ^ {*other}}


def _harmless(
    document: Document, rules: RuleSet, expected: Sequence[Diagnostic], kept: tuple[Part, ...], parts: tuple[Part, ...]
) -> Iterator[Part]:
    """Yield the parts with which, beside those kept, the rules say what is expected; halves are tried where the whole fails."""
    if not _changed(expected, _said(_with(document, (*kept, *parts)), rules)):
        yield from parts
    elif len(parts) > 1:
        half = len(parts) // 2
        first = tuple(_harmless(document, rules, expected, kept, parts[:half]))
        yield from first
        yield from _harmless(document, rules, expected, (*kept, *first), parts[half:])
