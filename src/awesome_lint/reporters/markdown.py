"""A summary in Markdown, for the page of a job or a comment: what each rule found, and the first places of it."""

from collections.abc import Iterator, Sequence

from awesome_lint.diagnostic import Report
from awesome_lint.patterns import lazy
from awesome_lint.reporters import Display
from awesome_lint.reporters.places import posix, said, tallies
from awesome_lint.reporters.text import visible

# A page of a job holds a megabyte; nobody reads further than this.
MOST_PLACES = 100
SPECIAL = lazy(r"([\\`*_{}\[\]<>()#+!|~&@])")
CODE = lazy(r"`([^`]*)`")


def render(reports: Sequence[Report], display: Display) -> Iterator[str]:
    counts = tallies(reports)
    total = sum(tally.count for tally in counts)
    yield "## awesome-lint\n\n"
    if not total:
        yield f"Nothing to report in {_files(len(reports))}.\n"
        return
    safe, unsafe = sum(tally.safe for tally in counts), sum(tally.unsafe for tally in counts)
    yield f"{_places(total)} to mend in {_files(len(reports))}: {safe} by `--fix`, {unsafe} by `--fix --unsafe-fixes`"
    yield f" (may change words), {total - safe - unsafe} by a person.\n\n"
    yield "| rule | places | `--fix` | `--unsafe-fixes` |\n| --- | --: | --: | --: |\n"
    for tally in counts:
        yield f"| `{tally.rule}` | {tally.count} | {tally.safe or ''} | {tally.unsafe or ''} |\n"
    yield from _details(reports)


def _details(reports: Sequence[Report]) -> Iterator[str]:
    left = MOST_PLACES
    for report in reports:
        shown = report.diagnostics[:left]
        left -= len(shown)
        if not shown:
            continue
        yield f"\n### {_text(posix(report.source.path))}\n\n| line | rule | |\n| --: | --- | --- |\n"
        for diagnostic in shown:
            line = report.source.line_number(diagnostic.span.start)
            yield f"| {line} | `{diagnostic.rule}` | {_text(said(report.source, diagnostic))} |\n"
    rest = sum(len(report.diagnostics) for report in reports) - (MOST_PLACES - left)
    if rest > 0:
        yield f"\nand {rest} more.\n"


def _text(text: str) -> str:
    """Return the text as Markdown that shows it; what it quotes as code stays code."""
    parts = CODE.split(visible(text).replace("\n", " "))
    return "".join(_code(part) if index % 2 else SPECIAL.sub(r"\\\1", part) for index, part in enumerate(parts))


def _code(text: str) -> str:
    """Return the text as code in the cell of a table, where a bar needs a backslash."""
    return f"`{text}`".replace("|", "\\|") if text.strip() else f"`{text}`"


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count} places"


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"
