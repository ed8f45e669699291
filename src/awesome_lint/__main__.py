"""The process: `awesome-lint` and `python -m awesome_lint`."""

import atexit
import gc
import os
import sys
from contextlib import suppress


def main() -> None:
    """Run the command line on this process's arguments and exit with its status."""
    # A run makes many tokens and little that is circular, and then ends: collecting costs 5 to 20 % and frees nothing.
    gc.disable()
    status = _run(sys.argv[1:])
    # For the same reason nothing is taken apart at the end, value by value, as Python would; only what others asked for.
    atexit._run_exitfuncs()
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)


def _run(arguments: list[str]) -> int:
    from awesome_lint.arguments import plain
    from awesome_lint.checker import UsageError, check, guarded
    from awesome_lint.console import PROGRAM

    options = plain(arguments)
    if options is not None:
        with suppress(UsageError):
            return guarded(lambda: check(options, (PROGRAM, *arguments)))
    from awesome_lint.cli import run

    return run(arguments)


if __name__ == "__main__":
    main()
