"""Runs again whenever a list or its settings change, until it is interrupted."""

import gc
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NoReturn

from msgspec import Struct

CLEAR = "\x1b[2J\x1b[3J\x1b[H"

# In milliseconds: how long a change may go on before it is looked at, and how long nothing has to happen. An editor that writes
# by renaming needs several steps.
PATIENCE, STEP = 400, 50


class WatchError(Exception):
    """What is needed to watch files is missing; the message says what to do."""


class Watched(Struct, frozen=True):
    """What a run depends on."""

    files: tuple[Path, ...]
    """Those there are, and those that would matter if there were."""
    folders: tuple[Path, ...]
    """Those in which further files may appear."""


# What the extra `watch` asks for; it can be installed beside awesome-lint wherever that came from.
NEEDS = "watchfiles>=1,<2"
# The content of files, by their real paths: a number that changes with it, or None where there is no such file.
State = Mapping[str, int | None]


def watch(run: Callable[[], State], watched: Callable[[], Watched], *, quiet: bool) -> NoReturn:
    """Run, and again at each change of what is watched; ends by KeyboardInterrupt. Raises WatchError.

    `run` returns what it has written itself, which is no change.
    """
    try:
        import watchfiles
    except ImportError:
        raise WatchError(f"--watch needs watchfiles; install it with `pip install '{NEEDS}'`") from None

    # A run is meant to end soon, and frees nothing by itself; this one goes on.
    gc.enable()
    while True:
        before = state(watched().files)
        if sys.stdout.isatty():
            sys.stdout.write(CLEAR)
            sys.stdout.flush()
        expected = {**before, **run()}
        sys.stdout.flush()
        gc.collect()
        if not quiet:
            sys.stderr.write("Watching for changes; end with Ctrl-C.\n")
            sys.stderr.flush()
        while state((now := watched()).files) == expected:
            folders = _folders(now)
            changes = watchfiles.watch(
                *folders,
                watch_filter=None,
                recursive=False,
                debounce=PATIENCE,
                step=STEP,
                rust_timeout=500,
                yield_on_timeout=True,
            )
            # What happened before it was watched is not told by any change, so that the first look is at nothing in particular.
            for _ in changes:
                now = watched()
                if state(now.files) != expected or _folders(now) != folders:
                    break
            changes.close()


def state(files: Iterable[Path]) -> dict[str, int | None]:
    """Return what is in the files now."""
    return {os.path.realpath(path): _content(path) for path in files}


def number(data: bytes) -> int:
    """Return what stands for this content in a state."""
    return hash(data)


def _content(path: Path) -> int | None:
    try:
        return number(path.read_bytes())
    except (OSError, ValueError):
        return None


def _folders(watched: Watched) -> list[str]:
    folders = {os.path.realpath(folder) for folder in watched.folders}
    for path in watched.files:
        # The folder of a link, and that of what it leads to.
        folders |= {os.path.dirname(os.path.abspath(path)), os.path.dirname(os.path.realpath(path))}
    return sorted(folder for folder in folders if os.path.isdir(folder))
