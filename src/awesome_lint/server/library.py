"""All lists that a client may mean: those that are open, and those in its folders; and what each of them lists."""

import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from awesome_lint.document import Document, Entry, EntryKind, Link
from awesome_lint.facts.similarity import is_distinctive, key_of
from awesome_lint.files.finder import find
from awesome_lint.files.read_write import FileError, read
from awesome_lint.knowledge.identifiers import Identifier, IdentifierKind, identify
from awesome_lint.parser import parse
from awesome_lint.server.paths import State, state, uri_of
from awesome_lint.server.positions import Places
from awesome_lint.server.workspace import Workspace
from awesome_lint.settings import Settings

# Of a folder with more lists, the first are read.
MOST_FILES = 100


class Listed(Struct, frozen=True, dict=True, eq=False):
    """A list, and where it is."""

    uri: str
    document: Document
    encoding: str

    @property
    def places(self) -> Places:
        return Places(self.document.source, self.encoding)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """What it lists, without what has no word."""
        return tuple(entry for entry in self.document.entries if entry.kind is not EntryKind.PLACEHOLDER)

    @cached_property
    def by_title(self) -> dict[str, list[Entry]]:
        """Its entries by what their titles have in common with other spellings of the same."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            if entry.name and is_distinctive(key := key_of(entry.name)):
                found.setdefault(key, []).append(entry)
        return found

    @cached_property
    def by_identifier(self) -> dict[Identifier, list[Entry]]:
        """Its entries by what their links name."""
        found: dict[Identifier, list[Entry]] = {}
        for entry in self.entries:
            for identifier in identifiers(entry):
                found.setdefault(identifier, []).append(entry)
        return found


def identifiers(entry: Entry) -> tuple[Identifier, ...]:
    """Return what the links of an entry name: papers, repositories and books, each once."""
    found = (identify(link.url) for link in entry.links)
    return tuple(dict.fromkeys(each for each in found if each.kind is not IdentifierKind.URL))


class Library:
    """The lists of a client. A file is read once, and again when it has changed."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._open: dict[str, Listed] = {}
        self._files: dict[Path, tuple[State, Listed | None]] = {}

    def of(self, uri: str) -> Listed | None:
        """Return what is open under a name, as it is now."""
        buffer = self.workspace.buffers.get(uri)
        if buffer is None or not buffer.is_list:
            self._open.pop(uri, None)
            return None
        known = self._open.get(uri)
        if known is None or known.document is not buffer.document:
            known = self._open[uri] = Listed(uri, buffer.document, self.workspace.encoding)
        return known

    def open(self) -> Iterator[Listed]:
        """Yield the lists that are open."""
        for uri in {**self.workspace.buffers, **self._open}:
            # What was closed is forgotten when it is asked for.
            if (listed := self.of(uri)) is not None:
                yield listed

    def known(self) -> Iterator[Listed]:
        """Yield the lists that are open, and files that were read before."""
        yield from self.open()
        opened = {buffer.path for buffer in self.workspace.buffers.values()}
        for path, (_, listed) in self._files.items():
            if listed is not None and path not in opened:
                yield listed

    def everything(self) -> Iterator[Listed]:
        """Yield the lists that are open, and the READMEs in the folders of the client."""
        found: dict[Path, None] = {}
        for folder in self.workspace.folders:
            if os.path.isdir(folder):
                found.update((target.path.absolute(), None) for target in find([str(folder)]).files)
        self._read(list(found)[:MOST_FILES])
        yield from self.known()

    def _read(self, paths: Sequence[Path]) -> None:
        for path in paths:
            now = state(path)
            if path not in self._files or self._files[path][0] != now:
                self._files[path] = now, self._listed(path)
        self._files = {path: self._files[path] for path in paths}

    def _listed(self, path: Path) -> Listed | None:
        settings = self.workspace.settings_of(path) or Settings()
        if settings.excludes(path):
            return None
        try:
            source = read(path).source
        except FileError:
            return None
        return Listed(uri_of(path), parse(source, settings.style), self.workspace.encoding)

    def elsewhere(self, here: Listed, entry: Entry) -> Iterator[tuple[Listed, Entry]]:
        """Yield the other entries that are about the same thing, by title or by what their links name."""
        key = key_of(entry.name) if entry.name else ""
        wanted = identifiers(entry)
        for listed in self.known():
            found = [*listed.by_title.get(key, ()), *(each for one in wanted for each in listed.by_identifier.get(one, ()))]
            for each in sorted({each.span: each for each in found}.values(), key=lambda each: each.span):
                if listed.uri != here.uri or each.span != entry.span:
                    yield listed, each

    def naming(self, link: Link) -> Iterator[tuple[Listed, Entry]]:
        """Yield the entries that link to what a link names."""
        identifier = identify(link.url)
        if identifier.kind is not IdentifierKind.URL:
            for listed in self.known():
                for entry in listed.by_identifier.get(identifier, ()):
                    yield listed, entry
