"""What is changed of a text, as a client is told: edits of it, never the file."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

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
    """Yield edits that make one text of another, line by line, so that what did not change keeps its place."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    first = _shared(old, new)
    last = _shared(old[first:][::-1], new[first:][::-1])
    matcher = SequenceMatcher(None, old[first : len(old) - last], new[first : len(new) - last], autojunk=False)
    for kind, start, end, begin, stop in matcher.get_opcodes():
        if kind != "equal":
            yield _narrowed(
                before, Span(starts[first + start], starts[first + end]), "".join(new[first + begin : first + stop])
            )


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many lines both begin with."""
    count = 0
    for line, counterpart in zip(one, other, strict=False):
        if line != counterpart:
            break
        count += 1
    return count


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
