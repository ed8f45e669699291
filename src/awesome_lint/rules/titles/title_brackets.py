from collections.abc import Iterator
from typing import NamedTuple

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document, Entry, Text
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span

PAIRS = {"(": ")", "[": "]", "{": "}", "“": "”", "«": "»", "《": "》", "（": "）", "【": "】"}
CLOSING = {closing: opening for opening, closing in PAIRS.items()}
ANY = lazy("[" + "".join(f"\\{mark}" for mark in (*PAIRS, *CLOSING)) + "]")
# A number of a list, and a face.
ENUMERATED = lazy(r"(?:^|\s)\w{1,2}\Z")
FACE = lazy(r"[:;][-']?\Z")


class TitleBrackets(Rule):
    """A title with a bracket or curly quote that has no partner.

    ## Why

    Half of a pair is what remains when a title is cut short, or copied with a character too many.

    ## Bad

    ```markdown
    - **Rowing (and sailing at night.** *Ann Lee and Bo Chen.* [paper](https://example.org/1)
    ```

    ```markdown
    - **Rowing at night].** *Ann Lee and Bo Chen.* [paper](https://example.org/1)
    ```

    ## Good

    ```markdown
    - **Rowing (and sailing) at night.** *Ann Lee and Bo Chen.* [paper](https://example.org/1)
    ```

    ```markdown
    - **Rowing at night.** *Ann Lee and Bo Chen.* [paper](https://example.org/1)
    ```

    ## Fix

    None: only a person knows where the other half belongs.
    """

    def check(self, document: Document) -> Iterator[Diagnostic]:
        source = document.source
        for entry in document.entries:
            title = entry.title
            if title is None or not ANY.search(title.value) or "$" in title.value:
                continue
            single = _single(title.value)
            if single is None or FACE.search(title.value, 0, single.at) or _is_continued(source, entry, title, single.mark):
                continue
            span = title.span
            if span.end - span.start == len(title.value):
                span = Span(span.start + single.at, span.start + single.at + 1)
            partner = PAIRS.get(single.mark) or CLOSING[single.mark]
            place = "after" if single.mark in PAIRS else "before"
            yield self.diagnostic(span, f"Expected a `{partner}` {place} the `{single.mark}` in the title, found none.")


class Single(NamedTuple):
    """A mark without a partner, and where it stands."""

    mark: str
    at: int


def _single(value: str) -> Single | None:
    """Return the first mark without a partner."""
    open_marks: list[Single] = []
    for match in ANY.finditer(value):
        mark, at = match.group(), match.start()
        if mark in PAIRS:
            open_marks.append(Single(mark, at))
        elif open_marks and open_marks[-1].mark == CLOSING[mark]:
            open_marks.pop()
        elif mark != ")" or not ENUMERATED.search(value, 0, at):
            return Single(mark, at)
    return open_marks[0] if open_marks else None


def _is_continued(source: Source, entry: Entry, title: Text, mark: str) -> bool:
    """Whether the partner may stand outside what was read as the title, or the title is cut at the mark."""
    if title.value.endswith(mark) and mark in PAIRS and title.span.end < entry.text_span.end:
        following = source.text[title.span.end : entry.text_span.end].lstrip(" ")
        if following[:1] not in ("*", "<", ".", ""):
            return True
    partner = PAIRS.get(mark) or CLOSING[mark]
    start, end = (title.span.end, entry.text_span.end) if mark in PAIRS else (entry.text_span.start, title.span.start)
    around = source.text[start:end]
    if mark in "“”":
        return '"' in around or partner in around
    return around.count(partner) > around.count(mark)
