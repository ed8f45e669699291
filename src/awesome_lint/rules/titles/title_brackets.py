from collections.abc import Iterator

from msgspec import Struct

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document, Entry, Text
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Source, Span

PAIRS = {"(": ")", "[": "]", "{": "}", "《": "》", "（": "）", "【": "】"}
CLOSING = {closing: opening for opening, closing in PAIRS.items()}
# Which of these opens and which closes differs from language to language: „A“, “A”, ”A”, «A», »A«.
QUOTES = ('“”„"', "«»")
ANY = lazy("[" + "".join(f"\\{mark}" for mark in (*PAIRS, *CLOSING, *"“”«»")) + "]")
# A number of a list, and a face.
ENUMERATED = lazy(r"(?:^|\s)\w{1,2}\Z")
# A half-open interval is written with one bracket of each kind, or two of one: `[0, 1)`, `(-∞, n]`, `[0, 1[`.
BOUND = r"[ ]?[-+−]?(?:\d+(?:\.\d+)?|\b[^\W\d_]\d?\b|∞|inf(?:ty|inity)?)(?:[-+−*/^](?:\d+|[^\W\d_]\b))?[ ]?"
INTERVAL = lazy(rf"\[{BOUND}(?:,|;|\.\.){BOUND}[)\[]|[(\]]{BOUND}(?:,|;|\.\.){BOUND}\]|\]{BOUND}[,;]{BOUND}\[")
FACE = lazy(r"[:;][-']?\Z")


class TitleBrackets(Rule, frozen=True):
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

    looks_at = Looks.SECTION

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
            yield self.diagnostic(span, _message(single.mark))


class Single(Struct, frozen=True):
    """A mark without a partner, and where it stands."""

    mark: str
    at: int


def _single(value: str) -> Single | None:
    """Return the first mark without a partner."""
    open_marks: list[Single] = []
    if "[" in value or "]" in value:
        value = INTERVAL.sub(lambda interval: " " * len(interval.group()), value)
    for match in ANY.finditer(value):
        mark, at = match.group(), match.start()
        if mark not in PAIRS and mark not in CLOSING:
            continue
        if mark in PAIRS:
            open_marks.append(Single(mark, at))
        elif open_marks and open_marks[-1].mark == CLOSING[mark]:
            open_marks.pop()
        elif mark != ")" or not ENUMERATED.search(value, 0, at):
            return Single(mark, at)
    if open_marks:
        return open_marks[0]
    for quotes in QUOTES:
        found = [index for index, mark in enumerate(value) if mark in quotes]
        if len(found) % 2 and any(value[index] != '"' for index in found):
            return Single(value[found[0]], found[0])
    return None


def _message(mark: str) -> str:
    partner = PAIRS.get(mark) or CLOSING.get(mark)
    return f"`{mark}` without {f'`{partner}`' if partner else 'a partner'} in the title: add it, or remove the mark."


def _is_continued(source: Source, entry: Entry, title: Text, mark: str) -> bool:
    """Whether the partner may stand outside what was read as the title, or the title is cut at the mark."""
    before = source.written(entry.text_span.start, title.span.start).value
    after = source.written(title.span.end, entry.text_span.end).value
    if title.value.endswith(mark) and mark in PAIRS and title.span.end < entry.text_span.end:
        following = after.lstrip(" ")
        if following[:1] not in ("*", "<", ".", ""):
            return True
    quotes = next((quotes for quotes in QUOTES if mark in quotes), None)
    if quotes is not None:
        return any(quote in before + after for quote in quotes)
    partner = PAIRS.get(mark) or CLOSING[mark]
    around = after if mark in PAIRS else before
    return around.count(partner) > around.count(mark)
