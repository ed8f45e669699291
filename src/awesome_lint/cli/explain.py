"""Rules for people and programs: a manual page on a terminal, and the list of all rules."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap

from awesome_lint.registry.manual import summary
from awesome_lint.registry.npm_rules import replaced_by
from awesome_lint.reporters.json import array, encoded
from awesome_lint.reporters.text import BOLD, CYAN, Ink, visible
from awesome_lint.rule import Rule


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


def as_table(found: Sequence[type[Rule]]) -> Iterator[str]:
    """Yield the lines of a table of rules, for people."""
    rows = [("rule", "group", "default", "fix", "package" if any(rule.package for rule in found) else "")]
    rows += [(rule.name, rule.group, "on" if rule.default else "off", _fixable(rule) or "-", rule.package) for rule in found]
    widths = [max(len(row[index]) for row in rows) for index in range(5)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n"


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
