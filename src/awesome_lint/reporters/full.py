"""For people: each diagnostic with its line, an underline, and what `--fix` does; then what to do next."""

import shlex
from collections.abc import Iterator, Sequence

from awesome_lint.diagnostic import Diagnostic, Report
from awesome_lint.patterns import lazy
from awesome_lint.reporters import Display
from awesome_lint.reporters.effects import effect
from awesome_lint.reporters.places import Tally, counted, mark, not_read, others, run, tallies
from awesome_lint.reporters.text import BOLD, CYAN, RED, YELLOW, Ink, columns, guarded, visible, window
from awesome_lint.source import Source, Span

# Up to a space that is not between backticks; one without a partner is a character like others.
WORD = lazy(r"(?:^|(?<= ))(?:`[^`]*`|[^ ])*(?= |$)")


# Options that belong to the command typed, but not to the one to type next.
SWITCHES = frozenset(
    {
        *("--fix", "--interactive", "--add-ignore", "--diff", "--unsafe-fixes", "--write-baseline"),
        *("--statistics", "--exit-zero", "--quiet", "-q", "--verbose", "-v"),
    }
)


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
    """Yield a line for each rule that found something: how often, and what is fixable."""
    yield from _rows(tallies(reports), display, Ink(display.colour))


def _rows(counts: Sequence[Tally], display: Display, ink: Ink) -> Iterator[str]:
    if not counts:
        return
    digits = len(str(counts[0].count))
    longest = max(len(tally.rule) for tally in counts)
    for tally in counts:
        line = f"  {tally.count:>{digits}}  {ink(tally.rule.ljust(longest), RED, BOLD)}  {_fixable(tally, display, ink)}"
        yield line.rstrip() + "\n"


def _diagnostic(source: Source, diagnostic: Diagnostic, display: Display, ink: Ink) -> Iterator[str]:
    yield from _headline(source, diagnostic, display, ink)
    number = source.line_number(diagnostic.span.start)
    gutter = max(len(str(number)), 4)
    yield from _frame(source, diagnostic, number, display.width - gutter - 3, gutter, ink)
    for marked, note in _notes(source, diagnostic, display):
        first, *rest = _lines(f"{marked} {note}" if marked else note, display, display.width - gutter - 4)
        painted = ink(marked, YELLOW if "!" in marked else CYAN, BOLD)
        yield f"{' ' * gutter}  {ink('=', CYAN)} {painted}{first[len(marked) :]}"
        for line in rest:
            yield f"{' ' * gutter}    {line}"


def _headline(source: Source, diagnostic: Diagnostic, display: Display, ink: Ink) -> Iterator[str]:
    path = visible(source.path)
    line, column = source.position(diagnostic.span.start)
    place = f"{path}:{line}:{column}"
    first, *rest = _lines(f"{place} {diagnostic.rule} {visible(diagnostic.message)}", display, display.width)
    # The rule's name goes to the next line where a long path leaves no room for it.
    head = f"{place} {diagnostic.rule}"
    if first.startswith(head):
        first = f"{ink(path, BOLD)}:{line}:{column} {ink(diagnostic.rule, RED, BOLD)}{first[len(head) :]}"
    yield first
    for continued in rest:
        yield f"    {continued}"


def _lines(text: str, display: Display, width: int) -> list[str]:
    """Return the text as one line, or as several where long ones are to be broken."""
    return _wrapped(text, width - 4) if display.wraps and columns(text) > width else [text]


def _wrapped(text: str, width: int) -> list[str]:
    """Return the text in lines of at most this width, where its words allow; wide characters count twice.

    What stands between backticks stays together unless it is longer than a line.
    """
    lines: list[str] = []
    line, taken = "", 0
    for word in _words(text, width):
        needed = columns(word)
        if line and taken + 1 + needed > width:
            lines.append(line)
            line, taken = word, needed
        elif line:
            line, taken = f"{line} {word}", taken + 1 + needed
        else:
            line, taken = word, needed
    return [*lines, line]


def _words(text: str, width: int) -> Iterator[str]:
    for word in WORD.findall(text):
        yield from [word] if columns(word) <= width else word.split(" ")


def _frame(source: Source, diagnostic: Diagnostic, number: int, width: int, gutter: int, ink: Ink) -> Iterator[str]:
    span = source.line_span(number)
    start = diagnostic.span.start - span.start
    end = min(diagnostic.span.end, span.end) - span.start
    shown = window(source.slice(span), Span(start, max(start, end)), width)
    bar = ink("|", CYAN)
    yield f"{ink(str(number).rjust(gutter), CYAN)} {bar} {shown.text}".rstrip()
    yield f"{' ' * gutter} {bar} {' ' * shown.start}{ink('^' * shown.width, RED, BOLD)}"


