"""One JSON array of what JSON Lines has: an object for each entry."""

from collections.abc import Iterable, Iterator

from awesome_lint.document import Document
from awesome_lint.export import Options, jsonl


def render(documents: Iterable[Document], options: Options) -> Iterator[str]:
    yield "["
    separator = "\n"
    for line in jsonl.render(documents, options):
        yield f"{separator}  {line[:-1]}"
        separator = ",\n"
    yield "]\n" if separator == "\n" else "\n]\n"
