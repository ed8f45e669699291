"""Runs of the program as processes of their own, without the start of each.

A start takes longer than most runs. `run` has a process that imported the program, and judged and mended one small list so that
the patterns of the rules are compiled, make a copy of itself: the copy gets its own folder, variables, streams and exit status,
as a process would that began from nothing. What a test says of the start itself, of the interpreter, of its variables or of
what is imported needs a real one: `subprocess.run([*PROGRAM, ...])`.
"""

import atexit
import gc
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from select import select
from tempfile import TemporaryDirectory, TemporaryFile

PROGRAM = (sys.executable, "-m", "awesome_lint")
SOURCES = str(Path(__file__).parent.parent / "src")
CAN_COPY = hasattr(os, "fork") and hasattr(socket, "send_fds")
# Seconds. No run of a test takes a tenth of them.
LIMIT = 120
SOCKET = "asked"
# What few runs need.
LEFT_OUT = tuple(f"awesome_lint.{name}" for name in ("__main__", "online", "server", "testing"))
# Where a stream is closed, there is nothing to hand over.
STAND_IN = """#!{python} -IS
import json, os, socket, sys

with socket.socket(socket.AF_UNIX) as server:
    try:
        for stream in range(3):
            os.fstat(stream)
    except OSError:
        os.execv("{program[0]}", [*{program}, *sys.argv[1:]])
    server.connect("{socket}")
    request = {{"arguments": sys.argv[1:], "folder": os.getcwd(), "environment": dict(os.environ)}}
    payload = json.dumps(request).encode()
    socket.send_fds(server, [len(payload).to_bytes(8, "big")], range(3))
    server.sendall(payload)
    sys.exit(int.from_bytes(server.recv(4), "big", signed=True) % 256)
"""
# What most rules have something to look at in.
SMALL = """# Leaves

## Contents

- [Red](#red)
- [Green](#green)

## Red

1. **Weights of the leaves.** *Ann Lee, Bo Chen, et al.* ICML 2020. [[paper](https://arxiv.org/abs/1710.00001)]
2. **Teh Colours: of leaves.** *Ann Lee & Bo Chen.* ICML 2021. [[paper](http://arxiv.org/pdf/1710.00002)]

## Green

- [Thing](https://github.com/o/n/thing) - Shows leafs , and and others
- [Other](https://github.com/o/m/thing) - Shows leaves.

| Name | Licence |
| --- | --- |
| [Thing](https://example.org/thing) | MIT |
"""


def run(
    arguments: list[str], folder: Path, environment: Mapping[str, str] | None = None, stdin: str = ""
) -> "subprocess.CompletedProcess[str]":
    """Run the program in a folder, with these variables in place of those of this process.

    Raises:
        subprocess.TimeoutExpired: the run does not end.
    """
    variables = {**(os.environ if environment is None else environment), "PYTHONPATH": SOURCES, "PYTHONUTF8": "1"}
    command = [*PROGRAM, *arguments]
    with TemporaryFile() as given, TemporaryFile() as out, TemporaryFile() as err:
        given.write(stdin.encode("utf-8"))
        given.seek(0)
        if CAN_COPY:
            request = json.dumps({"arguments": arguments, "folder": str(folder), "environment": variables})
            status = _ask(request, [given.fileno(), out.fileno(), err.fileno()])
        else:
            done = subprocess.run(
                command, cwd=folder, env=variables, stdin=given, stdout=out, stderr=err, check=False, timeout=LIMIT
            )
            status = done.returncode
        texts = []
        for stream in (out, err):
            stream.seek(0)
            # The name of a file may be any bytes.
            texts.append(stream.read().decode("utf-8", "surrogateescape").replace("\r\n", "\n"))
    return subprocess.CompletedProcess(command, status, *texts)


def _ask(request: str, streams: list[int]) -> int:
    server = _server()
    payload = request.encode("utf-8")
    socket.send_fds(server, [len(payload).to_bytes(8, "big")], streams)
    server.sendall(payload)
    try:
        return int.from_bytes(server.recv(4), "big", signed=True)
    except TimeoutError:
        raise subprocess.TimeoutExpired(request, LIMIT) from None


@cache
def _server() -> socket.socket:
    """Return the way to the process that is copied: one for each process that runs tests."""
    ours = original(__file__, str(_folder() / SOCKET))
    ours.settimeout(LIMIT)
    return ours


