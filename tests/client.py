"""A language client over the streams of a real server: it sends what a test says, and keeps what comes.

A server takes longer to start than for what most tests ask of it, so where the system can, each is a copy of a process that has
imported everything and done nothing; see `program.py`.
"""

import json
import os
import select
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

from program import CAN_COPY, PROGRAM, SOURCES, become, original, requests

WARMING = "# List\n* [One](http://github.com/a/b) - A teh thing.\n\n- **Two.** *Ann Lee,Bo Day, et.al.* ICML 2020. [paper](x)\n"

LIMIT = 60
"""Seconds. No answer takes a tenth of them."""


class RefusedError(Exception):
    """The server answered a request with an error."""

    def __init__(self, error: Mapping[str, Any]) -> None:
        self.code = error["code"]
        self.data = error.get("data")
        super().__init__(error["message"])


class Client:
    """One server, started for it, in a folder."""

    def __init__(self, folder: Path, environment: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.has_ended = False
        self.process = Process(folder, {**os.environ, "PYTHONPATH": SOURCES, "PYTHONUTF8": "1", **(environment or {})})
        self.received: deque[dict[str, Any]] = deque()
        self.asked: list[dict[str, Any]] = []
        """What the server asked the client for."""
        self.configuration: object = None
        self.versions: dict[str, int] = {}
        self._number = 0
        self._arriving: Queue[dict[str, Any] | None] = Queue()
        self._said: list[bytes] = []
        self._threads = [Thread(target=each, daemon=True) for each in (self._read, self._listen)]
        for thread in self._threads:
            thread.start()

    # --- messages -----------------------------------------------------------------------------------------------------

    def write(self, data: bytes) -> None:
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send_body(self, body: bytes) -> None:
        self.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def send(self, message: object) -> None:
        self.send_body(json.dumps(message).encode("utf-8"))

    def notify(self, method: str, params: object) -> None:
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def begin(self, method: str, params: object) -> int:
        """Send a request, and return its number."""
        self._number += 1
        self.send({"jsonrpc": "2.0", "id": self._number, "method": method, "params": params})
        return self._number

    def answer(self, number: int) -> Any:
        """Return what a request is answered with. Raises RefusedError for an error."""
        message = self.next(lambda each: each.get("id") == number and "method" not in each)
        if "error" in message:
            raise RefusedError(message["error"])
        return message["result"]

    def ask(self, method: str, params: object) -> Any:
        """Send a request and return what it is answered with. Raises RefusedError for an error."""
        return self.answer(self.begin(method, params))

    def next(self, wanted: Any = None, seconds: float = LIMIT) -> dict[str, Any]:
        """Return the first message that came, or comes, and is wanted; the others wait. Raises TimeoutError without one."""
        for message in list(self.received):
            if wanted is None or wanted(message):
                self.received.remove(message)
                return message
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                arrived = self._arriving.get(timeout=left)
            except Empty:
                break
            if arrived is None:
                raise EOFError(self.said)
            if "method" in arrived and "id" in arrived:
                self._answer(arrived)
            elif wanted is None or wanted(arrived):
                return arrived
            else:
                self.received.append(arrived)
        raise TimeoutError(f"nothing came; the server said: {self.said}")

    def notified(self, method: str, seconds: float = LIMIT) -> Any:
        """Return the parameters of the next notification of a method."""
        return self.next(lambda each: each.get("method") == method, seconds)["params"]

    def awaits(self, method: str) -> None:
        """Wait until the server has asked for something, and has got the answer."""
        end = time.monotonic() + LIMIT
        while not any(each["method"] == method for each in self.asked):
            assert time.monotonic() < end, f"the server does not ask for {method}"
            self.ask("textDocument/diagnostic", {"textDocument": {"uri": "untitled:nothing"}})
        self.asked = [each for each in self.asked if each["method"] != method]
        self.ask("textDocument/diagnostic", {"textDocument": {"uri": "untitled:nothing"}})

    @property
    def said(self) -> str:
        """What the server wrote to its log."""
        return b"".join(self._said).decode("utf-8", "replace")

    def _answer(self, request: dict[str, Any]) -> None:
        self.asked.append(request)
        results: dict[str, object] = {
            "workspace/configuration": [self.configuration],
            "workspace/applyEdit": {"applied": True},
            "window/showDocument": {"success": True},
        }
        self.send({"jsonrpc": "2.0", "id": request["id"], "result": results.get(request["method"])})

    def _read(self) -> None:
        with self.process.stdout as stream:
            while True:
                length = 0
                while (line := stream.readline()) not in (b"\r\n", b""):
                    name, _, value = line.partition(b":")
                    if name.lower() == b"content-length":
                        length = int(value)
                if not line:
                    self._arriving.put(None)
                    return
                self._arriving.put(json.loads(stream.read(length)))

    def _listen(self) -> None:
        with self.process.stderr as stream:
            for line in stream:
                self._said.append(line)

    # --- what clients do ----------------------------------------------------------------------------------------------

    def initialize(
        self,
        capabilities: Mapping[str, object] | None = None,
        options: object = None,
        encodings: Iterable[str] = (),
        folders: Iterable[Path] | None = None,
        pulls: bool = True,
    ) -> Any:
        """Begin, and return what the server can do."""
        told: dict[str, Any] = {
            "textDocument": {
                "publishDiagnostics": {"relatedInformation": True},
                "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
                "codeAction": {
                    "codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}},
                    "resolveSupport": {"properties": ["edit"]},
                    "dataSupport": True,
                },
                "hover": {"contentFormat": ["markdown"]},
            },
            "workspace": {"configuration": True},
        }
        if pulls:
            told["textDocument"]["diagnostic"] = {}
        if encodings:
            told["general"] = {"positionEncodings": list(encodings)}
        for key, value in (capabilities or {}).items():
            told[key] = {**told.get(key, {}), **value} if isinstance(value, dict) else value
        roots = [self.folder] if folders is None else list(folders)
        params = {
            "processId": os.getpid(),
            "rootUri": None,
            "workspaceFolders": [{"uri": root.as_uri(), "name": root.name} for root in roots],
            "capabilities": told,
            "initializationOptions": options,
        }
        found = self.ask("initialize", params)
        self.notify("initialized", {})
        if told["workspace"].get("configuration"):
            self.awaits("workspace/configuration")
        return found

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, uri: str, text: str, language: str = "markdown") -> None:
        self.versions[uri] = 1
        self.notify("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": language, "version": 1, "text": text}})

    def change(self, uri: str, *changes: object) -> None:
        """Send changes: whole texts, or objects with a range."""
        self.versions[uri] += 1
        told = [{"text": each} if isinstance(each, str) else each for each in changes]
        identifier = {"uri": uri, "version": self.versions[uri]}
        self.notify("textDocument/didChange", {"textDocument": identifier, "contentChanges": told})

    def diagnostics(self, uri: str) -> list[dict[str, Any]]:
        """Return the diagnostics of a text, which are asked for."""
        found = self.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}})
        items: list[dict[str, Any]] = found["items"]
        return items

    def end(self) -> int:
        """Let the server end, and return its exit status."""
        if not self.has_ended:
            self.has_ended = True
            try:
                self.ask("shutdown", None)
                self.notify("exit", None)
            except (BrokenPipeError, EOFError, ValueError, RefusedError):
                pass
        status = self.process.wait()
        for thread in self._threads:
            thread.join(LIMIT)
        return status


