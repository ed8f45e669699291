"""For people: each diagnostic with its line, an underline, and what `--fix` does; then what to do next."""

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from awesome_lint.diagnostic import Diagnostic, Edit, Related, Report
from awesome_lint.reporters import Display
from awesome_lint.reporters.places import Tally, last_line, mark, run, tallies
from awesome_lint.reporters.text import BOLD, CYAN, RED, YELLOW, clipped, columns, guarded, paint, visible, window
from awesome_lint.source import Source, Span

# More than these say nothing new.
MOST_RELATED = 3
MOST_EDITS = 2
LONGEST_EDIT = 40

# Options that belong to the command typed, but not to the one to type next.
SWITCHES = frozenset({"--fix", "--diff", "--unsafe-fixes", "--statistics", "--exit-zero", "--quiet", "-q", "--verbose", "-v"})


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours, or none: basic ones only, which can be read on light and on dark."""

    on: bool

    def __call__(self, text: str, *codes: str) -> str:
        return paint(text, *codes) if self.on and text else text


def render(reports: Sequence[Report], display: Display) -> Iterator[str]:
    ink = Ink(display.colour)
    for report in reports:
        for diagnostic in report.diagnostics:
            for line in _diagnostic(report.source, diagnostic, display, ink):
                yield guarded(line) + "\n"
            yield "\n"
    if display.summary:
        for line in _summary(reports, display, ink):
            yield guarded(line) + "\n"


def table(reports: Sequence[Report], display: Display) -> Iterator[str]:
    """Yield a line for each rule that spoke: how often, and what the fixes mend."""
    counts = tallies(reports)
    ink = Ink(display.colour)
    if not counts:
        return
    digits = len(str(counts[0].count))
    longest = max(len(tally.rule) for tally in counts)
    for tally in counts:
        line = f"  {tally.count:>{digits}}  {ink(tally.rule.ljust(longest), RED, BOLD)}  {_mended(tally, display, ink)}"
        yield line.rstrip() + "\n"


def _diagnostic(source: Source, diagnostic: Diagnostic, display: Display, ink: Ink) -> Iterator[str]:
    yield from _headline(source, diagnostic, display, ink)
    number = source.line_number(diagnostic.span.start)
    gutter = max(len(str(number)), 4)
    yield from _frame(source, diagnostic, number, display.width - gutter - 5, gutter, ink)
    notes = _notes(source, diagnostic, display, ink)
    for note in notes:
        yield f"{' ' * gutter}  {ink('=', CYAN)} {note}"


def _headline(source: Source, diagnostic: Diagnostic, display: Display, ink: Ink) -> Iterator[str]:
    line, column = source.position(diagnostic.span.start)
    path = visible(source.path)
    place = f"{path}:{line}:{column}"
    head = f"{place} {diagnostic.rule} "
    painted = f"{ink(path, BOLD)}:{line}:{column} {ink(diagnostic.rule, RED, BOLD)} "
    message = visible(diagnostic.message)
    if not display.wraps or columns(head) + columns(message) <= display.width:
        yield painted + message
        return
    room = display.width - columns(head)
    lines = (
        _wrapped(message, room, display.width - 4)
        if room > 20
        else ["", *_wrapped(message, display.width - 4, display.width - 4)]
    )
    yield (painted + lines[0]).rstrip()
    for continued in lines[1:]:
        # A continued line that starts with two colons stays text here too, since its caller guards it.
        yield f"    {continued}"


def _wrapped(text: str, first: int, rest: int) -> list[str]:
    """Return the text in lines of at most these widths, where its words allow; wide characters count twice."""
    indent = " " * max(rest - first, 0)
    if columns(text) == len(text):
        lines = wrap(text, rest, initial_indent=indent, break_long_words=False, break_on_hyphens=False)
        return [line[len(indent) :] if number == 0 else line for number, line in enumerate(lines)]
    lines, line, room = [], "", first
    for word in text.split():
        if line and columns(line) + 1 + columns(word) > room:
            lines.append(line)
            line, room = "", rest
        line = f"{line} {word}" if line else word
    return [*lines, line]


def _frame(source: Source, diagnostic: Diagnostic, number: int, width: int, gutter: int, ink: Ink) -> Iterator[str]:
    span = source.line_span(number)
    start = diagnostic.span.start - span.start
    end = min(diagnostic.span.end, span.end) - span.start
    shown = window(source.slice(span), Span(start, max(start, end)), width)
    bar = ink("|", CYAN)
    yield f"{ink(str(number).rjust(gutter), CYAN)} {bar} {shown.text}".rstrip()
    folded = run(source, diagnostic) if diagnostic.count > 1 or last_line(source, diagnostic) > number else ""
    underline = " " * shown.start + ink("^" * shown.width, RED, BOLD)
    yield f"{' ' * gutter} {bar} {underline}{f' {folded}' if folded else ''}"


def _notes(source: Source, diagnostic: Diagnostic, display: Display, ink: Ink) -> Iterator[str]:
    for related in diagnostic.related[:MOST_RELATED]:
        yield _related(source, related)
    if len(diagnostic.related) > MOST_RELATED:
        yield f"and {len(diagnostic.related) - MOST_RELATED} more"
    fix = diagnostic.fix
    if fix is None:
        return
    # Half of the line for each of two edits, and never more than reads at a glance.
    longest = min(LONGEST_EDIT, max(8, (display.width - 30) // 2 // min(len(fix.edits), MOST_EDITS)))
    if fix.is_safe:
        how = f"{ink('[*]', CYAN, BOLD)} --fix "
    else:
        marked = mark(diagnostic, display.unsafe)
        how = f"{ink(marked, CYAN if display.unsafe else YELLOW, BOLD)} --fix --unsafe-fixes "
    yield how + _effect(source, fix.edits, longest)
    if not fix.is_safe and not display.unsafe:
        yield "    unsafe: it may change what the list says, so you decide"


def _related(source: Source, related: Related) -> str:
    """Say where the other place is: "first listed here" becomes "first listed at line 120"."""
    place = f"line {source.line_number(related.span.start)}"
    message = visible(related.message).rstrip(".")
    if message.endswith(" here"):
        return f"{message.removesuffix(' here')} at {place}"
    return f"{message} ({place})"


def _effect(source: Source, edits: Sequence[Edit], longest: int) -> str:
    if len(edits) > MOST_EDITS:
        return f"makes {len(edits)} edits"
    return " and ".join(_edit(source, edit, longest) for edit in edits)


def _edit(source: Source, edit: Edit, longest: int) -> str:
    before = source.slice(edit.span)
    if not edit.text and before.count("\n") > 1:
        return f"removes lines {source.line_number(edit.span.start)}-{source.line_number(edit.span.end - 1)}"
    if not edit.text:
        return f"removes `{clipped(before, longest)}`"
    if not before:
        return f"inserts `{clipped(edit.text, longest)}`"
    return f"writes `{clipped(edit.text, longest)}` for `{clipped(before, longest)}`"


def _summary(reports: Sequence[Report], display: Display, ink: Ink) -> Iterator[str]:
    counts = tallies(reports)
    files = [report for report in reports if report.diagnostics]
    if not counts:
        if reports:
            yield f"Nothing to report in {_files(reports)}."
        return
    total = sum(tally.count for tally in counts)
    safe = sum(tally.safe for tally in counts)
    unsafe = sum(tally.unsafe for tally in counts)
    for line in table(reports, display):
        yield line.rstrip("\n")
    yield ""
    yield f"Found {_places(total)} in {_files(files)}: {_split(safe, unsafe, total - safe - unsafe, display)}."
    yield f"Next: {ink(_next_command(counts, safe, unsafe, display), BOLD)}"


def _mended(tally: Tally, display: Display, ink: Ink) -> str:
    safe, unsafe = (tally.safe + tally.unsafe, 0) if display.unsafe else (tally.safe, tally.unsafe)
    parts = []
    if safe:
        parts.append(ink("[*]", CYAN, BOLD) + (f" {safe}" if safe < tally.count else ""))
    if unsafe:
        parts.append(ink("[!]", YELLOW, BOLD) + (f" {unsafe}" if unsafe < tally.count else ""))
    return ", ".join(parts)


def _split(safe: int, unsafe: int, rest: int, display: Display) -> str:
    """Say who mends how many."""
    if display.unsafe:
        parts = [(safe + unsafe, "[*] by --fix --unsafe-fixes")]
    else:
        parts = [(safe, "[*] by --fix"), (unsafe, "[!] by --fix --unsafe-fixes")]
    said = [f"{count} {by}" for count, by in [*parts, (rest, "by a person")] if count]
    return ", ".join(said)


def _next_command(counts: Sequence[Tally], safe: int, unsafe: int, display: Display) -> str:
    if not safe and not unsafe:
        return f"{display.command[0]} explain {counts[0].rule}"
    program, *arguments = (argument for argument in display.command if argument not in SWITCHES)
    subcommand = arguments[:1] if arguments[:1] == ["check"] else []
    wanted = ["--fix"] if safe and not display.unsafe else ["--fix", "--unsafe-fixes"]
    return visible(shlex.join([program, *subcommand, *wanted, *arguments[len(subcommand) :]]))


def _files(reports: Sequence[Report]) -> str:
    return visible(reports[0].source.path) if len(reports) == 1 else f"{len(reports)} files"


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count} places"
