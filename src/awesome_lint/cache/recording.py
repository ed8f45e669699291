"""Writes down what a run says while it says it, and what it looked at."""

import io
import os
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, TextIO

from awesome_lint.cache.memory import STDERR, STDOUT, Asked
from awesome_lint.cache.store import FILE, LISTING, MOST_SAID, REGULAR, keep, packed, state


class Recording:
    """What a run says from here on, on both streams; use it as a context, then `keep` it."""

    def __init__(self, run: Asked) -> None:
        self.run = run
        self.began = time.time_ns()
        self.pieces: list[tuple[bytes, bytes]] = []
        self.size = 0
        self._streams = sys.stdout, sys.stderr

    def __enter__(self) -> "Recording":
        sys.stdout, sys.stderr = self._heard(sys.stdout, STDOUT), self._heard(sys.stderr, STDERR)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        ours = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = self._streams
        if kind is None:
            for stream in ours:
                stream.flush()

    def _heard(self, stream: TextIO, number: bytes) -> TextIO:
        stream.flush()
        heard: Any = _Heard(stream.buffer, number, self)
        return io.TextIOWrapper(
            heard,
            encoding=stream.encoding,
            errors=stream.errors,
            line_buffering=stream.isatty(),
        )

    def hear(self, number: bytes, data: bytes) -> None:
        """Note what is written to a stream."""
        self.size += len(data)
        if self.size > MOST_SAID:
            self.pieces.clear()
        elif self.pieces and self.pieces[-1][0] == number:
            self.pieces[-1] = number, self.pieces[-1][1] + data
        else:
            self.pieces.append((number, data))

    def keep(self, status: int, read: Iterable[tuple[str, bytes]], files: Iterable[str], folders: Iterable[str]) -> None:
        """Keep what was said, unless it cannot be kept, which is no one's trouble.

        `read` are the files that were read, with their bytes; `files` and `folders` others that were looked for and in.
        """
        if self.size > MOST_SAID:
            return
        with suppress(OSError, ValueError):
            looked_at: dict[tuple[bytes, str], bytes] = {}
            for kind, paths in ((FILE, files), (LISTING, folders)):
                for path in paths:
                    if self._is_settled(path):
                        looked_at[kind, os.path.abspath(path)] = state(kind, path)
                    else:
                        return
            for path, data in read:
                looked_at[FILE, os.path.abspath(path)] = REGULAR + data
            fields = [self.run.key, b"%d" % status, b"%d" % len(looked_at)]
            for (kind, path), found in looked_at.items():
                fields += kind, path.encode("utf-8", "surrogateescape"), found
            for piece in self.pieces:
                fields += piece
            keep(self.run.path, packed(fields))

    def _is_settled(self, path: str) -> bool:
        """Whether a path is as it was when the run began, as far as its time tells."""
        try:
            return os.stat(path).st_mtime_ns < self.began
        except FileNotFoundError:
            return True


class _Heard(io.RawIOBase):
    """A stream of bytes, all of which are noted once they are written."""

    def __init__(self, stream: Any, number: bytes, recording: Recording) -> None:
        self._stream = stream
        self._number = number
        self._recording = recording

    def write(self, data: Any) -> int:
        written = self._stream.write(data)
        self._recording.hear(self._number, bytes(data))
        return int(written)

    def flush(self) -> None:
        self._stream.flush()

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return bool(self._stream.isatty())

    def fileno(self) -> int:
        return int(self._stream.fileno())

    def close(self) -> None:
        """Nothing: the stream is closed by who opened it."""
