"""What tests of real editors share: a list, the program in their path, and what the page on editors says of each."""

import os
import shlex
import sys
from pathlib import Path

from program import SOURCES
from terminal import ROOT

LIST = """\
# List 📚

- [Shells](#shells)

## Shells
*   [図書 Fish](https://fish.example) - A shell by **Ann Lee**.
*   [Bash 🐚](http://github.com/bash/bash) - A shell, too, see [above](#shells).
"""


def lay(folder: Path, text: str = LIST) -> dict[str, str]:
    """Write a list into a folder, with a repository and a home, and return the variables of an editor that is started there."""
    (folder / ".git").mkdir()
    (folder / "README.md").write_text(text, encoding="utf-8")
    programs = folder / "bin"
    programs.mkdir()
    program = programs / "awesome-lint"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m awesome_lint "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    home = folder / "home"
    home.mkdir()
    return {
        **os.environ,
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": SOURCES,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "XDG_STATE_HOME": str(home),
        "XDG_CACHE_HOME": str(home),
        "XDG_DATA_HOME": str(home),
        "LC_ALL": "C.UTF-8",
    }


def said(language: str, what: str = "", section: str = "") -> str:
    """Return the one block of a language that the page on editors has about something, in a section or anywhere."""
    page = (ROOT / "docs" / "editors.md").read_text("utf-8")
    part = page.partition(f"\n## {section}\n")[2].partition("\n## ")[0] if section else page
    blocks = [block.partition("```")[0] for block in part.split(f"```{language}\n")[1:]]
    [found] = [block for block in blocks if what in block]
    return found


def renamed(text: str, new: str, anchor: str) -> str:
    """Return the list after its section got a new name."""
    text = text.replace("- [Shells](#shells)", f"- [{new}](#{anchor})").replace("## Shells", f"## {new}")
    return text.replace("[above](#shells)", f"[above](#{anchor})")
