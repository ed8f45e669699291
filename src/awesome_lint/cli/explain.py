"""Rules for people and programs: a manual page on a terminal, and the list of all rules."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from textwrap import wrap

from msgspec import Struct

from awesome_lint.cli.console import PROGRAM
from awesome_lint.cli.options import UsageError
from awesome_lint.diagnostic import Applicability
from awesome_lint.registry.discovery import discover, online_rules
from awesome_lint.registry.manual import summary
from awesome_lint.registry.npm_rules import replaced_by
from awesome_lint.registry.suggestion import suggestion
from awesome_lint.reporters.json import array, encoded
from awesome_lint.reporters.places import counted
from awesome_lint.reporters.text import BOLD, CYAN, YELLOW, Ink, visible
from awesome_lint.rule import Rule

MARKS = {None: "", Applicability.SAFE: "[*]", Applicability.UNSAFE: "[!]"}


def readable(manual: str, width: int, *, colour: bool) -> Iterator[str]:
    """Yield the lines of a manual page for a terminal: headings in bold, examples indented, paragraphs filled."""
    ink = Ink(colour)
    fence = ""
    paragraph = ""
    for line in [*manual.splitlines(), ""]:
        text = visible(line)
        mark = text[: len(text) - len(text.lstrip("`"))]
        is_fence = len(mark) >= len("```") and (not fence or text == fence)
        is_prose = bool(text) and not fence and not is_fence and not text.startswith("#")
        if paragraph and (not is_prose or text.startswith("- ")):
            indent = "  " if paragraph.startswith("- ") else ""
            yield from wrap(paragraph, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
            paragraph = ""
        if is_fence:
            fence = "" if fence else mark
        elif fence:
            yield f"    {ink(text, CYAN)}".rstrip()
        elif is_prose:
            paragraph = f"{paragraph} {text.strip()}" if paragraph else text
        else:
            title = text.lstrip("#").strip()
            yield ink(title, BOLD)


class Wanted(Struct, frozen=True):
    """Which rules are to be listed."""

    words: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    state: str | None = None
    fix: str | None = None


def named(names: Iterable[str]) -> list[type[Rule]]:
    """Return the rules that are called so, and those of the groups, each once. Raises UsageError for another name."""
    rules = _sorted()
    groups = {rule.group for rule in rules}
    found: dict[str, type[Rule]] = {}
    for name in names:
        meant = [rule for rule in rules if name in (rule.name, rule.group, "ALL")] or [
            rule for rule in online_rules().values() if name in (rule.name, rule.group)
        ]
        if not meant:
            known = [*(rule.name for rule in rules), *groups]
            raise UsageError(f'unknown rule "{name}"{suggestion(name, known)}; `{PROGRAM} rules` lists them')
        found |= {rule.name: rule for rule in meant}
    return list(found.values())


def listed(wanted: Wanted) -> list[type[Rule]]:
    """Return the rules that are wanted, by group and name. Raises UsageError for a group that there is none of."""
    rules = _sorted()
    groups = sorted({rule.group for rule in rules})
    if others := [rule for rule in online_rules().values() if rule.group in wanted.groups] if wanted.groups else []:
        rules = [*rules, *others]
        groups = sorted({rule.group for rule in rules})
    for group in wanted.groups:
        if group not in groups:
            raise UsageError(f'--group: unknown group "{group}"{suggestion(group, groups)}; there are {", ".join(groups)}')
    return [rule for rule in rules if _is_wanted(rule, wanted)]


def _sorted() -> list[type[Rule]]:
    return sorted(discover().values(), key=lambda rule: (rule.group, rule.name))


def _is_wanted(rule: type[Rule], wanted: Wanted) -> bool:
    text = f"{rule.name} {rule.group} {summary(rule)}".casefold()
    return (
        (not wanted.groups or rule.group in wanted.groups)
        and wanted.state in (None, "on" if rule.default else "off")
        and wanted.fix in (None, _fixable(rule) or "none")
        and all(word.casefold() in text for word in wanted.words)
    )


def as_pages(found: Sequence[type[Rule]], width: int, *, colour: bool) -> Iterator[str]:
    """Yield the lines of a list of rules by group, for people at a terminal: what each reports, beside its name."""
    ink = Ink(colour)
    longest = max((len(rule.name) for rule in found), default=0)
    for group, rules in groupby(found, key=lambda rule: rule.group):
        yield f"{ink(group, BOLD)}\n"
        for rule in rules:
            state, mark = "   " if rule.default else "off", f"{MARKS[rule.fixable]:<3}"
            indent = 2 + longest + 2 + len(state) + 2 + len(mark) + 2
            first, *more = wrap(_said(rule), width - indent, break_on_hyphens=False)
            name = ink(rule.name, CYAN) + " " * (longest - len(rule.name))
            yield f"  {name}  {state}  {ink(mark, YELLOW) if mark.strip() else mark}  {first}\n"
            yield from (f"{' ' * indent}{line}\n" for line in more)
        yield "\n"
    on = sum(rule.default for rule in found)
    yield f"{counted(len(found), 'rule')}, {on} on by default. [*] fixed by --fix, [!] by --fix --unsafe-fixes.\n"
    if found:
        yield f"Next: {PROGRAM} explain {found[0].name}\n"


def as_table(found: Sequence[type[Rule]]) -> Iterator[str]:
    """Yield a line for each rule, for programs that read line by line, such as grep."""
    rows = [("rule", "group", "default", "fix", "what it reports")]
    rows += [(rule.name, rule.group, "on" if rule.default else "off", _fixable(rule) or "-", _said(rule)) for rule in found]
    widths = [max(len(row[index]) for row in rows) for index in range(4)]
    for row in rows:
        head = (cell.ljust(width) for cell, width in zip(row, widths, strict=False))
        yield f"{'  '.join([*head, row[-1]])}\n"


def _said(rule: type[Rule]) -> str:
    return visible(summary(rule)) + (f" ({rule.package})" if rule.package else "")


def as_json(found: Sequence[type[Rule]]) -> Iterator[str]:
    """Yield the pieces of a JSON array of rules, for programs."""
    rows: list[Mapping[str, object]] = [
        {
            "name": rule.name,
            "group": rule.group,
            "default": rule.default,
            "fixable": _fixable(rule),
            "summary": summary(rule),
            "replaces": replaced_by(rule.name),
            "package": rule.package or None,
        }
        for rule in found
    ]
    yield from array(encoded(row) for row in rows)


def _fixable(rule: type[Rule]) -> str | None:
    return rule.fixable.value if rule.fixable is not None else None
