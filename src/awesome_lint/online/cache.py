"""What was answered, kept from one run to the next, and who is asking which host just now.

SQLite, a row for each request, none of them executable: what is read back is decoded into the same values or is dropped.
Several processes may use one file: each answer is written in one step as it arrives, so that a process may be killed at any
moment; and the times at which hosts may be asked again are kept here too, so that two runs at once are as polite as one.
"""

import errno
import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

import msgspec
from msgspec.structs import replace

from awesome_lint.online.exchange import DAY, Exchange, Request

NAME = "online.sqlite"
VERSION = 1
# Bytes of the whole file, and seconds after which an answer is worth nothing to anybody.
MOST_KEPT, OLDEST = 128 << 20, 365 * DAY
# Seconds to wait for another process that writes.
PATIENCE = 30.0
IN_MEMORY = ":memory:"

TABLES = """
CREATE TABLE IF NOT EXISTS answers (key BLOB PRIMARY KEY, asked_at INTEGER NOT NULL, answer BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS hosts (host TEXT PRIMARY KEY, free_at REAL NOT NULL, why TEXT NOT NULL) WITHOUT ROWID;
"""


# What stands for the request of an answer that is kept: whoever asks has that in hand.
ANY = Request("")


class Cache:
    """The answers of earlier runs."""

    def __init__(self, path: str = IN_MEMORY) -> None:
        """Open the file, or make it; one that is none of ours is set aside, which `set_aside` then names. Raises OSError."""
        self.set_aside = ""
        self.path = path
        try:
            self._connection = _opened(path)
        except sqlite3.OperationalError as error:
            # It is whole, as far as anybody can tell: the folder is not to be written to, or another process holds it for long.
            raise OSError(errno.EACCES, str(error), path) from None
        except sqlite3.DatabaseError:
            self.set_aside = f"{path}.unreadable"
            os.replace(path, self.set_aside)
            for beside in (f"{path}-wal", f"{path}-shm"):
                if os.path.exists(beside):
                    os.unlink(beside)
            self._connection = _opened(path)

    def answer(self, request: Request) -> Exchange | None:
        """Return what was answered last, or None where it was never asked."""
        found = self._connection.execute("SELECT answer FROM answers WHERE key = ?", (_key(request),)).fetchone()
        if found is None:
            return None
        try:
            kept = msgspec.msgpack.decode(zlib.decompress(found[0]), type=Exchange)
        except (msgspec.MsgspecError, zlib.error):
            return None
        return replace(kept, request=request, is_kept=True)

    def keep(self, exchange: Exchange) -> Exchange:
        """Keep an answer, and return it with what is known from earlier ones: since when the thing is gone."""
        earlier = self.answer(exchange.request)
        exchange = replace(exchange, gone_since=_gone_since(exchange, earlier))
        data = zlib.compress(msgspec.msgpack.encode(replace(exchange, request=ANY)))
        with self._connection:
            self._connection.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", (_key(exchange.request), exchange.asked_at, data)
            )
        return exchange

    def lease(self, host: str, now: float, until: float) -> tuple[float, str] | None:
        """Keep others from asking a host until then; return when it is free, and why it is not, where somebody else was first.

        Times are those of the wall clock, which several processes share.
        """
        with self._alone():
            found: tuple[float, str] | None = self._connection.execute(
                "SELECT free_at, why FROM hosts WHERE host = ?", (host,)
            ).fetchone()
            if found is not None and found[0] > now:
                return found
            self._connection.execute("INSERT OR REPLACE INTO hosts VALUES (?, ?, ?)", (host, until, ""))
        return None

    def release(self, host: str, free_at: float, why: str = "") -> None:
        """Say from when on a host may be asked again, and why that is late."""
        with self._connection:
            self._connection.execute("INSERT OR REPLACE INTO hosts VALUES (?, ?, ?)", (host, free_at, why))

    def close(self, now: float) -> None:
        """Drop what is too old, or too much, and close the file."""
        with self._connection:
            self._connection.execute("DELETE FROM answers WHERE asked_at < ?", (now - OLDEST,))
            self._connection.execute("DELETE FROM hosts WHERE free_at < ?", (now,))
        if self._size() > MOST_KEPT:
            with self._connection:
                self._connection.execute(
                    "DELETE FROM answers WHERE key IN (SELECT key FROM answers ORDER BY asked_at "
                    "LIMIT (SELECT count(*) / 2 FROM answers))"
                )
            self._connection.execute("VACUUM")
        self._connection.close()

    def _size(self) -> int:
        (pages,) = self._connection.execute("PRAGMA page_count").fetchone()
        (size,) = self._connection.execute("PRAGMA page_size").fetchone()
        return int(pages) * int(size)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        with self._connection:
            yield


def _opened(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=PATIENCE)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        # A crash of the machine may lose the last answers, never the file.
        connection.execute("PRAGMA synchronous = NORMAL")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version not in (0, VERSION):
            raise sqlite3.DatabaseError(f"version {version}")
        connection.executescript(f"{TABLES} PRAGMA user_version = {VERSION};")
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _key(request: Request) -> bytes:
    return sha256(request.key.encode("utf-8", "surrogatepass")).digest()


def _gone_since(exchange: Exchange, earlier: Exchange | None) -> int:
    """Return since when a thing is gone. What could not be asked says nothing, so that what was known before still holds."""
    before = earlier.gone_since if earlier is not None else 0
    if exchange.is_gone:
        return before or exchange.asked_at
    return 0 if exchange.is_good else before
