"""Plain command lines, read without click, which takes as long to import as a short list takes to check.

What is not understood here is read by click, so that there is one place for every rarer option, for help and for errors.
"""

import os
from collections.abc import Sequence
from typing import Any

from awesome_lint.cli.options import COMMANDS, COMPLETION, Options

FLAGS: dict[str, tuple[str, bool]] = {
    "--fix": ("fix", True),
    "--interactive": ("interactive", True),
    "--unsafe-fixes": ("unsafe_fixes", True),
    "--no-unsafe-fixes": ("unsafe_fixes", False),
    "--diff": ("diff", True),
    "--add-ignore": ("add_ignore", True),
    "--write-baseline": ("write_baseline", True),
    "--no-baseline": ("no_baseline", True),
    "--isolated": ("isolated", True),
    "--statistics": ("statistics", True),
    "--quiet": ("quiet", True),
    "-q": ("quiet", True),
    "--verbose": ("verbose", True),
    "-v": ("verbose", True),
    "--exit-zero": ("exit_zero", True),
    "--watch": ("watch", True),
    "--any-file": ("any_file", True),
}


def plain(arguments: Sequence[str]) -> Options | None:
    """Return what `check` is asked for by paths, flags and an output format, or None for arguments that say more."""
    if COMPLETION in os.environ or (arguments and arguments[0] in COMMANDS[1:]):
        return None
    chosen: dict[str, Any] = {}
    paths: list[str] = []
    output_format = None
    rest = iter(arguments[1:] if arguments and arguments[0] == COMMANDS[0] else arguments)
    for argument in rest:
        if argument != "-" and argument.startswith("-") and os.path.lexists(argument):
            # A file may be called like an option; which of the two is meant is not guessed.
            return None
        if argument in FLAGS:
            name, value = FLAGS[argument]
            chosen[name] = value
        elif argument == "--output-format":
            from awesome_lint.reporters import FORMATS

            output_format = next(rest, None)
            if output_format not in FORMATS:
                return None
        elif argument.startswith("-") and argument != "-":
            return None
        else:
            paths.append(argument)
    return Options(**chosen, paths=tuple(paths), output_format=output_format)
