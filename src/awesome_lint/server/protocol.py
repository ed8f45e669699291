"""The protocol: which message is heard when, what becomes of those that are mistaken, and of requests that nobody waits for.

pygls finds the handler of a message, and turns JSON into values and back. The rest is done here: pygls would send tracebacks to
the client, leave messages that are none unanswered, and keep texts by lines that are not those of the protocol.
"""

import asyncio
import gc
import logging
import sys
import traceback
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from inspect import isawaitable, signature
from threading import Thread
from time import monotonic
from typing import Any, BinaryIO, TypeVar
from typing import Protocol as Shape

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from awesome_lint import __version__
from awesome_lint.files.read_write import FileError
from awesome_lint.registry.plugins import PluginError
from awesome_lint.server.buffer import Buffer
from awesome_lint.server.messages import (
    INTERNAL_ERROR,
    INVALID_PARAMS,
    INVALID_REQUEST,
    METHOD_NOT_FOUND,
    NOT_INITIALIZED,
    IgnoredError,
    ProtocolError,
    bodies,
    decoded,
    encoded,
)
from awesome_lint.server.workspace import Workspace

NAME = "awesome-lint"
HOME_OF_BUGS = "this is a bug in awesome-lint; its log says more"

ENDED, LOST = 0, 1
"""How a server ends: as the client asked for, or without a word of it."""

TOLD = (FileError, PluginError)
"""Errors whose messages say to people what is wrong, and what to do."""

NUMBER: ContextVar[int] = ContextVar("number")
"""Which message of the client is being heard or answered, counted from 1."""

# In seconds: a check that takes no longer holds nobody up.
QUICK = 0.05
# In seconds, and in messages of a client that makes no pause.
PAUSE, MOST_HEARD = 2.0, 1000

Params = TypeVar("Params")


class Options(Shape):
    """What is told of how requests of a method may be made; that it is shown how far they are, among it."""

    work_done_progress: bool | None


class OutdatedError(JsonRpcException):
    """The text has changed since the request was made, so that nobody waits for the answer any more."""

    CODE = types.LSPErrorCodes.ContentModified
    MESSAGE = "the text has changed meanwhile"


class AskAgainError(JsonRpcException):
    """The same, where the client is to ask again."""

    CODE = types.LSPErrorCodes.ServerCancelled
    MESSAGE = OutdatedError.MESSAGE

    def __init__(self) -> None:
        super().__init__(data={"retriggerRequest": True})


class RefusedError(JsonRpcException):
    """What is asked for cannot be done; the message, for people, says why."""

    CODE = types.LSPErrorCodes.RequestFailed


class FailedError(JsonRpcException):
    """Something that only we can mend; what happened is in the log."""

    CODE = INTERNAL_ERROR
    MESSAGE = HOME_OF_BUGS


