"""What a kill in the middle of writing leaves: the old file or the new one, and nothing that the next run does not remove.

    python benchmarks/kill.py [POINTS]

A process that writes a list is killed with SIGKILL before the n-th instruction of Python that takes part in it, for as many n,
evenly spread, as are asked for, and for lists with one name and with two, with extended attributes, reached by a symbolic link,
and for a file that was not there. After each kill another process writes the list.
"""

import os
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from awesome_lint.files import read_write

BEFORE, AFTER, LATER = b"before\n" * 30_000, b"after\n" * 40_000, b"later\n"
PARTS = (os.path.basename(read_write.__file__), "tempfile.py")


def plain(folder: Path) -> Path:
    path = folder / "README.md"
    path.write_bytes(BEFORE)
    return path


def with_two_names(folder: Path) -> Path:
    path = plain(folder)
    os.link(path, folder / "other.md")
    return path


def with_attributes(folder: Path) -> Path:
    path = plain(folder)
    path.chmod(0o664)
    if sys.platform == "linux":
        os.setxattr(path, "user.note", b"kept")
    return path


def by_link(folder: Path) -> Path:
    (folder / "docs").mkdir()
    plain(folder / "docs")
    (folder / "README.md").symlink_to("docs/README.md")
    return folder / "README.md"


def with_a_long_name(folder: Path) -> Path:
    path = folder / f"{'漢' * 84}.md"
    path.write_bytes(BEFORE)
    return path


def new(folder: Path) -> Path:
    return folder / "report.json"


SHAPES = (plain, with_two_names, with_attributes, by_link, with_a_long_name, new)


def main() -> int:
    """Print what was met, and return 1 where anything was neither the old file nor the new one."""
    points = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    each = -(-points // len(SHAPES))
    met: Counter[str] = Counter()
    for shape in SHAPES:
        instructions = killed(shape, None, met)
        for point in range(each):
            killed(shape, 1 + point * instructions // each, met)
    print(f"{met['old'] + met['new']} kills: {met['old']} old, {met['new']} new, {met['torn']} torn; "
          f"{met['left over']} left a file, {met['stayed']} of which stayed")  # fmt: skip
    return 1 if met["torn"] or met["stayed"] else 0


def killed(shape: Callable[[Path], Path], point: int | None, met: Counter[str]) -> int:
    """Write a list in a process that is killed at a point, count what that left, and return how many instructions were made."""
    folder = Path(tempfile.mkdtemp(prefix="awesome-lint-kill-"))
    try:
        path = shape(folder)
        before = path.read_bytes() if path.exists() else None
        names = {each.name for each in folder.rglob("*")}
        made = in_child(lambda: traced(path, AFTER, point))
        if point is None:
            return made
        found = path.read_bytes() if path.exists() else None
        met["old" if found == before else "new" if found == AFTER else "torn"] += 1
        met["left over"] += bool(left(folder, names, path))
        in_child(lambda: traced(path, LATER, None))
        met["stayed"] += bool(left(folder, names, path)) or path.read_bytes() != LATER
        return made
    finally:
        shutil.rmtree(folder)


def left(folder: Path, names: set[str], path: Path) -> set[str]:
    return {each.name for each in folder.rglob("*")} - names - {path.name}


def in_child(work: Callable[[], int]) -> int:
    """Return what the work of another process returns, or 0 where it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.write(writing, str(work()).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        said = stream.read()
    os.waitpid(child, 0)
    return int(said or 0)


def traced(path: Path, data: bytes, point: int | None) -> int:
    """Write a file and return how many instructions that took; die before the one of this number."""
    made = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal made
        if not frame.f_code.co_filename.endswith(PARTS):
            return None
        frame.f_trace_opcodes = True
        if event == "opcode":
            made += 1
            if made == point:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)
    if path.exists():
        read_write.write(read_write.read(path), data)
    else:
        read_write.write_new(path, [data], lambda: True)
    sys.settrace(None)
    return made


if __name__ == "__main__":
    sys.exit(main())
