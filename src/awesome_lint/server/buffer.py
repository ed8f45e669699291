"""A text that is open in an editor: every change of it, and what is read of it."""

from collections.abc import Iterable
from time import perf_counter

from lsprotocol.types import (
    Position,
    Range,
    TextDocumentContentChangeEvent,
    TextDocumentContentChangePartial,
    TextDocumentItem,
)

from awesome_lint.diagnostic import Report
from awesome_lint.document import Document
from awesome_lint.engine.session import Session
from awesome_lint.files.read_write import Folder, shown
from awesome_lint.patterns import lazy
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.server.paths import State, path_of, state
from awesome_lint.server.positions import Places
from awesome_lint.settings import Settings
from awesome_lint.source import BOM, NEWLINE, Source

HALF = lazy(r"[\ud800-\udfff]")
REPLACEMENT = "\ufffd"

SETTINGS_LANGUAGE, SETTINGS_SUFFIX = "toml", ".toml"
BEGINNING = Position(0, 0)


class Buffer:
    """One text, as the client has it, with the settings and rules that hold for it."""

    def __init__(self, document: TextDocumentItem, encoding: str, settings: Settings, rules: RuleSet) -> None:
        self.uri = document.uri
        self.path = path_of(document.uri)
        self.language = document.language_id
        self.version = document.version
        self.changed_by = 0
        """Which message of the client changed it last."""
        self.changed_at = 0.0
        """When that was, in seconds of a clock that only goes on."""
        self.cost = 0.0
        """How many seconds the last check took."""
        self.encoding = encoding
        self.settings = settings
        self.rules = rules
        self.beside: dict[str, State] = {}
        """What the rules looked at beside the list, as it was then."""
        self._places: Places | None = None
        self._said: Report | None = None
        self._begin(document.text)

    @property
    def is_list(self) -> bool:
        """Whether it may be a list: what is written in a language of settings is none, whether the client knows it or not."""
        # To Visual Studio Code, without an extension, it is text and nothing else.
        is_settings = self.path is not None and self.path.suffix.lower() == SETTINGS_SUFFIX
        return not is_settings and self.language != SETTINGS_LANGUAGE

    @property
    def source(self) -> Source:
        return self.session.source

    @property
    def document(self) -> Document:
        return self.session.document

    @property
    def places(self) -> Places:
        """Turns offsets into positions, and back, for the text as it is now."""
        source = self.session.source
        if self._places is None or self._places.source is not source:
            self._places = Places(source, self.encoding)
        return self._places

    @property
    def newline(self) -> str:
        """What ends the lines of what is written into the text."""
        return "\r\n" if self._raw is not None and "\r\n" in self._raw else "\n"

    def report(self) -> Report:
        """Return what the rules say of the text as it is now. Raises RuleError where one of another package fails."""
        begun = perf_counter()
        said = self.session.report()
        if said is not self._said:
            self._said, self.cost = said, perf_counter() - begun
        folder = self.source.folder
        if isinstance(folder, Folder):
            for path in (*folder.listed, *folder.asked):
                if path not in self.beside:
                    self.beside[path] = state(path)
        return said

    def is_current(self) -> bool:
        """Whether what the rules looked at beside the list is as it was."""
        return all(state(path) == before for path, before in self.beside.items())

    def refresh(self) -> None:
        """Read the text anew."""
        self._begin(self._client_text)

    def configure(self, settings: Settings, rules: RuleSet) -> None:
        """Read the text anew with these settings."""
        self.settings = settings
        self.rules = rules
        self.refresh()

    def change(self, version: int, changes: Iterable[TextDocumentContentChangeEvent]) -> None:
        """Follow changes that a client made, each of the text that those before it left."""
        for change in changes:
            text = _whole(change.text)
            if isinstance(change, TextDocumentContentChangePartial):
                if self.source.bom and BEGINNING in (change.range.start, change.range.end):
                    self._replace_mark(change.range, text)
                else:
                    self._replace(*self.places.span(change.range), text)
                    if self.source.text.startswith(BOM):
                        self._begin(self._client_text)
            else:
                self._begin(text)
        self.version = version

    def _begin(self, text: str) -> None:
        text = _whole(text)
        name = shown(self.path) if self.path else self.uri
        source = Source.from_text(text, name)
        if self.path:
            source = Source(source.text, name, source.newline, source.bom, Folder(self.path.parent))
        self.beside = {}
        self.session = Session(source, self.rules, self.settings.style)
        self._places = None
        # Where all newlines are `\n`, the text of the session is that of the client.
        self._raw = text if "\r" in text else None

    def _replace(self, start: int, end: int, text: str) -> None:
        """Write a text in the place of a span of the source."""
        source = self.source
        if self._raw is None and "\r" not in text:
            self.session.replace((start, end), text)
            return
        raw = self._client_text
        first, last = _raw_offset(raw, source, start), _raw_offset(raw, source, end)
        self._raw = raw[:first] + text + raw[last:]
        # What ends a line may become a part of another end, or be parted from it.
        if first and raw[first - 1] == "\r" and self._raw[first : first + 1] == "\n":
            start, text = start - 1, "\r" + text
        if text.endswith("\r") and raw[last : last + 1] == "\n":
            end, text = end + 1, text + "\n"
        self.session.replace((start, end), NEWLINE.sub("\n", text))

    def _replace_mark(self, found: Range, text: str) -> None:
        """Begin anew with what a change leaves that begins before the byte order mark."""
        raw = self._client_text
        is_before = found.start == found.end
        self._begin(text + raw[0 if is_before else _raw_offset(raw, self.source, self.places.span(found).end) :])

    @property
    def _client_text(self) -> str:
        return self._raw if self._raw is not None else self.source.to_text()


def _raw_offset(raw: str, source: Source, offset: int) -> int:
    """Return where an offset of a source is in the text with the newlines that it came with."""
    line = source.line_number(offset)
    mark = len(BOM) if source.bom else 0
    if line == 1:
        return mark + offset
    starts = [match.end() for match in NEWLINE.finditer(raw)]
    return starts[line - 2] + offset - source.line_starts[line - 1]


def _whole(text: str) -> str:
    """Return a text without halves of characters, which JSON can hold and no file."""
    return HALF.sub(REPLACEMENT, text) if not text.isascii() else text
