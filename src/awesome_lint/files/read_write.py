"""Which files a run is about, how they are read, and how they are written without ever being left half done."""

import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from awesome_lint.folders import is_below, top_of
from awesome_lint.source import EncodingError, Source

# The names under which GitHub shows a README that is Markdown, the usual one first.
README_NAMES = ("readme.md", "readme.markdown", "readme.mdown", "readme.mkdn", "readme.mkd", "readme")

# How the names of Markdown files end. Files of tools that add a language of their own to it (MDX, R Markdown, Quarto) are left
# out: what the layout knows to be the same is the same on GitHub, not necessarily there.
MARKDOWN = (".md", ".markdown", ".mdown", ".mdwn", ".mkd", ".mkdn", ".mkdown")

STDIN = "<stdin>"

# The usual name of a baseline file.
BASELINE = ".awesome-lint-baseline.json"


LEADS_OUT = "a symbolic link that leads out of the repository"
NO_MARKDOWN = "a symbolic link to a file that is no Markdown by its name"

# How the names of files end that are to take the place of others; what of such a name is begun with, in bytes.
LEFT_OVER = ".awesome-lint.tmp"
MOST_BYTES = 100
# In seconds: what such a file is not touched for where no lock can tell that it is in use.
LONG = 3600

try:
    import fcntl
except ImportError:
    # Windows removes no file that is open.
    fcntl = None  # type: ignore[assignment]


class FileError(Exception):
    """A file cannot be found, read or written; the message names it and what to do. It is as it was."""

    def __init__(self, message: str) -> None:
        super().__init__(in_one_line(message))


class File(Struct, frozen=True):
    """A file as it was read; `path` is None for the standard input."""

    path: Path | None
    data: bytes
    source: Source


class Folder(Struct, frozen=True, eq=False):
    """A folder whose files are looked at when they are asked for, and which notes where it looked."""

    path: Path
    listed: set[str] = field(default_factory=set)
    """The folders whose names were looked through."""
    asked: set[str] = field(default_factory=set)
    """The files that were looked for, and may be there or not."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Folder) and self.path == other.path

    def __hash__(self) -> int:
        return hash(self.path)

    def text(self, *names: str) -> str | None:
        """Return the text of the file below these folders, names in any case, or None where there is none."""
        found = self.path
        try:
            for wanted in names:
                self.listed.add(str(found))
                entries = sorted(entry.name for entry in os.scandir(found) if entry.name.lower() == wanted)
                if not entries:
                    return None
                found /= entries[0]
            self.asked.add(str(found))
            return regular(found).decode("utf-8", "replace")
        except OSError:
            return None

    @property
    def is_top(self) -> bool:
        """Whether it is the top of a repository."""
        return os.path.lexists(self.path / ".git")

    def spelled(self, path: str) -> str | None:
        """Return a path as the files of the repository spell it, names in any case, or nothing where there is no such file.

        None is returned where that cannot be told: the path leads out of the repository, or not all of its files are there.
        """
        top = root(self.path)
        sparse = os.path.join(top, ".git", "info", "sparse-checkout")
        self.asked.add(sparse)
        if os.path.exists(sparse):
            return None
        place = top if path.startswith("/") else os.path.realpath(self.path)
        names: list[str] = []
        for name in path.split("/"):
            self.listed.add(place)
            found = name if name in ("", ".", "..") else _name_in(place, name)
            if found is None:
                return ""
            names.append(found)
            place = os.path.realpath(os.path.join(place, found))
            if place != top and not is_inside(Path(place), top):
                return None
        return "/".join(names)


def _name_in(folder: str, name: str) -> str | None:
    """Return the name of a file or folder in a folder, as it is or in other capitals, or None where there is none."""
    try:
        names = os.listdir(folder)
    except OSError:
        return None
    return name if name in names else next((each for each in sorted(names) if each.lower() == name.lower()), None)


def in_one_line(message: str) -> str:
    """Return a message with escapes for what would end its line, or hide: names and settings in it may be a stranger's."""
    if message.isprintable():
        return message
    from awesome_lint.reporters.text import visible

    return visible(message)


def locate(argument: str) -> Path:
    """Return the one file that an argument means: itself, or the README of a folder. Raises FileError when there is none."""
    path = named(argument)
    return readme(path) if os.path.isdir(path) else path


def named(argument: str) -> Path:
    """Return the path that an argument is. Raises FileError for none, as a variable that is not set makes it in a shell."""
    if not argument:
        raise FileError('"": not a path; name a file, or leave it out for the README of this folder')
    return Path(argument)


