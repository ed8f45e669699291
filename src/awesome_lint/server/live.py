"""What follows the client: texts that open, change and close, settings that change, and diagnostics of all of it."""

import asyncio
from collections.abc import Awaitable, Iterable
from time import monotonic

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from awesome_lint.server import diagnostics, settings_file
from awesome_lint.server.buffer import Buffer
from awesome_lint.server.protocol import Server
from awesome_lint.server.survey import Survey
from awesome_lint.server.workspace import WATCHED, folders_of

SECTION = "awesomeLint"
"""Under which name clients keep what they say over the settings files."""
WATCH = "awesome-lint.settings-files"


class Live:
    """Keeps a server up to what its client does."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.texts = server.texts
        self._timers: dict[str, asyncio.TimerHandle] = {}
        # The loop keeps no hold of them.
        self._tasks: set[asyncio.Task[None]] = set()
        self._survey = Survey(server, self._follow)
        server.hears(types.INITIALIZE, self._initialize)
        server.hears(types.INITIALIZED, self._initialized)
        server.hears(types.TEXT_DOCUMENT_DID_OPEN, self._opened)
        server.hears(types.TEXT_DOCUMENT_DID_CHANGE, self._changed)
        server.hears(types.TEXT_DOCUMENT_DID_SAVE, self._saved)
        server.hears(types.TEXT_DOCUMENT_DID_CLOSE, self._closed)
        server.hears(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, self._watched)
        server.hears(types.WORKSPACE_DID_CHANGE_CONFIGURATION, self._configured)
        server.hears(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, self._moved)
        options = types.DiagnosticOptions(inter_file_dependencies=False, workspace_diagnostics=False, identifier=SECTION)
        server.answers(types.TEXT_DOCUMENT_DIAGNOSTIC, self._asked, options, is_patient=True, doing="checking the list")

    # --- what the client is -------------------------------------------------------------------------------------------

    def _initialize(self, params: types.InitializeParams) -> None:
        # pygls has chosen one of those that the client knows.
        self.texts.encoding = self.server.protocol.workspace.position_encoding or types.PositionEncodingKind.Utf16
        uris = [folder.uri for folder in params.workspace_folders or ()] or [params.root_uri or ""]
        self.texts.folders = folders_of(uris)
        self.texts.configure(params.initialization_options)
        # What the server can do is told after this.
        if self.texts.options.workspace_diagnostics:
            self._survey.begin()

    def _initialized(self, _: types.InitializedParams) -> None:
        capabilities = self.server.client_capabilities.workspace
        if capabilities and (watched := capabilities.did_change_watched_files) and watched.dynamic_registration:
            watchers = [types.FileSystemWatcher(f"**/{name}") for name in WATCHED]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            registration = types.Registration(WATCH, types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            self._ask(self.server.client_register_capability_async(types.RegistrationParams([registration])))
        if self._is_asked_for_settings:
            self._ask(self._fetch())
        self._tell()

    @property
    def _is_asked_for_settings(self) -> bool:
        """Whether the client tells its settings when it is asked, rather than by itself."""
        capabilities = self.server.client_capabilities.workspace
        return bool(capabilities and capabilities.configuration)

    @property
    def _asks(self) -> bool:
        """Whether the client asks for diagnostics, so that none are sent by themselves."""
        capabilities = self.server.client_capabilities.text_document
        return capabilities is not None and capabilities.diagnostic is not None

    # --- texts --------------------------------------------------------------------------------------------------------

    def _opened(self, params: types.DidOpenTextDocumentParams) -> None:
        self._reread()
        self._judge(self.texts.open(params.text_document), 0)

    def _changed(self, params: types.DidChangeTextDocumentParams) -> None:
        buffer = self.texts.buffers.get(params.text_document.uri)
        if buffer is None:
            self.server.log(f"not open: {params.text_document.uri}")
            return
        buffer.change(params.text_document.version, params.content_changes)
        buffer.changed_by, buffer.changed_at = self.server.heard, monotonic()
        self._judge(buffer, self.texts.options.delay)

    def _saved(self, params: types.DidSaveTextDocumentParams) -> None:
        self._reread()
        buffer = self.texts.buffers.get(params.text_document.uri)
        if buffer is not None and not buffer.is_current():
            buffer.refresh()
            self._judge_again([buffer])

    def _closed(self, params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        self.texts.close(uri)
        self._forget(uri)
        if not self._asks:
            self.server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    # --- settings -----------------------------------------------------------------------------------------------------

    def _watched(self, _: types.DidChangeWatchedFilesParams) -> None:
        # A baseline is looked at whenever diagnostics are.
        self.texts.reread()
        self._judge_again(self.texts.buffers.values())

    def _configured(self, params: types.DidChangeConfigurationParams) -> None:
        if self._is_asked_for_settings:
            self._ask(self._fetch())
        elif isinstance(params.settings, dict):
            self._configure(params.settings.get(SECTION, params.settings))

    async def _fetch(self) -> None:
        item = types.ConfigurationItem(section=SECTION)
        found = await self.server.workspace_configuration_async(types.ConfigurationParams([item]))
        # A client that keeps nothing under this name has said what there is when it began.
        if found and found[0] is not None:
            self._configure(found[0])

    def _configure(self, given: object) -> None:
        before = self.texts.options
        self.texts.configure(given)
        if self.texts.options != before:
            self.texts.reread()
            self._judge_again(self.texts.buffers.values())
        if self.texts.options.inlay_hints != before.inlay_hints:
            self._hint_again()
        self._tell()

    def _hint_again(self) -> None:
        """See to it that the client asks for hints again, which it does by itself only when a text changes."""
        capabilities = self.server.client_capabilities.workspace
        if capabilities and capabilities.inlay_hint and capabilities.inlay_hint.refresh_support:
            self._ask(self.server.workspace_inlay_hint_refresh_async(None))

    def _moved(self, params: types.DidChangeWorkspaceFoldersParams) -> None:
        gone = folders_of(folder.uri for folder in params.event.removed)
        kept = [folder for folder in self.texts.folders if folder not in gone]
        self.texts.folders = [*kept, *folders_of(folder.uri for folder in params.event.added)]
        self._judge_again(self.texts.reread())

    def _reread(self) -> None:
        if self.texts.has_changed():
            self._judge_again(self.texts.reread())

    def _follow(self) -> None:
        """Follow settings that have changed where nobody asks for what they hold for, and tell what waits to be told."""
        self._reread()
        self._tell()

    # --- diagnostics --------------------------------------------------------------------------------------------------

    def _asked(self, params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
        buffer = self.texts.buffers.get(params.text_document.uri)
        if buffer is None:
            return types.RelatedFullDocumentDiagnosticReport([])
        found = self._found(buffer)
        self._tell()
        name = diagnostics.name_of(found)
        if name == params.previous_result_id:
            return types.RelatedUnchangedDocumentDiagnosticReport(name)
        return types.RelatedFullDocumentDiagnosticReport(found, result_id=name)

    def _found(self, buffer: Buffer) -> list[types.Diagnostic]:
        return diagnostics.shown(self.texts, buffer) if buffer.is_list else settings_file.diagnostics(buffer)

    def _judge_again(self, buffers: Iterable[Buffer]) -> None:
        """See to it that the client hears of texts of which something else is to be said."""
        touched = list(buffers)
        self._tell()
        capabilities = self.server.client_capabilities.workspace
        if not self._asks:
            for buffer in touched:
                self._judge(buffer, 0)
        elif touched and capabilities and capabilities.diagnostics and capabilities.diagnostics.refresh_support:
            self._ask(self.server.workspace_diagnostic_refresh_async(None))

    def _judge(self, buffer: Buffer, delay: int) -> None:
        """Send what there is to say of a text that has been left alone for so many milliseconds, if that is not asked for."""
        if self._asks:
            return
        self._forget(buffer.uri)
        loop = asyncio.get_running_loop()
        self._timers[buffer.uri] = loop.call_later(delay / 1000, self._send, buffer.uri, buffer.version)

    def _forget(self, uri: str) -> None:
        if timer := self._timers.pop(uri, None):
            timer.cancel()

    def _send(self, uri: str, version: int) -> None:
        # What has arrived meanwhile may put it off.
        self.server.hear()
        buffer = self.texts.buffers.get(uri)
        if buffer is None or buffer.version != version:
            return
        self._timers.pop(uri, None)
        try:
            found = self._found(buffer)
        except Exception as error:
            self.server.report_server_error(error, Exception)
            return
        self._tell()
        self.server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    # --- the client ---------------------------------------------------------------------------------------------------

    def _tell(self) -> None:
        """Show what waits to be told."""
        for notice in self.texts.notices:
            self.server.window_show_message(types.ShowMessageParams(types.MessageType.Warning, f"awesome-lint: {notice}"))
        self.texts.notices.clear()

    def _ask(self, request: Awaitable[object]) -> None:
        """Await what the client is asked for; what it refuses is logged."""

        async def asked() -> None:
            try:
                await request
            except JsonRpcException as error:
                self.server.log(f"the client refused: {error}")

        task = asyncio.ensure_future(asked())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
