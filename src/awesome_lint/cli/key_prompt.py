"""Questions on a terminal, each answered with one key."""

import os
import sys

ESCAPE, END_OF_TEXT, END_OF_INPUT = "\x1b", "\x03", "\x04"
# Bytes of what one key may send after its first, as arrows do.
LONGEST = 32


def ask(question: str) -> str:
    """Show a question and return the key that is pressed. Raises EOFError and KeyboardInterrupt as the keys for these do."""
    try:
        key = _pressed(question)
        if key == END_OF_INPUT:
            raise EOFError
        if key == END_OF_TEXT:
            raise KeyboardInterrupt
    except BaseException:
        show("")
        raise
    show(key if key.isprintable() else "")
    return key


def show(line: str, end: str = "\n") -> None:
    sys.stdout.write(f"{line}{end}")
    sys.stdout.flush()


def _pressed(question: str) -> str:
    if sys.platform == "win32":
        import click

        show(question, end="")
        return click.getchar()
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    # What was typed ahead is an answer, too, so nothing is thrown away.
    tty.setcbreak(terminal, termios.TCSADRAIN)
    try:
        show(question, end="")
        key = os.read(terminal, 1).decode("latin-1") or END_OF_INPUT
        if key == ESCAPE:
            _skip(terminal)
        return key
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _skip(terminal: int) -> None:
    """Take the rest of a key that sends more than one byte: none of them is an answer."""
    from select import select

    if select([terminal], [], [], 0.01)[0]:
        os.read(terminal, LONGEST)