def nearest(path: Path, name: str) -> Path | None:
    """Return the file of this name beside the one at `path`, or in the nearest folder above in its repository."""
    folder = os.path.dirname(os.path.abspath(path))
    while True:
        found = os.path.join(folder, name)
        if os.path.isfile(found):
            return Path(found)
        above = os.path.dirname(folder)
        if above == folder or os.path.exists(os.path.join(folder, ".git")):
            return None
        folder = above


def readme(folder: Path) -> Path:
    """Return the README of `folder`. Raises FileError when it has none."""
    try:
        names = [entry.name for entry in os.scandir(folder) if not os.path.isdir(entry.path)]
    except OSError as error:
        raise FileError(f"{shown(folder)}: cannot be listed ({_reason(error)})") from None
    found = readme_among(names)
    if found is None:
        raise FileError(f"{shown(folder)}: no README.md in this folder; name the file to check, as in `awesome-lint LIST.md`")
    if why := astray(folder / found, root(folder)):
        raise FileError(f"{shown(folder / found)}: {why}; name it itself to check it")
    return folder / found


def root(folder: Path) -> str:
    """Return the topmost folder of the repository that a folder is in, or itself where it is in none."""
    return top_of(str(folder)) or os.path.realpath(folder)


def leads_out(path: Path, root: str) -> bool:
    """Whether a path is a symbolic link to what is not below a root, or to what belongs to git: a stranger may have made it."""
    return os.path.islink(path) and not is_inside(path, root)


def astray(path: Path, root: str) -> str:
    """Return why a list that was found, not named, is not taken: it is a link that a stranger may have made. Or nothing."""
    if not os.path.islink(path):
        return ""
    if not is_inside(path, root):
        return LEADS_OUT
    return NO_MARKDOWN if is_markdown(path.name) and not is_markdown(os.path.basename(os.path.realpath(path))) else ""


def is_inside(path: Path, root: str) -> bool:
    """Whether a path, its links followed, is below a root and does not belong to git."""
    target = os.path.realpath(path)
    if not is_below(target, root):
        return False
    return ".git" not in (part.lower() for part in target[len(root) :].split(os.sep))


def readme_among(names: Iterable[str]) -> str | None:
    """Return the name of the file that GitHub shows as the README of a folder with files of these names."""
    spellings = sorted(names)
    for wanted in README_NAMES:
        for name in spellings:
            if name.lower() == wanted:
                return name
    return None


def is_markdown(name: str) -> bool:
    """Whether a file of this name is Markdown."""
    return name.lower().endswith(MARKDOWN) or name.lower() in README_NAMES


def require_markdown(path: Path, remedy: str = "add --any-file to take it for one all the same") -> None:
    """Raise FileError for a file whose name is that of something else, as is that of the file that a link leads to.

    What is no file, a pipe among others, has no name to tell by.
    """
    if not is_markdown(path.name) and os.path.isfile(path) and not is_markdown(os.path.basename(os.path.realpath(path))):
        raise FileError(f"{shown(path)}: not the name of a Markdown file, which ends in .md, .markdown or the like; {remedy}")


def size(path: Path) -> int:
    """Return how many bytes the file has, 0 for one that cannot be asked."""
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


def read(path: Path) -> File:
    """Return the file at `path`. Raises FileError unless it can be read and is UTF-8 text."""
    name = shown(path)
    try:
        data = regular(path)
    except _NoFileError as error:
        raise FileError(f"{name}: {error}, not a file; name a file, or `-` for the standard input") from None
    except FileNotFoundError:
        raise FileError(f"{name}: no such file; check the name, or leave it out for the README of this folder") from None
    except PermissionError:
        raise FileError(f"{name}: no permission to read it; try `chmod u+r {name}`") from None
    except (OSError, ValueError) as error:
        raise FileError(f"{name}: cannot be read ({_reason(error)})") from None
    return File(path, data, replace(_source(data, name), folder=Folder(path.parent)))


def regular(path: Path) -> bytes:
    """Return what a regular file holds, or a pipe that a shell made for us. Raises OSError, also for what might never end."""
    try:
        _require_end(os.stat(path), path)
    except ValueError as error:
        # With a NUL in it, as another file may name it, it is no path.
        raise OSError(errno.EINVAL, str(error), str(path)) from None
    # What has taken its place meanwhile is not waited for either.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as stream:
        _require_end(os.fstat(descriptor), path)
        if hasattr(os, "set_blocking"):
            os.set_blocking(descriptor, True)
        return stream.read()


