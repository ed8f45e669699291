"""Show what other tools say about a list, and what they do to it.

    python benchmarks/peers.py FILE
    python benchmarks/peers.py --tool npm-awesome-lint=node_modules/.bin/awesome-lint FILE

Each tool runs with its own defaults on a copy of the file in an empty Git repository, and mends it where it can. What is
counted: its findings as it counts them, by its own rules; the lines that its fix changes; how often GitHub would draw a rule
across the fixed page; and what it says about the fixed page.

Tools are run where they are on the PATH, or where `--tool` says they are; the npm awesome-lint shares its name with this
program, so it only runs where `--tool` says so. The others are named by a line that says they were not found.
"""

import argparse
import difflib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import cmarkgfm

MINUTES = 5


class Tool(NamedTuple):
    """How a tool checks a file, how it mends one, and what a finding looks like in its output."""

    check: tuple[str, ...]
    fix: tuple[str, ...] | None
    finding: str | None
    """Matches each finding; its first group is the rule. None: it does not say what it would change."""


TOOLS: Mapping[str, Tool] = {
    "awesome-lint": Tool(("--isolated", "--no-cache", "--output-format", "json"), ("--isolated", "--fix"), None),
    "npm-awesome-lint": Tool((), None, r"(?m)\s(?:remark-lint|awesome-lint):([\w-]+)\s*$"),
    "rumdl": Tool(("check", "--no-config", "--no-cache"), ("check", "--fix", "--no-config", "--no-cache"), r"\[(MD\d+)\]"),
    "markdownlint-cli2": Tool((), ("--fix",), r"\b(MD\d+)/"),
    "mdformat": Tool(("--check",), (), None),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--tool", action="append", default=[], metavar="NAME=PATH", help="Where a tool is.")
    arguments = parser.parse_args()
    given = dict(each.split("=", 1) for each in arguments.tool)
    if unknown := given.keys() - TOOLS.keys():
        parser.error(f"unknown tool {', '.join(sorted(unknown))}; known are {', '.join(TOOLS)}")
    for name, tool in TOOLS.items():
        program = given.get(name) or (None if name == "npm-awesome-lint" else shutil.which(name))
        if program is None:
            print(f"{name}: not found")
            continue
        for line in measured(name, str(Path(program).absolute()), tool, arguments.file.read_text("utf-8")):
            print(line)
    return 0


def measured(name: str, program: str, tool: Tool, text: str) -> Iterator[str]:
    """Yield what a tool finds in a list, and what becomes of the list."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "README.md")
        path.write_text(text, "utf-8")
        subprocess.run(["git", "init", "-q", folder], check=True)
        found = _found(tool, _run(program, tool.check, path))
        yield f"{name}: {_described(found)}"
        if tool.fix is None:
            yield "  has no fix"
            return
        _run(program, tool.fix, path)
        after = path.read_text("utf-8")
        changed = sum(line.startswith("- ") for line in difflib.ndiff(text.splitlines(), after.splitlines()))
        rules = len(re.findall("<hr", cmarkgfm.github_flavored_markdown_to_html(after)))
        yield f"  its fix changes {changed} of {len(text.splitlines())} lines, and leaves {rules} rules across the page"
        left = _found(tool, _run(program, tool.check, path))
        yield f"  left: {_described(left)}"


def _run(program: str, options: tuple[str, ...], path: Path) -> str:
    done = subprocess.run(
        [program, *options, path.name], cwd=path.parent, capture_output=True, text=True, timeout=MINUTES * 60, check=False
    )
    return done.stdout + done.stderr


def _found(tool: Tool, output: str) -> Counter[str]:
    """Return how often each rule speaks, in the tool's own count of places."""
    if tool.finding is not None:
        return Counter(re.findall(tool.finding, output))
    if output.startswith("["):
        counts: Counter[str] = Counter()
        for item in json.JSONDecoder().raw_decode(output)[0]:
            counts[item["rule"]] += item["count"]
        return counts
    return Counter({"the file as a whole": int("not formatted" in output)})


def _described(found: Counter[str]) -> str:
    names = ", ".join(f"{count} {name}" for name, count in found.most_common() if count)
    return f"{found.total()} findings ({names})" if names else "nothing"


if __name__ == "__main__":
    sys.exit(main())
