"""Which runs of `check` are remembered, and all that one looked at besides the program itself."""

import os
import sys
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from awesome_lint.cli.check_file import Configured, Outcome
from awesome_lint.cli.options import CLEAN, DIAGNOSTICS, Options

if TYPE_CHECKING:
    from awesome_lint.cache.memory import Asked
    from awesome_lint.cache.recording import Recording


def recording(options: Options, run: "Asked | None") -> "Recording | None":
    """Return what writes down a run, or None for one that depends on more than files, or writes some."""
    others = options.reads_stdin or options.since is not None or options.interactive or options.verbose
    writes = options.add_ignore or options.write_baseline or options.output_file is not None or options.report
    # Below folders, and by globs, files may come that nobody named.
    is_named = all(map(os.path.isfile, options.paths))
    is_plain = isinstance(sys.stdout, TextIOWrapper) and isinstance(sys.stderr, TextIOWrapper)
    if run is None or others or writes or not is_named or not is_plain:
        return None
    from awesome_lint.cli.ci_job import has_page

    if has_page():
        return None
    from awesome_lint.cache.recording import Recording

    return Recording(run)


def keep(said: "Recording", status: int, outcomes: Sequence[Outcome], configured: Configured) -> None:
    """Keep what a run said, where the next would say the same."""
    from awesome_lint.files.read_write import Folder
    from awesome_lint.registry.plugins import is_any_installed

    options = configured.options
    # How far a run has come is shown on a terminal.
    shows_progress = len(outcomes) > 1 and sys.stderr.isatty()
    wrote = any(outcome.is_changed for outcome in outcomes) and not options.diff
    # Nobody knows what the rules of others look at.
    if status not in (CLEAN, DIAGNOSTICS) or wrote or shows_progress or is_any_installed():
        return
    read = [(str(outcome.file.path), outcome.file.data) for outcome in outcomes if outcome.file.path is not None]
    folders = [outcome.file.source.folder for outcome in outcomes if isinstance(outcome.file.source.folder, Folder)]
    said.keep(
        status,
        read,
        {*_files(configured, outcomes), *(path for folder in folders for path in folder.asked)},
        {*([] if options.paths else [os.curdir]), *(path for folder in folders for path in folder.listed)},
    )


def _files(configured: Configured, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield the files that say, or would if they were there, what holds for the lists, and which lists there are."""
    from awesome_lint.files.read_write import BASELINE
    from awesome_lint.settings.files import consulted

    lists = [outcome.file.path for outcome in outcomes if outcome.file.path is not None]
    yield from map(str, consulted(configured.files, lists))
    for stated in (configured.options.baseline, *(outcome.settings.baseline for outcome in outcomes)):
        if stated is not None:
            yield str(stated)
    for path in (*lists, Path("README.md")):
        for place in Path(os.path.abspath(path)).parents:
            yield from (str(place / name) for name in (BASELINE, ".git", ".gitignore"))
            if os.path.exists(place / ".git"):
                yield str(place / ".git" / "info" / "exclude")
                break