def _notes(source: Source, diagnostic: Diagnostic, display: Display) -> Iterator[tuple[str, str]]:
    """Yield what else there is to say, each with the mark it begins with, if any."""
    if folded := run(source, diagnostic):
        yield "", folded
    yield from (("", visible(other)) for other in others(source, diagnostic))
    if diagnostic.fix is None:
        return
    options = "--fix" if diagnostic.fix.is_safe else "--fix --unsafe-fixes"
    yield mark(diagnostic, unsafe=display.unsafe), f"{options} {effect(source, diagnostic.fix.edits)}"


def _summary(reports: Sequence[Report], display: Display, ink: Ink) -> Iterator[str]:
    counts = tallies(reports)
    files = [report for report in reports if report.diagnostics]
    if counts:
        yield from (line.rstrip("\n") for line in _rows(counts, display, ink))
        yield ""
    if counts or reports:
        yield from _lines(_found(counts, files or reports, display), display, display.width)
        yield from _held(display)
        yield from _not_read(reports, display)
    if counts or display.planned:
        yield f"Next: {ink(_next_command(counts, display), BOLD)}"


def _found(counts: Sequence[Tally], reports: Sequence[Report], display: Display) -> str:
    """Say how many problems there are, and who fixes them."""
    total = sum(tally.count for tally in counts)
    where = f"{_files(reports)}{_about(display)}"
    if display.planned:
        patch = f"The patch fixes {counted(display.planned, 'problem')}"
        return f"{patch}; {total} left in {where}: {_split(counts, display)}." if total else f"{patch}; none left in {where}."
    if not total:
        return f"No problems found in {where}."
    return f"Found {counted(total, 'problem')} in {where}: {_split(counts, display)}."


def _about(display: Display) -> str:
    return visible(f" on {display.about}") if display.about else ""


def _held(display: Display) -> Iterator[str]:
    if display.held:
        yield f"The baseline hides {counted(display.held, 'problem')}."


def _not_read(reports: Sequence[Report], display: Display) -> Iterator[str]:
    for told in not_read(reports):
        yield from _lines(visible(f"{told}; `{display.command[0]} show` lists them."), display, display.width)


def _fixable(tally: Tally, display: Display, ink: Ink) -> str:
    safe, unsafe = (tally.safe + tally.unsafe, 0) if display.unsafe else (tally.safe, tally.unsafe)
    parts = []
    if safe:
        parts.append(ink("[*]", CYAN, BOLD) + (f" {safe}" if safe < tally.count else ""))
    if unsafe:
        parts.append(ink("[!]", YELLOW, BOLD) + (f" {unsafe}" if unsafe < tally.count else ""))
    return ", ".join(parts)


def _split(counts: Sequence[Tally], display: Display) -> str:
    """Say how many are fixable, and how."""
    safe, unsafe = sum(tally.safe for tally in counts), sum(tally.unsafe for tally in counts)
    rest = sum(tally.count for tally in counts) - safe - unsafe
    if display.unsafe:
        parts = [("[*] ", safe + unsafe, "fixable with --fix --unsafe-fixes")]
    else:
        parts = [("[*] ", safe, "fixable with --fix"), ("[!] ", unsafe, "with --fix --unsafe-fixes (may change words)")]
        parts = parts if safe else [(marked, count, f"fixable {by}") for marked, count, by in parts[1:]]
    return ", ".join(f"{marked}{count} {by}" for marked, count, by in [*parts, ("", rest, "to fix by hand")] if count)


def _next_command(counts: Sequence[Tally], display: Display) -> str:
    safe = display.planned or any(tally.safe for tally in counts)
    if not safe and not any(tally.unsafe for tally in counts):
        return f"{display.command[0]} explain {counts[0].rule}"
    program, *arguments = (argument for argument in display.command if argument not in SWITCHES)
    subcommand = arguments[:1] if arguments[:1] == ["check"] else []
    wanted = ["--fix"] if safe and not display.unsafe else ["--fix", "--unsafe-fixes"]
    return visible(shlex.join([program, *subcommand, *wanted, *arguments[len(subcommand) :]]))


def _files(reports: Sequence[Report]) -> str:
    return visible(reports[0].source.path) if len(reports) == 1 else f"{len(reports)} files"