def read_stdin(name: str = STDIN) -> File:
    """Return the standard input as a file called `name`. Raises FileError unless it is UTF-8 text."""
    data = sys.stdin.buffer.read()
    return File(None, data, _source(data, name))


def write(file: File, data: bytes) -> tuple[str, ...]:
    """Replace the content of `file` as a whole, or not at all, and return what could not be kept of it, for people.

    A symbolic link stays one and its target is written; the mode stays, and owner, group and extended attributes where this is
    allowed. A file with several names has one less: writing it in place could leave it half done. Raises FileError when the
    file is no longer what was read, or cannot be written.
    """
    if file.path is None:
        raise ValueError("the standard input is not a file to write")
    name = shown(file.path)
    try:
        return _replace(name, Path(os.path.realpath(file.path)), file.data, data)
    except PermissionError:
        raise FileError(f"{name}: no permission to write it or its folder; it is unchanged") from None
    except OSError as error:
        raise FileError(f"{name}: cannot be written ({_reason(error)}); it is unchanged") from None


def write_new(path: Path, pieces: Iterable[bytes], is_wanted: Callable[[], bool]) -> None:
    """Write the pieces to a file, as they come, to take the place of what is there once all is written and wanted.

    Raises OSError when that cannot be; what is there then stays.
    """
    target = Path(os.path.realpath(path))
    if os.path.exists(target) and not os.path.isfile(target):
        # A device or a pipe has no place to take.
        with target.open("wb") as stream:
            stream.writelines(pieces)
        return

    def is_ready(temporary: str) -> bool:
        if not is_wanted():
            return False
        _keep_mode(temporary, target)
        return True

    _put(target, pieces, is_ready)


def shown(path: Path) -> str:
    """Return the path as people and tools name it: with slashes, relative to the working directory where it lies below it."""
    absolute = os.path.abspath(path)
    folder = os.getcwd()
    relative = os.path.relpath(absolute, folder) if absolute.startswith(folder.rstrip(os.sep) + os.sep) else str(path)
    name = relative.replace(os.sep, "/")
    # At the start of a line, two colons are a command to GitHub's runner.
    return f"./{name}" if name.startswith(":") else name


def _source(data: bytes, name: str) -> Source:
    try:
        return Source.from_bytes(data, name)
    except EncodingError as error:
        raise FileError(f"{name}: {error}") from None


class _NoFileError(OSError):
    """What it is instead, as the message of an error names it."""


def _require_end(status: os.stat_result, path: Path) -> None:
    """Raise OSError for what is no regular file: it may wait for ever, or never end."""
    mode = status.st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    # `awesome-lint <(command)` names a pipe that is open already.
    is_inherited = str(path).startswith(("/dev/fd/", "/proc/self/fd/")) or str(path) == "/dev/stdin"
    if stat.S_ISFIFO(mode) and not is_inherited:
        raise _NoFileError("a pipe")
    if not stat.S_ISREG(mode) and not stat.S_ISFIFO(mode):
        raise _NoFileError("a socket" if stat.S_ISSOCK(mode) else "a device")


def _replace(name: str, target: Path, before: bytes, after: bytes) -> tuple[str, ...]:
    status = target.stat()
    if not stat.S_ISREG(status.st_mode):
        raise FileError(f"{name}: not a regular file, so it cannot be replaced; use `awesome-lint --fix -` to filter text")
    # Renaming asks only the folder for permission; a file that its owner made read-only is still not ours to replace.
    if not os.access(target, os.W_OK):
        raise FileError(f"{name}: no permission to write it; try `chmod u+w {name}`")
    if not os.access(target.parent, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target.parent))

    lost: list[str] = []

    def is_ready(temporary: str) -> bool:
        lost.extend(f"{name}: {each}" for each in _kept(temporary, target, status))
        if target.read_bytes() != before:
            raise FileError(f"{name}: changed by someone else during the run; it is left as it is, run awesome-lint again")
        return True

    _put(target, (after,), is_ready)
    return tuple(lost)


def _put(target: Path, pieces: Iterable[bytes], is_ready: Callable[[str], bool]) -> None:
    """Write the pieces to a file beside the target, to take its place if that file, whose path is given, is ready for it."""
    _clean(target.parent)
    descriptor, temporary = _made(target)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.writelines(pieces)
            stream.flush()
            os.fsync(stream.fileno())
            if fcntl is not None:
                # While it is open it is known to be in use.
                is_put = _took_place(temporary, target, is_ready)
        if fcntl is None:
            # Windows renames nothing that is open.
            is_put = _took_place(temporary, target, is_ready)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    if is_put:
        _sync_folder(target.parent)


