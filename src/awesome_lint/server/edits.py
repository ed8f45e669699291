"""What is changed of a text, as a client is told: edits of it, never the file."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from lsprotocol.types import (
    AnnotatedTextEdit,
    OptionalVersionedTextDocumentIdentifier,
    SnippetTextEdit,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from awesome_lint.diagnostic import Edit
from awesome_lint.server.buffer import Buffer
from awesome_lint.source import Span

# Lines by lines: what takes no time to speak of, however much they repeat.
MOST_COMPARED = 2_500


def as_edits(buffer: Buffer, edits: Iterable[Edit]) -> list[TextEdit]:
    """Return edits of a text as its client makes them."""
    return [TextEdit(buffer.places.range(edit.span), edit.text.replace("\n", buffer.newline)) for edit in edits]


def workspace_edit(buffer: Buffer, edits: Iterable[Edit], *, versioned: bool) -> WorkspaceEdit:
    """Return edits of one text as a client makes them; with the version of the text where the client knows what that is."""
    made: list[TextEdit | AnnotatedTextEdit | SnippetTextEdit] = [*as_edits(buffer, edits)]
    if not versioned:
        return WorkspaceEdit(changes={buffer.uri: as_edits(buffer, edits)})
    identifier = OptionalVersionedTextDocumentIdentifier(buffer.uri, buffer.version)
    return WorkspaceEdit(document_changes=[TextDocumentEdit(identifier, made)])


def changes(before: str, after: str) -> Iterator[Edit]:
    """Yield edits that make one text of another, line by line, so that what did not change keeps its place.

    Lines that each text has once are what the rest is compared between, in time that hardly grows faster than the texts.
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, old))]
    first = second = 0
    for one, other in (*_anchors(old, new), (len(old), len(new))):
        for lines, others in _different(old, new, range(first, one), range(second, other)):
            span = Span(starts[lines.start], starts[lines.stop])
            yield _narrowed(before, span, "".join(new[others.start : others.stop]))
        first, second = one + 1, other + 1


def _anchors(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[int, int]]:
    """Return the lines that both texts have once, by their numbers, as many as stand in the same order in both."""
    counts, others = Counter(old), Counter(new)
    places = {line: number for number, line in enumerate(new) if others[line] == 1}
    pairs = [(number, places[line]) for number, line in enumerate(old) if counts[line] == 1 and line in places]
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [index]
    kept: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        kept.append(pairs[at])
        at = before[at]
    return kept[::-1]


def _different(old: Sequence[str], new: Sequence[str], lines: range, others: range) -> Iterator[tuple[range, range]]:
    """Yield which of these lines become which others."""
    while lines and others and old[lines[0]] == new[others[0]]:
        lines, others = lines[1:], others[1:]
    while lines and others and old[lines[-1]] == new[others[-1]]:
        lines, others = lines[:-1], others[:-1]
    if not lines and not others:
        return
    if len(lines) * len(others) <= MOST_COMPARED:
        matcher = SequenceMatcher(None, old[lines.start : lines.stop], new[others.start : others.stop], autojunk=False)
        for kind, start, end, begin, stop in matcher.get_opcodes():
            if kind != "equal":
                yield lines[start:end], others[begin:stop]
    elif len(lines) == len(others):
        for line, other in zip(lines, others, strict=True):
            if old[line] != new[other]:
                yield range(line, line + 1), range(other, other + 1)
    else:
        yield lines, others


def _narrowed(before: str, span: Span, text: str) -> Edit:
    """Return an edit without what its beginning and end leave as it was."""
    start, end = span
    old = before[start:end]
    if "\n" in old[:-1] or "\n" in text[:-1]:
        return Edit(span, text)
    shortest = min(len(old), len(text))
    head = next((index for index in range(shortest) if old[index] != text[index]), shortest)
    tail = next((index for index in range(shortest - head) if old[-1 - index] != text[-1 - index]), shortest - head)
    return Edit(Span(start + head, end - tail), text[head : len(text) - tail])
