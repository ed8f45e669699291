"""The gallery: ten kinds of slips, each in a list of invented entries, and what the program makes of it.

`python docs/build.py` writes the page from what the rules say and fix today.
"""

from collections.abc import Iterator
from difflib import unified_diff
from itertools import islice

from msgspec import Struct

from awesome_lint.engine.fixer import fix
from awesome_lint.engine.linter import lint
from awesome_lint.parser import parse
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source

# Lines of a list around a slip, so that one sees what it is beside.
CONTEXT = 1


class Slip(Struct, frozen=True):
    """A kind of slip: what it is called, why it happens, the rule that finds it, and a list with one."""

    title: str
    words: str
    rule: str
    text: str


NAMES = ("Ann Lee", "Bo Chen", "Cy Diaz", "Dee Eck", "Flo Gray", "Gus Hill", "Ida Jung", "Kay Lund", "Mia Nunn", "Ola Pohl")
WORDS = ("Oars", "Blades", "Sculls", "Eights", "Rivers", "Winds", "Starts", "Seats", "Hulls", "Crews")


def _papers(*odd: str, count: int = 10) -> str:
    """Return a list of papers, in which odd lines stand before the last one."""
    usual = [
        f"- **{WORDS[index]} in use.** *{NAMES[index]} and {NAMES[(index + 5) % 10]}.* [paper](https://example.org/{index})"
        for index in range(count)
    ]
    return "\n".join(["# Papers on rowing", "", *usual[:-1], *odd, usual[-1], ""])


def _tools(*odd: str, count: int = 10) -> str:
    usual = [f"- [{WORDS[index]}](https://example.org/{index}) - Counts {WORDS[index].lower()}." for index in range(count)]
    return "\n".join(["# Tools for rowers", "", *usual[:-1], *odd, usual[-1], ""])


SLIPS = (
    Slip(
        "Two words in one",
        "Pasted from a PDF, a line break is lost between `and` and the last author.",
        "glued-conjunction",
        _papers("- **Slow starts.** *Vic Wu, Xia Young, andZoe Ash.* [paper](https://example.org/90)"),
    ),
    Slip(
        "The same paper twice",
        "Somebody adds what somebody else has added, further up.",
        "duplicate-entry",
        _papers("- **Oars in use.** *Ann Lee and Gus Hill.* [paper](https://example.org/0)", count=6),
    ),
    Slip(
        "A slot that nobody filled",
        "Copied as a template for the next entry, and shown by GitHub as a rule across the page.",
        "empty-entry",
        _papers("- **** **"),
    ),
    Slip(
        "A link that is none",
        "A space between the brackets, and readers see the address.",
        "broken-link-markup",
        _tools("- [Rigger] (https://example.org/91) - Sets rigs."),
    ),
    Slip(
        "An entry that is no entry",
        "Without a space behind its bullet, a line is a part of the entry above.",
        "swallowed-entry",
        _tools("-[Rigger](https://example.org/91) - Sets rigs."),
    ),
    Slip(
        "A mark of another kind",
        "The list has a hyphen before every description but this.",
        "description-separator",
        _tools("- [Rigger](https://example.org/91): Sets rigs."),
    ),
    Slip(
        "A label of its own",
        "`paper` in all entries, and `Paper` in one.",
        "link-label",
        _papers("- **Slow starts.** *Vic Wu and Xia Young.* [Paper](https://example.org/90)"),
    ),
    Slip(
        "Contents that lead nowhere",
        "Two letters changed places, and the line at the top leads to no heading.",
        "stale-contents",
        "# Rowing\n\n## Contents\n\n- [Oars](#oars)\n- [Boats](#baots)\n- [Crews](#crews)\n\n"
        "## Oars\n\n- [Blade](https://example.org/1) - Long.\n\n## Boats\n\n- [Eight](https://example.org/2) - Longer.\n\n"
        "## Crews\n\n- [Cox](https://example.org/3) - Short.\n",
    ),
    Slip(
        "And others, in Latin",
        "`et al.` has one period, and a space.",
        "et-al",
        _papers("- **Slow starts.** *Vic Wu, Xia Young, et.al.* [paper](https://example.org/90)"),
    ),
    Slip(
        "A word that is none",
        "Words of titles and descriptions are read, names are not. What may change a word waits for your consent.",
        "spelling",
        _papers("- **A lerned catch.** *Vic Wu and Xia Young.* [paper](https://example.org/90)"),
    ),
)


def gallery() -> str:
    """Return the page."""
    return "\n\n".join(_parts()) + "\n"


def _parts() -> Iterator[str]:
    yield "# Ten kinds of slips"
    yield (
        "What happens to lists that many people edit, as awesome-lint says and fixes it. The entries are invented, the slips "
        "are not: each kind was met in public lists. There are [many more](rules.md)."
    )
    for slip in SLIPS:
        source = Source.from_text(slip.text)
        said = lint(parse(source), RuleSet.default()).diagnostics
        found = next((each for each in said if each.rule == slip.rule), None)
        if found is None or found.fix is None:
            raise ValueError(f"docs/slips.py: {slip.rule} does not fix its slip; it is of {[each.rule for each in said]}")
        yield f"## {slip.title}"
        yield slip.words
        yield f"```diff\n{''.join(_difference(source, unsafe=not found.fix.is_safe))}```"
        consent = "" if found.fix.is_safe else " --unsafe-fixes"
        yield f"{found.message} [`{slip.rule}`](rules/{slip.rule}.md), fixed by `--fix{consent}`."


def _difference(source: Source, *, unsafe: bool) -> Iterator[str]:
    """Yield the lines that the fix changes, with what stands beside them."""
    after = fix(source, RuleSet.default(), unsafe=unsafe).after.text
    lines = unified_diff(source.text.splitlines(keepends=True), after.splitlines(keepends=True), n=CONTEXT)
    # Without the names of files, and without where in them it is.
    yield from (line for line in islice(lines, 2, None) if not line.startswith("@@"))
