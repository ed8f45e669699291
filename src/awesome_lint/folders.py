"""Where a repository begins, and what is in it, by the names of folders alone."""

import os


def top_of(path: str) -> str | None:
    """Return the topmost folder of the repository that a path is in, links followed, or None where it is in none."""
    place = os.path.realpath(path)
    while not os.path.lexists(os.path.join(place, ".git")):
        parent = os.path.dirname(place)
        if parent == place:
            return None
        place = parent
    return place


def is_below(path: str, top: str) -> bool:
    """Whether a path, which has no links in it, is below a folder."""
    return path.startswith(top.rstrip(os.sep) + os.sep)
