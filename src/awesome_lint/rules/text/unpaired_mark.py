import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import BlockKind, Document
from awesome_lint.facts import prose
from awesome_lint.facts.fields import in_title
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

BRACKET = lazy(r"[()（）]")
QUOTE = lazy(r"[\"“”]")
OPENING, CLOSING = frozenset("(（"), frozenset(")）")
FACE = lazy(r"[:;=8xX][-'^o]?[()]|\(\w?[:;=]")
# A number of a list.
ENUMERATED = lazy(r"(?:^|[\s(,;:|])(?:\w{1,2}|[ivx]{1,4}) ?\Z")
LONGEST_NUMBER = 6
# What is held may be a link, an address or code, whose own brackets are another matter.
HOLDS_OTHERS = ("http", "www.", "[", "`", "<", "!")


# An inch is no quote, and other languages open and close in other ways.
OTHER_QUOTES = lazy(r"\d[\"”]|''|[„«»]|``|&quot;")
MOST_QUOTES = 3
# A sentence below a heading that begins with asterisks; further down they may be those of a note.
EMPHASIZED = lazy(r"(?P<mark>\*{1,2}|_{1,2})(?=\w)")
SENTENCE_END = (".", "!", "?", ":", "…")
LEAST_WORDS = 4


class UnpairedMark(Rule, frozen=True):
    """A parenthesis or a quotation mark in a text that has no partner.

    A paragraph, heading or cell with a single one is reported. Parentheses beside links are looked at by `broken-link-markup`,
    those in titles by `title-brackets`. So are asterisks before the first sentence below a heading that nothing closes.

    ## Why

    Half of a pair is what remains of an edit: readers look for the other half.

    ## Bad

    ```markdown
    - [Oar](https://example.org/oar) - Rows along the shore (in summer, and dives.
    ```

    ## Good

    ```markdown
    - [Oar](https://example.org/oar) - Rows along the shore (in summer), and dives.
    ```

    ## Fix

    None: only a person knows where the other half belongs.
    """

    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from self._emphasis(document)
        others = [*(each.span for each in document.broken_links), *(each.span for each in document.lone_brackets)]
        for block, written, spans in _blocks(document, BRACKET, _has_odd_brackets):
            if len(spans) % 2 == 0 or FACE.search(written) or any(block.contains(other) for other in others):
                continue
            single = _single(block, written, spans)
            if single is not None and not in_title(document, single):
                mark, partner = ("(", ")") if document.source.slice(single) in OPENING else (")", "(")
                yield self.diagnostic(single, f"`{mark}` without `{partner}`: add its partner, or remove it.")
        for _, written, spans in _blocks(document, QUOTE, _has_odd_quotes):
            if len(spans) % 2 and len(spans) <= MOST_QUOTES and not OTHER_QUOTES.search(written):
                curly = [span for span in spans if document.source.slice(span) != '"']
                single = curly[0] if len(curly) == 1 else spans[-1]
                if not curly or not in_title(document, single):
                    yield self.diagnostic(
                        single, f"`{document.source.slice(single)}` without a partner: add it, or remove the mark."
                    )

    def _emphasis(self, document: Document) -> Iterator[Diagnostic]:
        for before, block in pairwise(document.outermost):
            if before.kind is not BlockKind.HEADING or block.kind is not BlockKind.PARAGRAPH:
                continue
            written = document.source.slice(block.span).rstrip()
            match = EMPHASIZED.match(written)
            if match is None or not written.endswith(SENTENCE_END) or len(written.split()) < LEAST_WORDS:
                continue
            mark = match["mark"]
            if written.count(mark[0]) == len(mark) and mark[0] not in document.source.slice(before.span):
                start = block.span.start
                message = f"`{mark}` without a partner: add it, or remove the mark."
                yield self.diagnostic(Span(start, start + len(mark)), message)


def _has_odd_brackets(written: str) -> bool:
    return written.count("(") + written.count("（") != written.count(")") + written.count("）")


def _has_odd_quotes(written: str) -> bool:
    return (written.count('"') + written.count("“") + written.count("”")) % 2 == 1


def _blocks(
    document: Document, marks: "re.Pattern[str]", is_odd: Callable[[str], bool]
) -> Iterator[tuple[Span, str, Sequence[Span]]]:
    """Yield the blocks with an odd number of marks: their places, what is written, and where the marks of their prose are."""
    for block in document.texts:
        written = document.source.slice(block)
        if is_odd(written):
            places = (Span(block.start + mark.start(), block.start + mark.end()) for mark in marks.finditer(written))
            yield block, written, [span for span, _ in prose.stretches(document, places)]


def _single(block: Span, written: str, spans: Sequence[Span]) -> Span | None:
    """Return the one bracket of a block that has no partner, or None where there are more, or it may have one."""
    opened: list[Span] = []
    closed: list[Span] = []
    for span in spans:
        at = span.start - block.start
        if written[at] in OPENING:
            opened.append(span)
        elif opened:
            opened.pop()
        elif not ENUMERATED.search(written, max(at - LONGEST_NUMBER, 0), at):
            closed.append(span)
    if len(opened) + len(closed) != 1:
        return None
    single = (*opened, *closed)[0]
    # Its partner may stand in code, in a formula, or in what was taken for an address.
    surplus = sum(mark in OPENING for mark in written) - sum(mark in CLOSING for mark in written)
    if surplus != (1 if opened else -1) or written.startswith(HOLDS_OTHERS, single.end - block.start):
        return None
    return single