class Protocol(LanguageServerProtocol):
    """The messages of the protocol; texts are kept by `Workspace`, and the process ends by itself."""

    _server: "Server"

    def _heard(self, method: str, params: object) -> None:
        self.fm.features[method](params)

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        self._heard(types.TEXT_DOCUMENT_DID_OPEN, params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        self._heard(types.TEXT_DOCUMENT_DID_CHANGE, params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        self._heard(types.TEXT_DOCUMENT_DID_CLOSE, params)

    @lsp_method(types.EXIT)
    def lsp_exit(self, *_: object) -> Any:
        self._server.end(ENDED if self.is_shut_down else LOST)

    @property
    def is_shut_down(self) -> bool:
        return bool(self._shutdown)


class Server(LanguageServer):
    """A server over two streams, and the texts that are open in its client.

    Everything happens in one thread but for reading the stream, in which nothing else happens. What has arrived is heard before
    anything is computed, so that what comes after a request can make it needless.
    """

    protocol: Protocol

    def __init__(self) -> None:
        super().__init__(NAME, __version__, protocol_cls=Protocol)
        self.texts = Workspace()
        self.status: int | None = None
        self.heard = 0
        """How many messages were heard."""
        self.heard_at = 0.0
        """When that was last, in seconds of a clock that only goes on."""
        self.stirred = asyncio.Event()
        """Whether any was heard since somebody cleared this."""
        self._heard_since = 0
        self._waiting: deque[bytes | None] = deque()
        self._arrived = asyncio.Event()
        self._is_initialized = False
        # What it would say is for those who work on it, tracebacks for what is no fault of anybody among it.
        logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)

    def serve(self, incoming: BinaryIO, outgoing: BinaryIO) -> int:
        """Hear and answer until the client says that it is enough, or is gone, and return the exit status."""
        self.protocol.set_writer(_Writer(outgoing))
        try:
            asyncio.run(self._serve(incoming))
        except (BrokenPipeError, KeyboardInterrupt):
            return LOST
        return LOST if self.status is None else self.status

    def end(self, status: int) -> None:
        """End when what is being done is done."""
        self.status = status
        self._arrived.set()

    # --- what arrives -------------------------------------------------------------------------------------------------

    async def _serve(self, incoming: BinaryIO) -> None:
        loop = asyncio.get_running_loop()
        Thread(target=self._read, args=(incoming, loop), daemon=True).start()
        # Collecting what is circular in the middle of a check takes long and finds next to nothing; it waits for a pause.
        was_enabled = gc.isenabled()
        gc.disable()
        try:
            await self._hear_all()
        finally:
            if was_enabled:
                gc.enable()

    async def _hear_all(self) -> None:
        while self.status is None:
            try:
                await asyncio.wait_for(self._arrived.wait(), PAUSE if self._heard_since else None)
            except asyncio.TimeoutError:
                self._collect()
                continue
            self._arrived.clear()
            self.hear()
            if self._heard_since > MOST_HEARD:
                self._collect()

    def _collect(self) -> None:
        """Free what is circular of what was made since this was done before."""
        gc.collect(1)
        self._heard_since = 0

    def _read(self, incoming: BinaryIO, loop: asyncio.AbstractEventLoop) -> None:
        try:
            for body in bodies(incoming):
                self._waiting.append(body)
                loop.call_soon_threadsafe(self._arrived.set)
            self._waiting.append(None)
            loop.call_soon_threadsafe(self._arrived.set)
        except (OSError, RuntimeError, ValueError):
            # The stream is closed, or nobody listens any more.
            self._waiting.append(None)

    def hear(self) -> None:
        """Hear everything that has arrived."""
        while self._waiting and self.status is None:
            body = self._waiting.popleft()
            if body is None:
                self.end(ENDED if self.protocol.is_shut_down else LOST)
            else:
                self._hear(body)

    def _hear(self, body: bytes) -> None:
        number: object = None
        try:
            message = decoded(body)
            number = message.get("id")
            method = message.get("method")
            self.heard += 1
            self._heard_since += 1
            self.heard_at = monotonic()
            self.stirred.set()
            # What answers the message gets a copy of this.
            NUMBER.set(self.heard)
            if not isinstance(method, str) or self._is_due(method, is_request="id" in message):
                self.protocol.handle_message(self._structured(message))
                self._is_initialized = self._is_initialized or method == types.INITIALIZE
        except ProtocolError as error:
            number = error.number if error.number is not None else number
            self._answer(number, error)
        except IgnoredError:
            pass

    def _is_due(self, method: str, *, is_request: bool) -> bool:
        """Whether a message may come now, and is known. Raises ProtocolError for a request that is not."""
        problem: ProtocolError | None = None
        if self.protocol.is_shut_down and method != types.EXIT:
            problem = ProtocolError(INVALID_REQUEST, "the server was shut down")
        elif not self._is_initialized and method not in (types.INITIALIZE, types.EXIT):
            problem = ProtocolError(NOT_INITIALIZED, f"expected {types.INITIALIZE} first")
        elif self._is_initialized and method == types.INITIALIZE:
            problem = ProtocolError(INVALID_REQUEST, "the server was initialized before")
        elif method not in self.protocol.fm.builtin_features and method not in self.protocol.fm.features:
            if method == types.CANCEL_REQUEST:
                return True
            problem = ProtocolError(METHOD_NOT_FOUND, f"unknown method: {method}")
        if problem is not None and is_request:
            raise problem
        return problem is None

    def _structured(self, message: dict[str, object]) -> Any:
        """Return a message as pygls wants it. Raises ProtocolError for a request whose parameters are mistaken."""
        method = message.get("method")
        try:
            return self.protocol.structure_message(message)
        except JsonRpcException:
            number = message.get("id")
            if method is None and isinstance(number, int | str):
                error = types.ResponseError(INVALID_PARAMS, "the client answered with what is no result")
                return types.ResponseErrorMessage(number, error=error)
            if "id" not in message:
                self.log(f"not followed: {method} with mistaken parameters")
                raise IgnoredError from None
            raise ProtocolError(INVALID_PARAMS, f"mistaken parameters of {method}") from None

    def _answer(self, number: object, error: ProtocolError) -> None:
        said = {"jsonrpc": "2.0", "id": number, "error": {"code": error.code, "message": str(error)}}
        if self.protocol.writer is not None:
            self.protocol.writer.write(encoded(said))

    # --- what is heard and answered -----------------------------------------------------------------------------------

    def hears(self, method: str, hear: Callable[[Params], None]) -> None:
        """Follow the notifications of a method."""

        # pygls notes on a handler what it handles, which a method of an object has no place for.
        def handler(params: Params) -> None:
            hear(params)

        self.feature(method)(handler)

    def answers(
        self,
        method: str,
        answer: Callable[[Params], object],
        options: "Options | None" = None,
        *,
        is_patient: bool = False,
        doing: str = "",
    ) -> None:
        """Answer the requests of a method, unless they are cancelled, or the text changes before it is their turn.

        What answers may be a coroutine, which lets others have their turn wherever it waits.
        One that is patient waits until nobody types where the last check took long, so that others have their turn first.
        `doing` says what is done meanwhile, to clients that show it, where that may take long.
        """
        if doing and options is not None:
            options.work_done_progress = True
        outdated = AskAgainError if method == types.TEXT_DOCUMENT_DIAGNOSTIC else OutdatedError

        async def handler(params: Params) -> object:
            number = NUMBER.get()
            buffer = self.texts.buffers.get(getattr(getattr(params, "text_document", None), "uri", ""))
            # Those before it have their turn, then what has arrived meanwhile is heard, and may cancel it.
            await asyncio.sleep(self._patience(buffer) if buffer and is_patient else 0)
            self.hear()
            await asyncio.sleep(0)
            if buffer is not None and buffer.changed_by > number:
                raise outdated
            try:
                with self._shown(doing, getattr(params, "work_done_token", None), buffer):
                    found = answer(params)
                    return await found if isawaitable(found) else found
            except JsonRpcException:
                raise
            except TOLD as error:
                raise RefusedError(str(error)) from None
            except Exception:
                self.log(f"failed at {method}\n{traceback.format_exc()}")
                raise FailedError from None

        self.feature(method, options)(handler)

    @contextmanager
    def _shown(self, doing: str, token: types.ProgressToken | None, buffer: Buffer | None) -> Iterator[None]:
        """Let the client show what is being done, where it has asked for that and it is not done at once."""
        if not doing or token is None or (buffer is not None and 0 < buffer.cost < QUICK):
            yield
            return
        self.show(token, types.WorkDoneProgressBegin(self.titled(doing)))
        try:
            yield
        finally:
            self.show(token, types.WorkDoneProgressEnd())

    def show(self, token: types.ProgressToken, value: object) -> None:
        """Let the client show how far a request is, or take a piece of the answer."""
        self.progress(types.ProgressParams(token=token, value=value))

    def titled(self, doing: str) -> str:
        """Return what a client shows of what is being done."""
        return f"{NAME}: {doing}"

    def _patience(self, buffer: Buffer) -> float:
        """Return how many seconds to wait until a text counts as left alone."""
        if buffer.cost < QUICK:
            return 0
        return max(self.texts.options.delay / 1000 - (monotonic() - buffer.changed_at), 0)

    def commands(self, name: str, act: Callable[..., Awaitable[object]]) -> None:
        """Do what is asked for by a command, whose arguments are texts."""

        async def handler(*arguments: str) -> object:
            try:
                signature(act).bind(*arguments)
            except TypeError as error:
                raise JsonRpcInvalidParams(f"{name}: {error}") from None
            if not all(isinstance(argument, str) for argument in arguments):
                raise JsonRpcInvalidParams(f"{name}: expected texts as arguments")
            try:
                return await act(*arguments)
            except JsonRpcException:
                raise
            except TOLD as error:
                raise RefusedError(str(error)) from None
            except Exception:
                self.log(f"failed at {name}\n{traceback.format_exc()}")
                raise FailedError from None

        self.command(name)(handler)

    @property
    def knows_versions(self) -> bool:
        """Whether the client is told to which version of a text an edit belongs."""
        capabilities = self.client_capabilities.workspace
        can = capabilities.workspace_edit if capabilities else None
        return bool(can and can.document_changes)

    def log(self, text: str) -> None:
        """Write what is for those who look for the reason of something where editors keep such."""
        sys.stderr.write(f"{NAME}: {text}\n")
        sys.stderr.flush()

    def report_server_error(self, error: Exception, source: object) -> None:
        """Log what went wrong where nobody waits for an answer."""
        if not isinstance(error, JsonRpcException) or error.data is not None:
            told = "".join(traceback.format_exception(error)) if error.__cause__ or error.__traceback__ else str(error)
            self.log(f"failed\n{told}")


class _Writer:
    """Writes messages whole."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, data: bytes) -> None:
        self._stream.write(data)
        self._stream.flush()

    def close(self) -> None:
        """Leave the stream to the process, which ends with it."""
