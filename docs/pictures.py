"""The moving picture of README: the real program at a terminal, on a neglected list that it mends.

`python docs/build.py` makes it anew, so that it shows what the program says today. It is an SVG that moves by its style alone,
without a script or a font of its own. Who wants no motion sees its end.
"""

import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator, Sequence
from contextlib import suppress
from html import escape
from itertools import accumulate
from pathlib import Path

from msgspec import Struct

LIST = Path(__file__).parent.parent / "examples" / "small-list" / "README.md"
SHOW, CHECK, FIX = "cat README.md", "awesome-lint", "awesome-lint --fix"

COLUMNS, ROWS = 84, 20
# Of a character, and of a line, in pixels.
CELL, LINE, SIZE = 8.4, 20, 14
LEFT, TOP, BAR = 18, 58, 42
GROUND, INK = "#1b1726", "#e8e4f3"
# The basic colours that the program uses, by their codes.
COLOURS = {"31": "#ff8fa3", "33": "#f3c66b", "36": "#7fdbca", "1": "#ffffff"}
PROMPT = "#b79cff"
FONTS = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"
# In seconds.
TYPED, BEFORE_OUTPUT, EACH_PART = 0.07, 0.45, 0.55
READING = {SHOW: 3.0, CHECK: 3.5, FIX: 1.6}
LAST_READING = 5.0
# The picture begins with so much of its end: a still, and a first glance, show the mended list instead of an empty screen.
GLANCE = 2.5
# Lines before an empty one that appear with what follows.
FEW = 3

SGR = re.compile(r"\x1b\[([0-9;]*)m")


class Piece(Struct, frozen=True):
    """A piece of a line in one colour."""

    text: str
    colour: str = INK
    is_bold: bool = False


class Part(Struct, frozen=True):
    """Lines that appear at once, when, and for a command, how many seconds it is typed for."""

    lines: tuple[tuple[Piece, ...], ...]
    at: float
    typed: float = 0


