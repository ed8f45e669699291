"""What an earlier run of the same command said, if nothing that it looked at has changed since."""

import os
from itertools import islice

from awesome_lint.cache.key import key_of
from awesome_lint.cache.store import FILE, LISTING, folder_for, is_trusted, path_of, state, unpacked

# As `typing` says it, whose import takes longer than all of this.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

STDOUT, STDERR = b"1", b"2"
# As in `cli.options`.
COMPLETION = "_AWESOME_LINT_COMPLETE"


class Said:
    """What a run wrote, piece by piece, each with the number of its stream, and its exit status."""

    __slots__ = ("pieces", "status")

    def __init__(self, status: int, pieces: "Sequence[tuple[bytes, bytes]]") -> None:
        self.status = status
        self.pieces = pieces


class Asked:
    """A command as it was typed, and the place of its result; `key` was taken before anything was looked at."""

    __slots__ = ("arguments", "key", "path")

    def __init__(self, arguments: "Sequence[str]", key: bytes, path: str) -> None:
        self.arguments = tuple(arguments)
        self.key = key
        self.path = path


def asked(arguments: "Sequence[str]") -> Asked | None:
    """Return what is to be remembered of this run, or None where nothing is."""
    try:
        # A file that is called like an option is refused, and a shell that completes a command line is told other things.
        if COMPLETION in os.environ or any(
            argument.startswith("-") and argument != "-" and os.path.lexists(argument) for argument in arguments
        ):
            return None
        folder = folder_for(arguments)
        return Asked(arguments, key_of(arguments), path_of(folder, arguments)) if folder else None
    except (OSError, ValueError):
        return None


def said(run: Asked) -> Said | None:
    """Return what an earlier run said, or None where there was none, or something that it looked at has changed."""
    try:
        if not is_trusted(os.path.dirname(run.path)):
            return None
        with open(run.path, "rb") as file:
            fields = unpacked(file.read())
        if next(fields) != run.key:
            return None
        status, looked_at = int(next(fields)), int(next(fields))
        for _ in range(looked_at):
            kind, path, before = islice(fields, 3)
            if kind not in (FILE, LISTING) or state(kind, path.decode("utf-8", "surrogateescape")) != before:
                return None
        written = list(fields)
        found = Said(status, list(zip(written[::2], written[1::2], strict=True)))
        if any(stream not in (STDOUT, STDERR) for stream, _ in found.pieces):
            return None
        # What is used is kept for longest.
        os.utime(run.path)
        return found
    except (OSError, ValueError, StopIteration):
        return None
