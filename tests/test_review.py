"""`--fix --interactive`: each fix is shown on a real terminal, and only what is accepted is written."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from terminal import ROOT, Shown, answer, checkout

from awesome_lint.cli.interactive import hunks
from awesome_lint.diagnostic import Edit
from awesome_lint.source import Source, Span

ENTRIES = [
    "- **One paper.** *Ann Author, et.al.* [paper](https://example.org/1)\n",
    "- **Another paper.** *Ben Baker and Carl Cook.* [paper](https://example.org/2)\n",
    "- **Third paper.** *Dora Dean andEmil Ernst.* [paper](http://arxiv.org/abs/1710.03740)\n",
    "- **Fourth paper.** *Fay Fox, Gil Grant, et.al.* [paper](https://example.org/4)\n",
    "- **Fifth paper.** *Gil Grant and Hanna Holm.* [paper]()\n",
]
LIST = f"# Papers\n\n## Networks\n\n{''.join(ENTRIES)}"
COMMAND = "awesome-lint --fix --interactive --select et-al,glued-conjunction,insecure-link,empty-link,layout"


def pages(folder: Path, *texts: str) -> None:
    for name, text in zip(("README.md", "more.md"), texts, strict=False):
        (folder / name).write_bytes(text.encode("utf-8"))


def review(folder: Path, keys: Sequence[str], text: str = LIST, options: str = "", **variables: str) -> tuple[Shown, str]:
    """Return what is shown when these keys are pressed, and what the list is afterwards."""
    pages(folder, text)
    done = answer(f"{COMMAND} {options}", folder, keys, COLUMNS="120", **variables)
    return done, (folder / "README.md").read_bytes().decode("utf-8")


def mended(*replacements: tuple[str, str], count: int = -1) -> str:
    text = LIST
    for old, new in replacements:
        text = text.replace(old, new, count)
    return text


ET_AL = ("et.al.", "et al.")
GLUED = ("andEmil", "and Emil")
INSECURE = ("http://arxiv", "https://arxiv")
EMPTY = (" [paper]()", "")


def test_a_fix_is_shown_in_its_place(tmp_path: Path) -> None:
    done, _ = review(tmp_path, "q")
    assert done.text.startswith(
        "\n"
        "README.md:5:31  Networks > One paper.\n"
        "et-al `et.al.` should be `et al.`.\n"
        "    5 - - **One paper.** *Ann Author, et.al.* [paper](https://example.org/1)\n"
        "      + - **One paper.** *Ann Author, et al.* [paper](https://example.org/1)\n"
        "Make this fix? [y,n,a,d,r,s,q,?] q\n"
        "Left the rest; 0 fixes of this file accepted so far are made.\n"
    )


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("nnnnn", LIST),
        ("yyyyy", mended(ET_AL, GLUED, INSECURE, EMPTY)),
        ("ynnnn", mended(ET_AL, count=1)),
        ("nynny", mended(GLUED, EMPTY)),
        ("q", LIST),
        ("yq", mended(ET_AL, count=1)),
        ("nd", LIST),
        ("yd", mended(ET_AL, count=1)),
        ("an", mended(ET_AL, GLUED, INSECURE)),
        ("ay", mended(ET_AL, GLUED, INSECURE, EMPTY)),
        ("rnnn", mended(ET_AL)),
        ("sYNN", mended(GLUED)),
        ("?xq", LIST),
        ("y\x04", mended(ET_AL, count=1)),
        # An arrow sends the letter of an answer.
        (["\x1b[A", "q"], LIST),
    ],
)
def test_only_what_is_accepted_is_made(tmp_path: Path, keys: Sequence[str], expected: str) -> None:
    done, text = review(tmp_path, keys)
    assert text == expected
    assert done.status == int(expected != mended(ET_AL, GLUED, INSECURE, EMPTY))


def test_unsafe_fixes_are_marked_and_only_made_one_by_one(tmp_path: Path) -> None:
    done, text = review(tmp_path, "an")
    assert "[!] unsafe: may change words, links or the order\n    9 - - **Fifth paper.**" in done.text
    assert "[paper]()" in text
    _, text = review(tmp_path, "a", options="--unsafe-fixes")
    assert "[paper]()" not in text
    done, _ = review(tmp_path, "a", options="--no-unsafe-fixes")
    assert "unsafe: may change" not in done.text


def test_the_keys_are_explained(tmp_path: Path) -> None:
    done, _ = review(tmp_path, "?q")
    assert "".join(re.findall(r"^  (\S)  [a-z]+ (?:it|th)", done.text, re.MULTILINE)) == "ynadrsq?"
    assert "make it and every safe one of et-al that follows" in done.text


def test_an_interrupt_writes_nothing(tmp_path: Path) -> None:
    done, text = review(tmp_path, "yy\x03")
    assert text == LIST
    assert done.status == 130
    assert done.text.endswith("README.md: interrupted; nothing is written to it.\n")
    assert "Traceback" not in done.text


@pytest.mark.parametrize("before", ["trap '' INT", "stty intr ^X"])
def test_an_interrupt_is_heard_however_it_was_started(tmp_path: Path, before: str) -> None:
    """Where interrupts are ignored, as in the background of a script, and where another key stands for them."""
    pages(tmp_path, LIST)
    # Standard input is the terminal that this is about.
    done = answer(f"{before}; {COMMAND}", tmp_path, "y\x18" if "stty" in before else "y\x03", COLUMNS="120")
    assert done.status == 130
    assert done.text.endswith("README.md: interrupted; nothing is written to it.\n")
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == LIST


def test_the_layout_is_one_fix_at_the_end(tmp_path: Path) -> None:
    messy = LIST.replace("- **", "  *   **")
    done, text = review(tmp_path, "d", messy)
    assert text == messy
    done, text = review(tmp_path, "nnnnny", messy)
    assert done.text.count("layout The list is not in its canonical layout") == 1
    assert text == LIST.replace("- **", "* **")
    _, text = review(tmp_path, "ynnnnn", messy)
    assert text == messy.replace("et.al.", "et al.", 1)


def test_fixes_that_overlap_are_offered_anew(tmp_path: Path) -> None:
    """The slip and the address are in one link."""
    entry = "- [One](http://arxiv.org/abs/1710.03740v1?utm_source=x) - First.\n"
    (tmp_path / "README.md").write_text(f"# List\n\n{entry}", encoding="utf-8")
    command = "awesome-lint --fix --interactive --select insecure-link,tracking-parameter"
    asked = answer(command, tmp_path, "nn")
    rules = re.findall(r"^(insecure-link|tracking-parameter) ", asked.text, re.MULTILINE)
    assert sorted(rules) == ["insecure-link", "tracking-parameter"]
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == f"# List\n\n{entry}"
    asked = answer(command, tmp_path, "yy")
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == (
        "# List\n\n- [One](https://arxiv.org/abs/1710.03740v1) - First.\n"
    )


def test_answers_for_one_file_end_with_it(tmp_path: Path) -> None:
    pages(tmp_path, LIST, LIST)
    answer(f"{COMMAND} README.md more.md", tmp_path, "dyq")
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == LIST
    assert (tmp_path / "more.md").read_text(encoding="utf-8") == mended(ET_AL, count=1)
    pages(tmp_path, LIST, LIST)
    answer(f"{COMMAND} README.md more.md", tmp_path, "yq")
    assert (tmp_path / "more.md").read_text(encoding="utf-8") == LIST
    pages(tmp_path, LIST, LIST)
    answer(f"{COMMAND} README.md more.md", tmp_path, "yd\x03")
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == mended(ET_AL, count=1)
    assert (tmp_path / "more.md").read_text(encoding="utf-8") == LIST


def test_it_is_coloured_where_colours_are_wanted(tmp_path: Path) -> None:
    done, _ = review(tmp_path, "q", options="--color always")
    assert "\x1b[31m-\x1b[0m - **One paper.** *Ann Author, et\x1b[31;1m.\x1b[0mal.*" in done.text
    assert "\x1b[36m+\x1b[0m - **One paper.** *Ann Author, et\x1b[36;1m \x1b[0mal.*" in done.text


def test_nothing_in_a_list_reaches_the_terminal(tmp_path: Path) -> None:
    done, _ = review(tmp_path, "q", LIST.replace("One paper", "One \x1b[2Jpaper"))
    assert "\x1b[2J" not in done.text
    assert "One \\x1b[2Jpaper" in done.text


def test_only_what_a_change_touches_is_asked_about(tmp_path: Path) -> None:
    pages(tmp_path, LIST)
    (tmp_path / ".awesome-lint.toml").write_text("", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "awesome_lint", "--write-baseline"], cwd=tmp_path, check=True, capture_output=True)
    new = "- **Sixth paper.** *Ida Ives, Jo Jung, et.al.* [paper](https://example.org/6)\n"
    done, text = review(tmp_path, "y", LIST + new)
    assert text == LIST + new.replace("et.al.", "et al.")
    assert done.status == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--interactive", "--interactive asks about the fixes of --fix; add --fix"),
        ("--fix --interactive --diff", "--interactive and --diff exclude each other"),
        ("--fix --interactive -", "--interactive and the standard input exclude each other"),
        ("--fix --interactive", "--interactive asks on a terminal, and this is none; use --fix alone, or --diff to look first"),
    ],
)
def test_without_a_person_there_is_one_error(tmp_path: Path, options: str, said: str) -> None:
    pages(tmp_path, LIST)
    command = [sys.executable, "-m", "awesome_lint", *options.split()]
    done = subprocess.run(
        command, cwd=tmp_path, input="y\n" * 9, capture_output=True, text=True, env={**os.environ}, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == LIST


@pytest.mark.parametrize(
    ("edit", "number", "before", "after"),
    [
        (Edit(Span(4, 8), ""), 2, ["two"], []),
        (Edit(Span(4, 4), "\n"), 2, [], [""]),
        (Edit(Span(3, 4), " "), 1, ["one", "two"], ["one two"]),
        (Edit(Span(5, 6), "W"), 2, ["two"], ["tWo"]),
    ],
)
def test_a_hunk_is_the_lines_that_change(edit: Edit, number: int, before: list[str], after: list[str]) -> None:
    (hunk,) = hunks(Source.from_text("one\ntwo\nthree\n"), [edit])
    assert (hunk.number, list(hunk.before), list(hunk.after)) == (number, before, after)


def test_the_document_shows_what_is_asked(tmp_path: Path, update: bool) -> None:
    page = ROOT / "docs" / "adopting.md"
    text = page.read_text(encoding="utf-8")
    (block,) = re.finditer(r"^```console review\n\$ (.*)\n((?:.*\n)*?)```$", text, re.MULTILINE)
    done = answer(block[1], checkout(tmp_path), "q")
    shown = done.text[: done.text.index("?] ") + 2] + "\n"
    if update:
        page.write_text(text[: block.start(2)] + shown + text[block.end(2) :], encoding="utf-8")
    else:
        assert block[2] == shown
