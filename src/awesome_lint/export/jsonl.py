"""One JSON object for each entry, one on a line: every field of a record."""

from collections.abc import Iterable, Iterator

import msgspec

from awesome_lint.document import Document
from awesome_lint.export import Options
from awesome_lint.export.record import records
from awesome_lint.reporters.text import UNSAFE


def render(documents: Iterable[Document], options: Options) -> Iterator[str]:
    encoder = msgspec.json.Encoder()
    for document in documents:
        for record in records(document):
            yield harmless(encoder.encode(record).decode()) + "\n"


def harmless(text: str) -> str:
    """Return the same JSON with what would act on a terminal or hide in it escaped; letters of any script stay."""
    if text.isascii() and "\x7f" not in text and "##" not in text:
        return text
    return UNSAFE.sub(lambda match: escaped(match.group()), text)


def escaped(character: str) -> str:
    """Return the escape of a character in JSON, as two where it lies beyond the first plane."""
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[index]:02x}{units[index + 1]:02x}" for index in range(0, len(units), 2))
