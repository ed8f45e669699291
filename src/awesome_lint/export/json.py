"""One JSON array of what JSON Lines has: an object for each entry."""

from collections.abc import Iterable, Iterator

from awesome_lint.document import Document
from awesome_lint.export import Options, jsonl
from awesome_lint.reporters.json import array


def render(documents: Iterable[Document], options: Options) -> Iterator[str]:
    yield from array(line[:-1] for line in jsonl.render(documents, options))