def _took_place(temporary: str, target: Path, is_ready: Callable[[str], bool]) -> bool:
    if not is_ready(temporary):
        os.unlink(temporary)
        return False
    os.replace(temporary, target)
    return True


def _made(target: Path) -> tuple[int, str]:
    """Return a new file beside the target, open and locked, and its path."""
    import tempfile

    # 255 bytes are the most for a name, fewer where names are encrypted; how many characters that are depends on them.
    stem = os.fsencode(target.name)[:MOST_BYTES].decode("utf-8", "ignore")
    while True:
        descriptor, path = tempfile.mkstemp(prefix=f".{stem}.", suffix=LEFT_OVER, dir=target.parent)
        if _locked(descriptor) is not False and _is_at(descriptor, path):
            return descriptor, path
        # Another process was quicker and took it for one that was left over.
        os.close(descriptor)


@cache
def _clean(folder: Path) -> None:
    """Remove what a process of ours that was killed has left in a folder; one that lives holds a lock on its own."""
    with suppress(OSError):
        for entry in os.scandir(folder):
            if entry.name.startswith(".") and entry.name.endswith(LEFT_OVER):
                with suppress(OSError):
                    _remove_left_over(entry.path)


def _remove_left_over(path: str) -> None:
    if fcntl is None:
        if time.time() - os.lstat(path).st_mtime > LONG:
            os.unlink(path)
        return
    descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        status = os.fstat(descriptor)
        is_ours = stat.S_ISREG(status.st_mode) and status.st_nlink == 1 and status.st_uid == os.geteuid()
        if is_ours and _locked(descriptor) and _is_at(descriptor, path):
            os.unlink(path)
    finally:
        os.close(descriptor)


def _locked(descriptor: int) -> bool | None:
    """Whether no other process holds a lock on the file, which this one then does; None where there are no locks."""
    if fcntl is None:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _is_at(descriptor: int, path: str) -> bool:
    """Whether the open file is still the one of this name."""
    if fcntl is None:
        return True
    try:
        return os.path.samestat(os.fstat(descriptor), os.lstat(path))
    except FileNotFoundError:
        return False


def _keep_mode(temporary: str, target: Path) -> None:
    """Give a new file the mode of the one that it replaces, or that of any new file."""
    if os.path.exists(target):
        os.chmod(temporary, stat.S_IMODE(target.stat().st_mode))
    else:
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)


def _kept(temporary: str, target: Path, status: os.stat_result) -> Iterator[str]:
    """Give a new file what the target has beside its text, and yield what it cannot have."""
    mode = stat.S_IMODE(status.st_mode)
    if hasattr(os, "chown"):
        try:
            os.chown(temporary, status.st_uid, status.st_gid)
        except PermissionError:
            # A file may be given to a group that one is in, if not to its owner.
            with suppress(PermissionError):
                os.chown(temporary, -1, status.st_gid)
        now = os.stat(temporary)
        if now.st_uid != status.st_uid:
            mode &= ~stat.S_ISUID
            yield "its owner could not be kept; it is yours now"
        if now.st_gid != status.st_gid:
            # What its group was allowed to do is nothing that another one should be.
            mode &= ~(stat.S_ISGID | stat.S_IWGRP)
            yield "its group could not be kept; give it back with `chgrp`"
    os.chmod(temporary, mode)
    # After the mode, which an access control list is a part of.
    if missing := _without_attributes(temporary, target):
        yield f"its extended attributes could not be kept ({', '.join(missing)})"
    if status.st_nlink > 1:
        others = status.st_nlink - 1
        names = "another name (a hard link) that keeps" if others == 1 else f"{others} other names (hard links) that keep"
        yield f"it has {names} the old text; use symbolic links for one file with several names"


def _without_attributes(temporary: str, target: Path) -> list[str]:
    """Copy the extended attributes of the target, where the system has them, and return those that could not be."""
    if sys.platform != "linux":
        return []
    try:
        names = os.listxattr(target)
    except OSError:
        return []
    missing: list[str] = []
    for name in names:
        try:
            value = os.getxattr(target, name)
            if name in os.listxattr(temporary) and os.getxattr(temporary, name) == value:
                continue
            os.setxattr(temporary, name, value)
        except OSError:
            missing.append(name)
    return missing


def _sync_folder(folder: Path) -> None:
    """Make the renaming last; the file itself is whole either way, so a system that cannot do this is no error."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, OSError):
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            return f"the disk or quota is full: {error.strerror}; make room and run awesome-lint again"
        if error.strerror:
            return error.strerror
    return str(error)
