"""What tells runs apart: the program, what was typed, where, and what of the environment can change a report."""

import os
import sys

from awesome_lint import __version__

# As `typing` says it, whose import takes longer than all of this.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# What is read of the environment, here and by Python: colour, width, language, what runs this, where git looks.
HEARD = frozenset({"NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS", "LINES", "CI", "LANG", "LANGUAGE", "HOME", "USERPROFILE"})
HEARD_PREFIXES = (
    "LC_",
    "PYTHON",
    "GIT_",
    "GITHUB_",
    "XDG_",
    "TF_BUILD",
    "TEAMCITY_",
    "CI_PROJECT_DIR",
    "BUILD_SOURCESDIRECTORY",
    "AWESOME_LINT_",
)


def key_of(arguments: "Sequence[str]") -> bytes:
    """Return what another run has to share with this one to say the same of the same files. Raises OSError, ValueError."""
    pieces = [
        __version__,
        sys.version,
        sys.executable,
        os.getcwd(),
        *arguments,
        "",
        *_environment(),
        "",
        *_streams(),
        "",
        *_program(),
    ]
    return "\0".join(pieces).encode("utf-8", "surrogateescape")


def _environment() -> "Iterator[str]":
    for name, value in sorted(os.environ.items()):
        if name in HEARD or name.startswith(HEARD_PREFIXES):
            yield f"{name}={value}"


def _streams() -> "Iterator[str]":
    """Yield how wide each stream is, where it is a terminal."""
    for number in range(3):
        try:
            yield str(os.get_terminal_size(number).columns)
        except (OSError, ValueError):
            yield "-"


def _program() -> "Iterator[str]":
    """Yield the state of our files, and of the folders that packages are installed in.

    Whatever is installed, updated or removed there changes the folder; of a checkout, files may change and leave it as it was.
    """
    for folder in sys.path:
        try:
            yield f"{folder} {os.stat(folder or os.curdir).st_mtime_ns}"
        except OSError:
            yield folder
    folders = [os.path.dirname(os.path.dirname(__file__))]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        folders.append(entry.path)
                else:
                    status = entry.stat()
                    yield f"{entry.path} {status.st_size} {status.st_mtime_ns}"
