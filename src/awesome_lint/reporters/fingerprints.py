"""What a diagnostic is known by from one version of a list to the next, wherever its entry has moved to."""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from awesome_lint.diagnostic import Diagnostic, Report
from awesome_lint.patterns import lazy
from awesome_lint.source import Source

# The marker of an item, a heading or a quotation, which the layout may change.
MARKER = lazy(r"^(?:\s|>|#+(?=\s)|[-*+](?=\s)|\d+[.)](?=\s))+")

BELOW = lazy(r"\s*\n([^\n]+)")


def fingerprints(report: Report) -> Iterator[str]:
    """Yield a fingerprint for each diagnostic of a report, in its order.

    It is made of the rule, the words of the line that the diagnostic begins on, and how many of the same came before it: an
    entry that is inserted, moved or numbered anew changes none of the others.
    """
    seen: Counter[tuple[str, str]] = Counter()
    for diagnostic in report.diagnostics:
        about = diagnostic.rule, words(report.source, diagnostic)
        yield sha256("\0".join((*about, str(seen[about]))).encode("utf-8", "surrogatepass")).hexdigest()
        seen[about] += 1


def words(source: Source, diagnostic: Diagnostic) -> str:
    """Return the line that a diagnostic begins on, without its marker, in small letters, with single spaces.

    One that stands for many places is known by its message instead: the first of them goes, and the others are the same cause.
    """
    if diagnostic.count > 1:
        return diagnostic.message
    return line_words(source, diagnostic.span.start)


def line_words(source: Source, offset: int) -> str:
    """Return the line at an offset without its marker, in small letters, with single spaces; of a blank one, the line below."""
    text = source.text
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    line = text[start : end if end >= 0 else len(text)]
    if not line.strip():
        below = BELOW.match(text, start)
        line = below[1] if below else line
    return " ".join(MARKER.sub("", line).casefold().split())
