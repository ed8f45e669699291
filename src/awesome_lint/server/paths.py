"""Files and how clients name them: `file:///home/ann/list/README.md`."""

import os
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from awesome_lint.patterns import lazy

DRIVE = lazy(r"/[A-Za-z]:", re.ASCII)


def path_of(uri: str) -> Path | None:
    """Return the path of a file, or None for what is none, such as a text that was never saved."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    # Names need not be UTF-8.
    path = unquote(parts.path, errors="surrogateescape")
    if parts.scheme != "file" or not path or "\0" in path:
        return None
    if parts.netloc not in ("", "localhost"):
        path = f"//{parts.netloc}{path}"
    elif os.name == "nt" and DRIVE.match(path):
        path = path[1:]
    return Path(path)


def uri_of(path: Path) -> str:
    """Return how a client names the file."""
    return Path(os.path.abspath(path)).as_uri()


State = tuple[int, int] | None
"""What changes when a file or folder does; None where there is none."""


def state(path: str | Path) -> State:
    """Return what tells whether a file or folder has changed."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size