def demo() -> str:
    """Return the picture."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copyfile(LIST, Path(folder) / "README.md")
        return "\n".join(_picture(list(_session(Path(folder)))))


def _session(folder: Path) -> Iterator[Part]:
    """Yield what appears on the terminal, one part after the other."""
    at = 0.4
    for number, command in enumerate((SHOW, CHECK, FIX, SHOW)):
        typed = len(command) * TYPED
        yield Part(((Piece("$ ", PROMPT, is_bold=True), Piece(command)),), at, typed)
        at += typed + BEFORE_OUTPUT
        # A report appears one diagnostic after the other, so that each can be read.
        for part in _parts(_run(command, folder)):
            yield Part(part, at)
            at += EACH_PART if command == CHECK else 0
        at += LAST_READING if number == 3 else READING[command]
        if number < 3:
            yield Part(((),), at)
    yield Part((), at)


def _parts(text: str) -> Iterator[tuple[tuple[Piece, ...], ...]]:
    lines: list[tuple[Piece, ...]] = []
    colours: tuple[str, ...] = ()
    for line in text.rstrip("\n").split("\n"):
        pieces, colours = _pieces(line, colours)
        lines += _wrapped(pieces)
        if not pieces and len(lines) > FEW:
            yield tuple(lines)
            lines = []
    yield tuple(lines)


def _pieces(line: str, colours: tuple[str, ...]) -> tuple[tuple[Piece, ...], tuple[str, ...]]:
    """Return a line in pieces, and the colours that are on at its end."""
    found: list[Piece] = []
    position = 0
    for match in [*SGR.finditer(line), None]:
        text = line[position : match.start() if match else None]
        if text:
            colour = next((COLOURS[code] for code in colours if code in COLOURS and code != "1"), INK)
            found.append(Piece(text, COLOURS["1"] if "1" in colours and colour == INK else colour, is_bold="1" in colours))
        if match:
            position = match.end()
            colours = () if match[1] in ("", "0") else (*colours, *match[1].split(";"))
    return tuple(found), colours


def _wrapped(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, ...]]:
    """Yield a line as a terminal shows it: what is too long goes on below."""
    row: list[Piece] = []
    room = COLUMNS
    for piece in pieces:
        text = piece.text
        while len(text) > room:
            yield (*row, Piece(text[:room], piece.colour, piece.is_bold))
            text, row, room = text[room:], [], COLUMNS
        row.append(Piece(text, piece.colour, piece.is_bold))
        room -= len(text)
    yield tuple(row)


def _run(command: str, folder: Path) -> str:
    """Return what a command leaves on a terminal of our width, in colour."""
    screen, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    attributes = termios.tcgetattr(terminal)
    attributes[1] &= ~termios.OPOST
    termios.tcsetattr(terminal, termios.TCSANOW, attributes)
    words = command.split()
    ours = {"awesome-lint": [sys.executable, "-m", "awesome_lint"]}.get(words[0], [shutil.which(words[0]) or words[0]])
    inherited = {
        name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "CI", "GITHUB_ACTIONS")
    }
    # What a run remembers is not for others.
    environment = {**inherited, "XDG_CACHE_HOME": str(folder / "cache"), "TERM": "xterm", "FORCE_COLOR": "1", "PYTHONUTF8": "1"}
    process = subprocess.Popen(
        [*ours, *words[1:]], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=terminal, stderr=terminal
    )
    os.close(terminal)
    pieces: list[bytes] = []
    with os.fdopen(screen, "rb", buffering=0) as stream, suppress(OSError):
        while piece := stream.read(65536):
            pieces.append(piece)
    process.wait()
    return b"".join(pieces).decode("utf-8")


# --- drawn ------------------------------------------------------------------------------------------------------------


def _picture(parts: Sequence[Part]) -> Iterator[str]:
    """Yield the lines of the SVG."""
    whole = parts[-1].at
    width, height = round(2 * LEFT + COLUMNS * CELL), TOP + ROWS * LINE + 6
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        'aria-labelledby="title">'
    )
    yield '<title id="title">A terminal: a list with slips, what awesome-lint says about it, and the list after --fix</title>'
    yield "<style>"
    yield f"text {{ font: {SIZE}px {FONTS}; white-space: pre; }}"
    yield f".part, .typed, #screen {{ animation: {whole:.2f}s step-end {GLANCE - whole:.2f}s infinite both; }}"
    yield from _keyframes(parts, whole)
    yield "@media (prefers-reduced-motion: reduce) { .part, .typed, #screen { animation: none; } .typed { display: none; } }"
    yield "</style>"
    yield f'<rect width="{width}" height="{height}" rx="10" fill="{GROUND}"/>'
    for index, colour in enumerate(("#ff6b81", "#f3c66b", "#6fd3a5")):
        yield f'<circle cx="{LEFT + 6 + index * 20}" cy="20" r="6" fill="{colour}"/>'
    yield f'<clipPath id="clip"><rect x="0" y="{BAR}" width="{width}" height="{height - BAR - 6}"/></clipPath>'
    total = sum(len(part.lines) for part in parts)
    end = f' transform="translate(0 {-max(total - ROWS, 0) * LINE})"'
    yield f'<g clip-path="url(#clip)"><g{end}><g id="screen">'
    row = 0
    for number, part in enumerate(parts):
        yield f'<g class="part" id="p{number}">'
        for line in part.lines:
            yield from _drawn(line, row)
            row += 1
        if part.typed:
            # What hides the command, until it is typed.
            x, y, length = LEFT + 2 * CELL, TOP + (row - 1) * LINE - SIZE, _typed(part) * CELL
            size = f'width="{length:.1f}" height="{LINE}"'
            yield f'<rect class="typed" id="t{number}" x="{x:.1f}" y="{y}" {size} fill="{GROUND}"/>'
        yield "</g>"
    yield "</g></g></g>"
    yield "</svg>\n"


def _drawn(line: Sequence[Piece], row: int) -> Iterator[str]:
    """Yield the pieces of a line, each of the width that its characters have on a terminal, whatever the font."""
    starts = accumulate((len(piece.text) for piece in line), initial=0)
    for start, piece in zip(starts, line, strict=False):
        text = piece.text.rstrip()
        lead = len(text) - len(text.lstrip())
        text = text.lstrip()
        if not text:
            continue
        x, length = LEFT + (start + lead) * CELL, len(text) * CELL
        weight = ' font-weight="bold"' if piece.is_bold else ""
        yield (
            f'<text x="{x:.1f}" y="{TOP + row * LINE}" fill="{piece.colour}"{weight} textLength="{length:.1f}" '
            f'lengthAdjust="spacingAndGlyphs">{escape(text, quote=False)}</text>'
        )


def _keyframes(parts: Sequence[Part], whole: float) -> Iterator[str]:
    """Yield when each part appears, how a command is typed, and how far the screen has scrolled."""
    total = sum(len(part.lines) for part in parts)
    # The screen stands where it ends, for those who see no motion; what moves it, moves it from there.
    last = max(total - ROWS, 0)
    shown = 0
    scrolled = [f"0% {{ transform: translateY({last * LINE}px); }}"]
    for number, part in enumerate(parts):
        if not part.lines:
            continue
        shown += len(part.lines)
        share = 100 * part.at / whole
        yield _animation(f"p{number}", ["0% { opacity: 0; }", f"{share:.2f}% {{ opacity: 1; }}"])
        scrolled.append(f"{share:.2f}% {{ transform: translateY({(last - max(shown - ROWS, 0)) * LINE}px); }}")
        if part.typed:
            steps = ["0% { transform: none; }"]
            for index in range(1, _typed(part) + 1):
                step = 100 * (part.at + part.typed * index / _typed(part)) / whole
                steps.append(f"{step:.2f}% {{ transform: translateX({index * CELL:.1f}px); }}")
            steps[-1] = steps[-1].replace("transform", "opacity: 0; transform")
            yield _animation(f"t{number}", steps)
    yield _animation("screen", scrolled)


def _animation(name: str, steps: Sequence[str]) -> str:
    return f"#{name} {{ animation-name: {name}; }} @keyframes {name} {{ {' '.join(steps)} }}"


def _typed(part: Part) -> int:
    """Return how many characters of a command are typed."""
    return sum(len(piece.text) for piece in part.lines[0][1:])
