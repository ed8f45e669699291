"""Questions on a terminal, each answered with one key."""

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

ESCAPE, END_OF_TEXT, END_OF_INPUT = "\x1b", "\x03", "\x04"
# Bytes of what one key may send after its first, as arrows do.
LONGEST = 32
# What is where in the attributes of a terminal.
LOCAL, CHARACTERS = 3, 6


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

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    off = bytes([os.fpathconf(terminal, "PC_VDISABLE")])
    interrupt = before[CHARACTERS][termios.VINTR]
    # What was typed ahead is an answer, too, so nothing is thrown away.
    termios.tcsetattr(terminal, termios.TCSADRAIN, _key_by_key(before, off))
    try:
        show(question, end="")
        key = os.read(terminal, 1)
        if key == ESCAPE.encode():
            _skip(terminal)
        return END_OF_TEXT if key == interrupt != off else key.decode("latin-1") or END_OF_INPUT
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _key_by_key(attributes: "list[Any]", off: bytes) -> "list[Any]":
    """Return the attributes of a terminal that hands over each key at once, unseen, the one that interrupts as well.

    As a signal that key would be lost where the process was started with interrupts ignored, would wait for the next key when
    it came just before the read, and would take with it what is on its way to the screen.
    """
    import termios

    *flags, characters = attributes
    characters = [*characters]
    characters[termios.VMIN], characters[termios.VTIME] = 1, 0
    characters[termios.VINTR] = off
    flags[LOCAL] &= ~(termios.ECHO | termios.ICANON)
    return [*flags, characters]


def _skip(terminal: int) -> None:
    """Take the rest of a key that sends more than one byte: none of them is an answer."""
    from select import select

    if select([terminal], [], [], 0.01)[0]:
        os.read(terminal, LONGEST)