@cache
def _folder() -> Path:
    folder = TemporaryDirectory(prefix="awesome-lint-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


@cache
def stand_in() -> Path:
    """Return a folder with a command `awesome-lint` that is a copy, too, for the shells that tests start.

    It is not of the group of processes that its shell began: who sends signals needs a real one.
    """
    folder = _folder()
    server = _server()
    # It answers once it listens.
    server.sendall((0).to_bytes(8, "big"))
    server.recv(4)
    command = folder / "awesome-lint"
    command.write_text(STAND_IN.format(python=sys.executable, socket=folder / SOCKET, program=PROGRAM), encoding="utf-8")
    command.chmod(0o755)
    return folder


def original(script: str, *arguments: str) -> socket.socket:
    """Return the way to a process that runs a script of the tests, which has the other end of it and ends with this process."""
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(
            [sys.executable, script, str(theirs.fileno()), *arguments],
            pass_fds=[theirs.fileno()],
            env={**os.environ, "PYTHONPATH": SOURCES, "PYTHONUTF8": "1"},
            # It stays where it is, whatever becomes of the folder of the test that asked first.
            cwd=Path(__file__).parent,
        )

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


def requests(way: socket.socket, most_streams: int) -> Iterator[tuple[bytes, list[int]]]:
    """Yield what is asked, until nobody holds the other end any more, with the streams that come with it."""
    while True:
        size, streams, _, _ = socket.recv_fds(way, 8, most_streams)
        if not size:
            return
        payload = b""
        while len(payload) < int.from_bytes(size, "big"):
            payload += way.recv(1 << 16)
        yield payload, streams


def _serve(way: socket.socket, path: str) -> None:
    _import_all()
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(path)
    listening.listen()
    waiting: list[int] = []
    asked = requests(way, 3)
    while True:
        ready, _, _ = select([way, listening], [], [])
        waiting = [each for each in waiting if os.waitpid(each, os.WNOHANG) == (0, 0)]
        if listening in ready:
            # One command of a pipeline waits for another: each has a process that waits for it.
            other, _ = listening.accept()
            waiter = os.fork()
            if not waiter:
                way.close()
                listening.close()
                _answer(other, *next(requests(other, 3)))
                os._exit(0)
            waiting.append(waiter)
            other.close()
        if way in ready:
            request = next(asked, None)
            if request is None:
                return
            _answer(way, *request, listening)


def _answer(way: socket.socket, payload: bytes, streams: list[int], *others: socket.socket) -> None:
    """Have a copy do what is asked, and say how it ended; of an empty request, nothing."""
    status = 0
    if payload:
        child = os.fork()
        if not child:
            for each in (way, *others):
                each.close()
            become(json.loads(payload), streams)
        for stream in streams:
            os.close(stream)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    way.sendall(status.to_bytes(4, "big", signed=True))


def _import_all() -> None:
    """Import the program and its rules, and nothing of the folder of the tests."""
    sys.path.remove(str(Path(__file__).parent))
    import awesome_lint

    for module in walk_packages(awesome_lint.__path__, "awesome_lint.", onerror=lambda name: None):
        if not module.name.startswith(LEFT_OUT):
            import_module(module.name)
    from awesome_lint.engine.fixer import fix
    from awesome_lint.engine.linter import lint
    from awesome_lint.parser import parse
    from awesome_lint.registry.rule_set import RuleSet
    from awesome_lint.source import Source

    rules = RuleSet.default()
    lint(parse(Source.from_text(SMALL)), rules)
    fix(Source.from_text(SMALL), rules, unsafe=True)
    # No copy looks through what it shares with all others.
    gc.freeze()


def become(asked: "dict[str, object]", streams: list[int]) -> None:
    """Be the process that was asked for, to its end."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin = open(0, encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115 - open to the end
    sys.stdout = open(1, "w", encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115 - open to the end
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115 - open to the end
    os.environ.clear()
    os.environ.update(asked["environment"])  # type: ignore[call-overload]
    os.chdir(str(asked["folder"]))
    sys.argv = [PROGRAM[-1], *asked["arguments"]]  # type: ignore[misc]
    from awesome_lint.__main__ import main

    main()


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])), sys.argv[2])
