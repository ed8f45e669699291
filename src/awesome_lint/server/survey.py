"""What is wrong with all lists in the folders of a client, whether they are open or not, for one that asks for that.

The protocol lets a client ask again as soon as it is answered (3.17, "Workspace Diagnostics"), and each of them does. So each
list is judged once, and again when it changes, or what holds for it does; and who knows everything already is answered when
there is something else to say.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from time import monotonic

from lsprotocol import types
from msgspec import Struct

from awesome_lint.files.finder import find
from awesome_lint.files.read_write import BASELINE, FileError, nearest, read
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.server import diagnostics
from awesome_lint.server.buffer import Buffer
from awesome_lint.server.paths import State, state, uri_of
from awesome_lint.server.protocol import Server
from awesome_lint.settings import Settings

DOING = "checking all lists"
MARKDOWN = "markdown"
NOTHING = diagnostics.name_of(())

# In seconds: how often the disk is looked at for who is told everything, if nothing is heard of the client, and at most.
SELDOM, OFTEN = 10.0, 2.0
# In seconds: what judging a list takes, which nothing interrupts.
PER_BYTE = 4e-6

Report = types.WorkspaceFullDocumentDiagnosticReport | types.WorkspaceUnchangedDocumentDiagnosticReport


class Judged(Struct, frozen=True):
    """What was said of a file that is not open, under which name, and what that rests on."""

    settings: Settings
    rules: RuleSet
    baseline: Path | None
    states: dict[str, State]
    """Of the file, of what was looked at beside it, and of its baseline."""
    found: list[types.Diagnostic]
    name: str


class Survey:
    """Answers what there is to say of all lists."""

    def __init__(self, server: Server, follow: Callable[[], None]) -> None:
        self.server = server
        self.texts = server.texts
        self._follow = follow
        """Reads settings again that have changed, and tells people what waits to be told."""
        self._judged: dict[Path, Judged] = {}

    def begin(self) -> None:
        """Answer from now on."""
        self.server.answers(types.WORKSPACE_DIAGNOSTIC, self._asked)

    async def _asked(self, params: types.WorkspaceDiagnosticParams) -> types.WorkspaceDiagnosticReport:
        known = {each.uri: each.value for each in params.previous_result_ids}
        while True:
            looked_at = monotonic()
            self.server.stirred.clear()
            self._follow()
            reports = [report async for report in self._reports(known, params)]
            # A list that cannot be read is told with those that can.
            self._follow()
            is_new = any(isinstance(each, types.WorkspaceFullDocumentDiagnosticReport) for each in reports)
            if is_new or not known:
                # What was handed over piece by piece is not said again.
                return types.WorkspaceDiagnosticReport([] if params.partial_result_token is not None else reports)
            await self._stir(looked_at)

    async def _stir(self, looked_at: float) -> None:
        """Return when something else may be to say."""
        # `asyncio.wait_for` of Pythons before 3.12 does not hear that it is cancelled where what it waits for has come.
        stirred = asyncio.ensure_future(self.server.stirred.wait())
        try:
            await asyncio.wait({stirred}, timeout=SELDOM)
        finally:
            stirred.cancel()
        await asyncio.sleep(max(looked_at + OFTEN - monotonic(), 0))

    async def _reports(self, known: dict[str, str], params: types.WorkspaceDiagnosticParams) -> AsyncIterator[Report]:
        """Yield what there is to say of each list; others have their turn in between."""
        opened = {buffer.path: buffer for buffer in self.texts.buffers.values() if buffer.is_list and buffer.path}
        # The shorter a list is, the sooner there is something to say of it.
        paths = sorted(self._paths(), key=lambda path: (state(path) or (0, 0))[1])
        self._judged = {path: self._judged[path] for path in paths if path in self._judged}
        gone = dict.fromkeys(known)
        with _Progress(self.server, params, len(paths)) as progress:
            for number, path in enumerate(paths):
                buffer = opened.get(path)
                uri = buffer.uri if buffer else uri_of(path)
                if not buffer and not self._is_current(path):
                    progress.show(number)
                    await self._wait(path)
                gone.pop(uri, None)
                # It may have been closed meanwhile.
                if buffer and self.texts.buffers.get(uri) is buffer:
                    found = diagnostics.shown(self.texts, buffer)
                    name, version = diagnostics.name_of(found), buffer.version
                else:
                    judged = self._judge(path)
                    found, name, version = judged.found, judged.name, None
                yield progress.hand_over(_report(uri, found, name, version, known.get(uri)))
            for uri in gone:
                if known[uri] != NOTHING:
                    yield progress.hand_over(_report(uri, [], NOTHING, None, known[uri]))

    def _paths(self) -> Iterator[Path]:
        """Yield the files that `awesome-lint FOLDER` finds in the folders of the client, each once."""
        found: dict[Path, None] = {}
        for folder in self.texts.folders:
            if os.path.isdir(folder):
                found.update((target.path.absolute(), None) for target in find([str(folder)]).files)
        yield from found

    async def _wait(self, path: Path) -> None:
        """Let everything go before, and wait until nothing has been asked for as long as the list may keep others waiting."""
        await asyncio.sleep(0)
        self.server.hear()
        now = state(path)
        patience = max(self.texts.options.delay / 1000, now[1] * PER_BYTE if now else 0)
        while (left := self.server.heard_at + patience - monotonic()) > 0:
            await asyncio.sleep(left)

    def _is_current(self, path: Path) -> bool:
        """Whether what was said of a file is still to say."""
        judged = self._judged.get(path)
        if judged is None or any(state(each) != before for each, before in judged.states.items()):
            return False
        settings, rules = self.texts.held(path)
        return (judged.settings, judged.rules, judged.baseline) == (settings, rules, _baseline(settings, path))

    def _judge(self, path: Path) -> Judged:
        """Return what there is to say of a file as it is on the disk; nothing of one that cannot be read, which is told."""
        if path in self._judged and self._is_current(path):
            return self._judged[path]
        settings, rules = self.texts.held(path)
        baseline = _baseline(settings, path)
        states = {str(each): state(each) for each in (path, baseline) if each}
        found: list[types.Diagnostic] = []
        if not settings.excludes(path):
            try:
                text = read(path).source.to_text()
            except FileError as error:
                self.texts.tell(str(error))
            else:
                buffer = Buffer(types.TextDocumentItem(uri_of(path), MARKDOWN, 0, text), self.texts.encoding, settings, rules)
                found = diagnostics.shown(self.texts, buffer)
                states.update(buffer.beside)
        made = self._judged[path] = Judged(settings, rules, baseline, states, found, diagnostics.name_of(found))
        return made


class _Progress:
    """Shows how far an answer is, to a client that asked for that, and hands over each piece to one that wants it at once."""

    def __init__(self, server: Server, params: types.WorkspaceDiagnosticParams, total: int) -> None:
        self._server = server
        self._token = params.work_done_token
        self._pieces = params.partial_result_token
        self._total = total
        self._has_begun = False

    def __enter__(self) -> "_Progress":
        return self

    def show(self, number: int) -> None:
        """Show that so many lists are done."""
        if self._token is None:
            return
        if not self._has_begun:
            self._has_begun = True
            self._server.show(self._token, types.WorkDoneProgressBegin(self._server.titled(DOING), percentage=0))
        message = f"{number + 1} of {self._total}"
        self._server.show(self._token, types.WorkDoneProgressReport(message=message, percentage=100 * number // self._total))

    def hand_over(self, report: Report) -> Report:
        """Return a report, which the client has got where it wants pieces."""
        if self._pieces is not None:
            self._server.show(self._pieces, types.WorkspaceDiagnosticReportPartialResult([report]))
        return report

    def __exit__(self, *_: object) -> None:
        if self._token is not None and self._has_begun:
            self._server.show(self._token, types.WorkDoneProgressEnd())


def _report(uri: str, found: list[types.Diagnostic], name: str, version: int | None, known: str | None) -> Report:
    """Return what there is to say of a list to who knows what was said under a name, if anything."""
    if name == known:
        return types.WorkspaceUnchangedDocumentDiagnosticReport(uri, name, version)
    return types.WorkspaceFullDocumentDiagnosticReport(uri, found, version, result_id=name)


def _baseline(settings: Settings, path: Path) -> Path | None:
    """Return the file that says what is held back of a list, if there is one."""
    return settings.baseline or nearest(path, BASELINE)
