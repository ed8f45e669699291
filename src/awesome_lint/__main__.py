"""The process: `awesome-lint` and `python -m awesome_lint`."""

import atexit
import gc
import os
import sys
from io import TextIOWrapper

# As `typing` says it, whose import takes longer than all of this.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

# As a shell reports what ended by SIGINT.
INTERRUPTED = 130


def main() -> None:
    """Run the command line on this process's arguments and exit with its status."""
    # A run makes many tokens and little that is circular, and then ends: collecting costs 5 to 20 % and frees nothing.
    gc.disable()
    # Streams that were closed, as a shell does with `>&-`, are None; what is opened next would take their place.
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    try:
        status = _run(sys.argv[1:])
    except KeyboardInterrupt:
        # While modules are imported; later on, `status_of` answers.
        status = INTERRUPTED
    # For the same reason nothing is taken apart at the end, value by value, as Python would; only what others asked for.
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        pass
    os._exit(status)


def _nowhere() -> TextIOWrapper:
    return open(os.devnull, "w", encoding="utf-8")


def _run(arguments: list[str]) -> int:
    if len(arguments) == 1 and arguments[0].startswith("-"):
        from awesome_lint.cli.version_and_help import answer

        text = answer(arguments[0])
        if text is not None:
            return _say([(sys.stdout, text.encode(sys.stdout.encoding, "backslashreplace"))], 0)
    from awesome_lint.cache import memory

    asked = memory.asked(arguments)
    said = memory.said(asked) if asked else None
    if said is not None:
        return _say(
            [(sys.stdout if number == memory.STDOUT else sys.stderr, data) for number, data in said.pieces], said.status
        )
    from awesome_lint.cli.commands import run

    return run(arguments, asked)


def _say(pieces: "Iterable[tuple[TextIO, bytes]]", status: int) -> int:
    try:
        for stream, data in pieces:
            stream.buffer.write(data)
            stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        from awesome_lint.cli.console import tell_unwritable
        from awesome_lint.cli.options import FAILED

        tell_unwritable(error)
        return FAILED
    return status


def _leave_folder() -> None:
    """Import nothing from the working directory, which `python -m` looks in first: it may be a checkout of a stranger's."""
    is_safe = sys.flags.isolated or getattr(sys.flags, "safe_path", False)
    if not is_safe and sys.path and sys.path[0] in ("", os.getcwd()):
        del sys.path[0]


if __name__ == "__main__":
    _leave_folder()
    main()
