"""A rule's manual page and its examples, read from the rule itself."""

import re
from collections.abc import Iterator, Mapping
from inspect import cleandoc
from itertools import zip_longest
from typing import Annotated, get_args, get_origin

from msgspec import Meta, Struct
from msgspec.structs import FieldInfo

from awesome_lint.diagnostic import Applicability
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule, option_fields
from awesome_lint.toml import written

FENCE = lazy(r"^(?P<fence>`{3,}|~{3,})(?P<language>[\w-]*)[ ]*\n(?P<code>.*?)^(?P=fence)[ ]*$", re.DOTALL | re.MULTILINE)
HEADING = lazy(r"^##[ ]+(.+?)[ ]*$", re.MULTILINE)
EXAMPLE_LANGUAGE = "markdown"
AND_SO_ON = "…"
NUMBER = lazy(r"(\d+)")

FIXES = {
    None: "no fix",
    Applicability.SAFE: "fixed by `--fix`",
    Applicability.UNSAFE: "fixed by `--fix --unsafe-fixes`",
}


class Example(Struct, frozen=True):
    """A list that a rule speaks about, and that list after `--fix`, where the manual shows it."""

    bad: str
    good: str | None


def summary(rule: type[Rule]) -> str:
    """Return the first line of the rule's manual: what it reports."""
    return _docstring(rule).partition("\n")[0]


def manual(rule: type[Rule]) -> str:
    """Return the rule's manual page as Markdown."""
    first, _, rest = _docstring(rule).partition("\n")
    state = "on by default" if rule.default else "off by default"
    origin = f", from {rule.package}" if rule.package else ""
    parts = [f"# {rule.name}", first, f"Group `{rule.group}`, {state}, {FIXES[rule.fixable]}{origin}."]
    if rest.strip():
        parts.append(rest.strip())
    options = [_option(field) for field in option_fields(rule)]
    if options:
        parts.append("## Options")
        parts.append("\n".join(options))
    parts.append(_refusal(rule))
    return "\n\n".join(parts) + "\n"


def examples(rule: type[Rule]) -> tuple[Example, ...]:
    """Return the rule's examples: the blocks of its section Bad, each with the block of Good that stands at the same place.

    A line with nothing but `…` stands for more lines like the one above, whose number counts on to that of the line below.

    Raises ValueError when Good has more blocks than Bad.
    """
    sections = _sections(_docstring(rule))
    bad = tuple(_blocks(sections.get("Bad", "")))
    good = tuple(_blocks(sections.get("Good", "")))
    if len(good) > len(bad):
        raise ValueError(f"{rule.name}: {len(good)} good examples, but only {len(bad)} bad ones to fix")
    return tuple(Example(*pair) for pair in zip_longest(bad, good))


def _docstring(rule: type[Rule]) -> str:
    return cleandoc(rule.__doc__ or "")


def _sections(text: str) -> Mapping[str, str]:
    """Return the text under each `##` heading; a heading inside a fenced block is an example's."""
    blanked = FENCE.sub(lambda match: " " * len(match.group()), text)
    headings = list(HEADING.finditer(blanked))
    ends = [*(heading.start() for heading in headings), len(text)][1:]
    return {heading.group(1): text[heading.end() : end] for heading, end in zip(headings, ends, strict=True)}


def _blocks(text: str) -> Iterator[str]:
    for match in FENCE.finditer(text):
        if match["language"] == EXAMPLE_LANGUAGE:
            yield _written_out(match["code"])


def _written_out(example: str) -> str:
    """Return an example with what it only hints at: a habit takes many lines, of which a reader needs one."""
    lines = example.split("\n")
    written: list[str] = []
    for number, line in enumerate(lines):
        if line.strip() == AND_SO_ON and 0 < number < len(lines) - 1:
            ends = [NUMBER.findall(end)[-1:] for end in (lines[number - 1], lines[number + 1])]
            if all(ends):
                parts = NUMBER.split(lines[number - 1])
                first, last = (end[0] for end in ends)
                for count in range(int(first) + 1, int(last)):
                    written.append("".join([str(count) if part == first else part for part in parts]))
                continue
        written.append(line)
    return "\n".join(written)


def _option(field: FieldInfo) -> str:
    name = field.name.replace("_", "-")
    kind, *metadata = get_args(field.type) if get_origin(field.type) is Annotated else (field.type,)
    written_kind = kind.__name__ if isinstance(kind, type) and not get_args(kind) else str(kind).replace("typing.", "")
    default = field.default_factory() if callable(field.default_factory) else field.default
    text = f"- `{name}` ({written_kind}, default `{written(default)}`)"
    meaning = next((each.description for each in metadata if isinstance(each, Meta) and each.description), None)
    return f"{text}: {meaning}" if meaning else text


def _refusal(rule: type[Rule]) -> str:
    """Say how to have it otherwise."""
    turn, key = ("off", "ignore") if rule.default else ("on", "extend-select")
    return f'## Settings\n\nTurn it {turn} with `--{key} {rule.name}`, or with `{key} = ["{rule.name}"]` in a settings file.'
