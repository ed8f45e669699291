"""Where results are kept, and how: a file for each command in each folder, with all that its run looked at.

A result is a row of fields, each with its length before it, and a sum of all: the key; the exit status; for each thing looked
at its kind, its path and its state; and what was written, piece by piece. Nothing of a file is executed or imported.
"""

import os
import stat
import sys
import zlib

from awesome_lint.folders import is_below, top_of

# As `typing` says it, whose import takes longer than all of this.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FOLDER_VARIABLE, OFF_VARIABLE = "AWESOME_LINT_CACHE_DIR", "AWESOME_LINT_NO_CACHE"
FOLDER_OPTION, OFF_OPTION = "--cache-dir", "--no-cache"
SUFFIX = ".result"
# Bytes: of all results together, and of what one run may say.
MOST_KEPT, MOST_SAID = 32 << 20, 4 << 20
# The first line of the file that tells programs that make backups what a folder is: https://bford.info/cachedir/
TAG_NAME, TAG = "CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n"

FILE, LISTING = b"file", b"listing"
ABSENT, OTHER, REGULAR = b"-", b"?", b"+"


def state(kind: bytes, path: str) -> bytes:
    """Return all that a run can tell of a path: the bytes of a file, or the names in a folder and where links lead."""
    try:
        if kind == LISTING:
            with os.scandir(path) as entries:
                names = sorted(entry.name + ("\0" + os.readlink(entry.path) if entry.is_symlink() else "") for entry in entries)
            return REGULAR + "\n".join(names).encode("utf-8", "surrogateescape")
        if not stat.S_ISREG(os.stat(path).st_mode):
            return OTHER
        with open(path, "rb") as file:
            return REGULAR + file.read()
    except FileNotFoundError:
        return ABSENT
    except (OSError, ValueError):
        return OTHER


def packed(fields: "Iterable[bytes]") -> bytes:
    """Return fields as one row of bytes, with a sum that tells whether it is whole."""
    row = b"".join(b"%d:%b" % (len(field), field) for field in fields)
    return b"%08x%b" % (zlib.crc32(row), row)


def unpacked(data: bytes) -> "Iterator[bytes]":
    """Yield the fields of a row. Raises ValueError for what is none."""
    position = 8
    if int(data[:position], 16) != zlib.crc32(data[position:]):
        raise ValueError("the row is not whole")
    while position < len(data):
        colon = data.index(b":", position, position + 20)
        end = colon + 1 + int(data[position:colon])
        yield data[colon + 1 : end]
        position = end


def folder_for(arguments: "Sequence[str]") -> str | None:
    """Return the folder of the results, or None where none are to be kept: what a checkout could hold is not believed.

    `arguments` are what was typed; what stands behind `--cache-dir` among them, or in a variable, goes before the default.
    """
    typed = list(arguments[: arguments.index("--")] if "--" in arguments else arguments)
    if OFF_OPTION in typed or os.environ.get(OFF_VARIABLE):
        return None
    folder = os.environ.get(FOLDER_VARIABLE) or default_folder()
    for index, argument in enumerate(typed):
        if argument == FOLDER_OPTION and index + 1 < len(typed):
            folder = typed[index + 1]
        elif argument.startswith(FOLDER_OPTION + "="):
            folder = argument[len(FOLDER_OPTION) + 1 :]
    if not folder:
        return None
    places = [os.curdir, *(argument for argument in typed if not argument.startswith("-") and os.path.lexists(argument))]
    return None if is_within(folder, places) else os.path.realpath(folder)


def is_within(folder: str, places: "Iterable[str]") -> bool:
    """Whether a folder is in a repository that one of the places is in, links followed."""
    folder = os.path.realpath(folder)
    tops = {top for place in places if (top := top_of(place)) is not None}
    return any(folder == top or is_below(folder, top) for top in tops)


def default_folder() -> str:
    """Return the folder where programs of this system keep what they can make anew."""
    home = os.path.expanduser("~")
    if os.name == "nt":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.join(home, "Library", "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "")
        base = base if os.path.isabs(base) else os.path.join(home, ".cache")
    return os.path.join(base, "awesome-lint") if os.path.isabs(base) else ""


def is_trusted(folder: str) -> bool:
    """Whether nobody else can have written into a folder. Raises OSError where there is none."""
    status = os.stat(folder)
    return not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH))


def path_of(folder: str, arguments: "Sequence[str]") -> str:
    """Return where the result of a command is kept; two that share a place take turns, as each has its whole key in it."""
    name = "\0".join((os.getcwd(), *arguments)).encode("utf-8", "surrogateescape")
    return os.path.join(folder, f"{zlib.crc32(name):08x}{zlib.adler32(name):08x}{SUFFIX}")


def keep(path: str, data: bytes) -> None:
    """Write a result in one step, and drop those that were not used for longest where all take too much. Raises OSError."""
    folder = os.path.dirname(path)
    if not os.path.isdir(folder):
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with open(os.path.join(folder, TAG_NAME), "w", encoding="ascii") as tag:
            tag.write(TAG)
    if not is_trusted(folder):
        return
    temporary = f"{path}.{os.getpid()}"
    try:
        with open(temporary, "xb") as file:
            file.write(data)
        os.replace(temporary, path)
    finally:
        if os.path.lexists(temporary):
            os.unlink(temporary)
    _drop(folder)


def _drop(folder: str) -> None:
    with os.scandir(folder) as entries:
        kept = sorted((entry.stat().st_mtime_ns, entry.stat().st_size, entry.path) for entry in entries if SUFFIX in entry.name)
    total = sum(size for _, size, _ in kept)
    for _, size, path in kept:
        if total <= MOST_KEPT:
            return
        os.unlink(path)
        total -= size
