"""Plain command lines, read without click, which takes as long to import as a short list takes to check.

What is not understood here is read by click, so that there is one place for every rarer option, for help and for errors.
"""

import os
from collections.abc import Sequence

from awesome_lint.checker import COMMANDS, COMPLETION, Options

FLAGS: dict[str, tuple[str, bool]] = {
    "--fix": ("fix", True),
    "--unsafe-fixes": ("unsafe_fixes", True),
    "--no-unsafe-fixes": ("unsafe_fixes", False),
    "--diff": ("diff", True),
    "--isolated": ("isolated", True),
    "--statistics": ("statistics", True),
    "--quiet": ("quiet", True),
    "-q": ("quiet", True),
    "--verbose": ("verbose", True),
    "-v": ("verbose", True),
    "--exit-zero": ("exit_zero", True),
}


def plain(arguments: Sequence[str]) -> Options | None:
    """Return what `check` is asked for by paths, flags and an output format, or None for arguments that say more."""
    if COMPLETION in os.environ or (arguments and arguments[0] in COMMANDS[1:]):
        return None
    chosen: dict[str, bool] = {}
    paths: list[str] = []
    output_format = None
    rest = iter(arguments[1:] if arguments and arguments[0] == COMMANDS[0] else arguments)
    for argument in rest:
        if argument in FLAGS:
            name, value = FLAGS[argument]
            chosen[name] = value
        elif argument == "--output-format":
            from awesome_lint.settings import OUTPUT_FORMATS

            output_format = next(rest, None)
            if output_format not in OUTPUT_FORMATS:
                return None
        elif argument.startswith("-") and argument != "-":
            return None
        else:
            paths.append(argument)
    return Options(
        paths=tuple(paths),
        fix=chosen.get("fix", False),
        unsafe_fixes=chosen.get("unsafe_fixes"),
        diff=chosen.get("diff", False),
        select=(),
        extend_select=(),
        ignore=(),
        config=None,
        isolated=chosen.get("isolated", False),
        output_format=output_format,
        output_file=None,
        statistics=chosen.get("statistics", False),
        color="auto",
        stdin_filename=None,
        exit_zero=chosen.get("exit_zero", False),
        quiet=chosen.get("quiet", False),
        verbose=chosen.get("verbose", False),
    )