class Process:
    """A server, and its streams; a thread of this process where coverage is measured, which others are not."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        (stdin, our_stdin), (our_stdout, stdout), (our_stderr, stderr) = os.pipe(), os.pipe(), os.pipe()
        self.stdin = os.fdopen(our_stdin, "wb")
        self.stdout = os.fdopen(our_stdout, "rb")
        self.stderr = os.fdopen(our_stderr, "rb")
        self._status: int | None = None
        self._ended: int | None = None
        self._started: subprocess.Popen[bytes] | None = None
        self._thread: Thread | None = None
        streams = [stdin, stdout, stderr]
        if _is_measured():
            self._thread = Thread(target=self._serve, args=streams)
            self._thread.start()
            return
        if CAN_COPY:
            self._ended, ended = os.pipe()
            request = json.dumps({"arguments": ["server"], "folder": str(folder), "environment": dict(environment)}).encode()
            socket.send_fds(_original(), [len(request).to_bytes(8, "big")], [*streams, ended])
            _original().sendall(request)
            os.close(ended)
        else:
            command = [*PROGRAM, "server"]
            self._started = subprocess.Popen(command, cwd=folder, env=environment, stdin=stdin, stdout=stdout, stderr=stderr)
        for stream in streams:
            os.close(stream)

    def wait(self) -> int:
        """Return the exit status; without input, the server ends by itself."""
        if self._status is None:
            with suppress(BrokenPipeError):
                self.stdin.close()
            if self._thread is not None:
                self._thread.join(LIMIT)
            elif self._started is not None:
                self._status = self._started.wait(LIMIT)
            elif self._ended is not None:
                assert select.select([self._ended], [], [], LIMIT)[0], "the server does not end"
                self._status = int.from_bytes(os.read(self._ended, 4), "big", signed=True)
                os.close(self._ended)
        return self._status if self._status is not None else -1

    def _serve(self, *streams: int) -> None:
        from awesome_lint.server.run import server

        with (
            os.fdopen(streams[0], "rb") as incoming,
            os.fdopen(streams[1], "wb") as outgoing,
            os.fdopen(streams[2], "w") as log,
        ):
            made = server()
            made.log = lambda text: print(text, file=log, flush=True)  # type: ignore[method-assign]
            self._status = made.serve(incoming, outgoing)


def _is_measured() -> bool:
    return "coverage" in sys.modules and sys.modules["coverage"].Coverage.current() is not None


@cache
def _original() -> socket.socket:
    """Return the way to the process that is copied: one for each process that runs tests."""
    return original(__file__)


def _copy(way: socket.socket) -> None:
    import awesome_lint
    from awesome_lint.server.run import server

    # What is imported, and read of dictionaries, when it is first asked for takes longer than most texts of tests.
    server()
    awesome_lint.fix(WARMING, extend_select="ALL", unsafe_fixes=True)
    for payload, streams in requests(way, 4):
        keeper = os.fork()
        if not keeper:
            way.close()
            child = os.fork()
            if not child:
                os.close(streams[3])
                become(json.loads(payload), streams[:3])
            for stream in streams[:3]:
                os.close(stream)
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            with suppress(BrokenPipeError):
                os.write(streams[3], status.to_bytes(4, "big", signed=True))
            os._exit(0)
        for stream in streams:
            os.close(stream)
        # Those that have ended by now; the others will be waited for the next time.
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


if __name__ == "__main__":
    _copy(socket.socket(fileno=int(sys.argv[1])))
