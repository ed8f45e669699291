"""Adding entries: written as the list writes its own, at their place, with nothing else changed; what is listed is refused."""

import os
import random
import socket
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple, NoReturn

import pytest
from msgspec.structs import replace
from terminal import answer

from awesome_lint.adding import bibtex, dates, from_command_line
from awesome_lint.adding.addition import Addition, AdditionError, add
from awesome_lint.adding.draft import Draft, DraftLink
from awesome_lint.adding.sections import Named, SectionError, proposals, sections
from awesome_lint.adding.site import SiteError, site
from awesome_lint.adding.wording import label_of
from awesome_lint.adding.writing import plain
from awesome_lint.cli import commands as cli
from awesome_lint.content.rendering import render
from awesome_lint.document import Document, Entry
from awesome_lint.engine.fixer import fix
from awesome_lint.engine.linter import lint
from awesome_lint.engine.scope import Changed
from awesome_lint.export.reference import Person
from awesome_lint.habits.book import NO_PINS
from awesome_lint.habits.template import own_links, places_of
from awesome_lint.knowledge.venue_names import short_name
from awesome_lint.parser import parse
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source, Span


class Style(NamedTuple):
    """A list, what is typed to add an entry to it, and what is written for that on which line."""

    text: str
    arguments: tuple[str, ...]
    written: str
    line: int


PAPER = ("2402.01234", "--title", "Pruning trees", "--author", "Cy Diaz and Ann Lee", "--venue", "icml", "--year", "2024")
TOOL = ("https://github.com/owner/mango", "--description", "Peels fruit")

STYLES = {
    "bold titles, authors in italics": Style(
        """# Papers

## Pruning

- **Pruning the big net.** *Ann Lee, Bo van der Berg, and Cy Díaz.* ICLR 2020. [[paper](https://arxiv.org/abs/2001.01234)] [[code](https://github.com/Lee/Prune)]
- **Pruning nets.** *Ann Lee and Cy Díaz.* ICML 2020. [[paper](https://arxiv.org/abs/2001.01235)]
- **Pruning again?** *Ann Lee.* ICML 2021. [[paper](https://arxiv.org/abs/2101.01234)]
""",
        (*PAPER, "--url", "https://github.com/diaz/trees"),
        "- **Pruning trees.** *Cy Diaz and Ann Lee.* ICML 2024. [[paper](https://arxiv.org/abs/2402.01234)]"
        " [[code](https://github.com/diaz/trees)]",
        8,
    ),
    "linked titles, an ampersand, PDFs, newest first": Style(
        """# Papers

## Pruning

* [Pruning the big net](https://arxiv.org/pdf/2301.01234), Ann Lee, Bo Berg & Cy Díaz, *ICLR*, 2023.
* [Pruning nets](https://arxiv.org/pdf/2201.01235), Ann Lee & Cy Díaz, *ICML*, 2022.
* [Pruning again](https://arxiv.org/pdf/2101.01234), Ann Lee & Cy Díaz, *ICML*, 2021.
* [Pruning at last](https://arxiv.org/pdf/2001.01234), Ann Lee & Bo Berg, *ICML*, 2020.
* [Pruning at first](https://arxiv.org/pdf/1901.01234), Ann Lee & Bo Berg, *ICML*, 2019.
""",
        (*PAPER[:-1], "2022"),
        "* [Pruning trees](https://arxiv.org/pdf/2402.01234), Cy Diaz & Ann Lee, *ICML*, 2022.",
        6,
    ),
    "years cut short, a venue in brackets first": Style(
        """# Papers

## Pruning

- [ICML'19] [Pruning the big net](https://arxiv.org/abs/1901.01234)
- [ICLR'20] [Pruning nets](https://arxiv.org/abs/2001.01235)
- [ICML'21] [Pruning again](https://arxiv.org/abs/2101.01234)
- [ICML'22] [Pruning at last](https://arxiv.org/abs/2201.01234)
""",
        ("2402.01234", "--title", "Pruning trees", "--venue", "ICML", "--year", "2024"),
        "- [ICML'24] [Pruning trees](https://arxiv.org/abs/2402.01234)",
        9,
    ),
    "names cut short": Style(
        """# Papers

## Pruning

1. **Pruning the big net**, Lee et al., ICML 2020 | [pdf](https://arxiv.org/abs/2001.01234)
1. **Pruning nets**, Berg et al., ICLR 2021 | [pdf](https://arxiv.org/abs/2101.01235)
1. **Pruning again**, Lee et al., ICML 2022 | [pdf](https://arxiv.org/abs/2201.01234)
1. **Pruning at last**, Díaz et al., ICML 2022 | [pdf](https://arxiv.org/abs/2201.01235)
1. **Pruning at first**, Díaz et al., ICML 2023 | [pdf](https://arxiv.org/abs/2301.01235)
""",
        (
            "@inproceedings{x, title={Pruning {Trees}}, author={D{\\'i}az, Cy and Lee, Ann and Berg, Bo}, year=2024,"
            " booktitle={Proceedings of the 41st International Conference on Machine Learning}, eprint={2402.01234v2}}",
        ),
        "1. **Pruning Trees**, Díaz et al., ICML 2024 | [pdf](https://arxiv.org/abs/2402.01234)",
        10,
    ),
    "counted numbers, sorted by title": Style(
        """# Papers

## Pruning

1. **Adding nets.** *A. Lee.* [paper](https://arxiv.org/abs/2001.01234)
2. **Big nets pruned.** *A. Lee.* [paper](https://arxiv.org/abs/2101.01235)
3. **Cutting nets.** *A. Lee.* [paper](https://arxiv.org/abs/2201.01234)
4. **Lopping nets.** *B. Berg.* [paper](https://arxiv.org/abs/2201.01236)
5. **Shearing nets.** *B. Berg.* [paper](https://arxiv.org/abs/2201.01235)
6. **Trimming nets.** *B. Berg.* [paper](https://arxiv.org/abs/2301.01235)
""",
        ("@misc{x, title={Pruning trees}, author={D{\\'i}az, Cy Maria}, eprint={2402.01234}, archivePrefix={arXiv}}",),
        "5. **Pruning trees.** *C. M. Díaz.* [paper](https://arxiv.org/abs/2402.01234)",
        9,
    ),
    "lines below the title": Style(
        """# Papers

## Pruning

- **Pruning the big net (ICML 2020)**
  - Ann Lee, Bo Berg
  - [[Paper]](https://arxiv.org/abs/2001.01234)
  - [[Code]](https://github.com/lee/big)

- **Pruning nets (ICLR 2021)**
  - Ann Lee, Cy Díaz
  - [[Paper]](https://arxiv.org/abs/2101.01235)
  - [[Code]](https://github.com/lee/nets)

- **Pruning again (ICML 2022)**
  - Ann Lee, Cy Díaz, Bo Berg
  - [[Paper]](https://arxiv.org/abs/2201.01235)
""",
        (*PAPER, "--url", "https://github.com/diaz/trees"),
        """- **Pruning trees (ICML 2024)**
  - Cy Diaz, Ann Lee
  - [[Paper]](https://arxiv.org/abs/2402.01234)
  - [[Code]](https://github.com/diaz/trees)""",
        19,
    ),
    "paragraphs with hard breaks": Style(
        """# Papers

## Pruning

**Pruning the big net** \\
*Ann Lee, Bo Berg* \\
ICML 2020. [[Paper](https://arxiv.org/abs/2001.01234)] [[Github](https://github.com/lee/big)]

**Pruning nets** \\
*Ann Lee, Cy Díaz* \\
ICLR 2021. [[Paper](https://arxiv.org/abs/2101.01235)]

**Pruning again** \\
*Ann Lee, Cy Díaz* \\
ICML 2022. [[Paper](https://arxiv.org/abs/2201.01235)]
""",
        (*PAPER, "--url", "https://github.com/diaz/trees"),
        """**Pruning trees** \\
*Cy Diaz, Ann Lee* \\
ICML 2024. [[Paper](https://arxiv.org/abs/2402.01234)] [[Github](https://github.com/diaz/trees)]""",
        17,
    ),
    "rows, columns padded": Style(
        """# Papers

## Pruning

| Title                                                         | Venue | Year | Code                                |
| ------------------------------------------------------------- | ----- | ---- | ----------------------------------- |
| [Pruning the big net](https://arxiv.org/abs/2001.01234)       | ICML  | 2020 | [Code](https://github.com/lee/big)  |
| [Pruning nets](https://arxiv.org/abs/2101.01235)              | ICLR  | 2021 | -                                   |
| [Pruning more of the net](https://arxiv.org/abs/2101.01239)   | ICLR  | 2022 | -                                   |
| [Pruning again](https://arxiv.org/abs/2201.01235)             | ICML  | 2023 | [Code](https://github.com/lee/nets) |
""",
        ("2402.01234", "--title", "Pruning trees", "--venue", "ICML", "--year", "2024"),
        "| [Pruning trees](https://arxiv.org/abs/2402.01234)             | ICML  | 2024 | -                       "
        "            |",
        11,
    ),
    "rows, bars alone": Style(
        """# Papers

## Pruning

Date|Title|Authors|PDF
---|---|---|---
2020-01|Pruning the big net|Ann Lee|[pdf](https://arxiv.org/pdf/2001.01234)
2021-01|Pruning nets|Ann Lee, Bo Berg|[pdf](https://arxiv.org/pdf/2101.01235)
2022-01|Pruning again|Ann Lee, Cy Díaz|[pdf](https://arxiv.org/pdf/2201.01235)
""",
        ("2402.01234", "--title", "Pruning a|b trees", "--author", "Cy Diaz"),
        "2024-02|Pruning a\\|b trees|Cy Diaz|[pdf](https://arxiv.org/pdf/2402.01234)",
        10,
    ),
    "names sorted, descriptions in sentences": Style(
        """# Tools

## Fruit

- [apple](https://github.com/owner/apple) - Peels apples.
- [banana](https://github.com/owner/banana) - Peels bananas.
- [cherry](https://github.com/owner/cherry) - Stones cherries.
- [date](https://github.com/owner/date) - Stones dates.
- [elder](https://github.com/owner/elder) - Picks berries.
- [fig](https://github.com/owner/fig) - Halves figs.
- [grape](https://github.com/owner/grape) - Presses grapes.
- [lemon](https://github.com/owner/lemon) - Squeezes lemons.
- [orange](https://github.com/owner/orange) - Peels oranges.
- [pear](https://github.com/owner/pear) - Peels pears.
""",
        TOOL,
        "- [mango](https://github.com/owner/mango) - Peels fruit.",
        13,
    ),
    "licences and languages in code, all links in brackets": Style(
        """# Services

## Fruit

- [Apple](https://apple.example.org/) - Peels apples. ([Demo](https://a.io), [Source Code](https://github.com/o/a)) `MIT` `Go`
- [Banana](https://banana.example.org/) - Peels bananas. ([Source Code](https://github.com/owner/banana)) `GPL-3.0` `PHP`
- [Cherry](https://cherry.example.org/) - Stones cherries. ([Source Code](https://github.com/owner/cherry)) `MIT` `Rust`
""",
        (
            "https://mango.example.org/",
            *("--title", "Mango", "--description", "Peels mangos.", "--url", "https://github.com/owner/mango"),
            *("--url", "Demo=https://demo.example.org/m", "--tag", "MIT", "--tag", "Go"),
        ),
        "- [Mango](https://mango.example.org/) - Peels mangos."
        " ([Source Code](https://github.com/owner/mango), [Demo](https://demo.example.org/m)) `MIT` `Go`",
        8,
    ),
    "headings that are entries": Style(
        """# Papers

## Pruning

### [Pruning the big net](https://arxiv.org/abs/2001.01234)

Ann Lee, Bo Berg. ICML 2020.

### [Pruning nets](https://arxiv.org/abs/2101.01235)

Ann Lee, Cy Díaz. ICLR 2021.

### [Pruning again](https://arxiv.org/abs/2201.01235)

Ann Lee, Cy Díaz. ICML 2022.
""",
        PAPER,
        "### [Pruning trees](https://arxiv.org/abs/2402.01234)\n\nCy Diaz, Ann Lee. ICML 2024.",
        17,
    ),
    "badges that name the repository": Style(
        """# Tools

## Fruit

- [apple](https://github.com/owner/apple) ![stars](https://img.shields.io/github/stars/owner/apple) - Peels apples
- [banana](https://github.com/owner/banana) ![stars](https://img.shields.io/github/stars/owner/banana) - Peels bananas
- [cherry](https://github.com/owner/cherry) ![stars](https://img.shields.io/github/stars/owner/cherry) - Stones cherries
""",
        TOOL,
        "- [mango](https://github.com/owner/mango) ![stars](https://img.shields.io/github/stars/owner/mango) - Peels fruit",
        8,
    ),
    "a date below, the first of all at the top": Style(
        """# Papers

## Pruning

- [2023/05] **Pruning the big net.** *Ann Lee et al.* [[paper](https://arxiv.org/abs/2305.01234)]
- [2023/02] **Pruning nets.** *Ann Lee et al.* [[paper](https://arxiv.org/abs/2302.01235)]
- [2022/10] **Pruning again.** *Bo Berg et al.* [[paper](https://arxiv.org/abs/2210.01234)]
- [2022/01] **Pruning at last.** *Cy Díaz et al.* [[paper](https://arxiv.org/abs/2201.01234)]
""",
        ("arXiv:2402.01234v3", "--title", "Pruning trees", "--author", "Cy Diaz et al."),
        "- [2024/02] **Pruning trees.** *Cy Diaz et al.* [[paper](https://arxiv.org/abs/2402.01234)]",
        5,
    ),
    "Windows newlines, a byte order mark, no newline at the end": Style(
        "\ufeff# Tools\r\n\r\n## Fruit\r\n\r\n"
        "* [apple](https://github.com/owner/apple): peels apples\r\n"
        "* [banana](https://github.com/owner/banana): peels bananas\r\n"
        "* [cherry](https://github.com/owner/cherry): stones cherries",
        ("https://github.com/owner/mango", "--description", "peels fruit"),
        "* [mango](https://github.com/owner/mango): peels fruit",
        8,
    ),
}


@pytest.fixture(autouse=True)
def folder(empty_repository: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository to work in, and no network."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    return empty_repository


class Done(NamedTuple):
    status: int
    stdout: str
    stderr: str


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    def run(*arguments: str, stdin: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(stdin)))
        status = cli.run(["add", *arguments])
        return Done(status, *capfd.readouterr())

    return run


def write(text: str, name: str = "README.md") -> Path:
    path = Path(name)
    path.write_bytes(text.encode())
    return path


def lines_without(text: str, first: int, count: int) -> list[str]:
    """Return the lines but `count` of them, and no blank ones, numbers aside."""
    lines = text.split("\n")
    return [line.lstrip("0123456789") for line in lines[: first - 1] + lines[first - 1 + count :] if line.strip()]


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_an_entry_is_written_as_its_neighbours_are(style: Style, run: Callable[..., Done]) -> None:
    path = write(style.text)
    done = run(*style.arguments)
    assert done.status == 0, done
    after = path.read_bytes().decode()
    count = style.written.count("\n") + 1
    newline = "\r\n" if "\r" in style.text else "\n"
    lines = after.removeprefix("\ufeff").split(newline)
    assert "\n".join(lines[style.line - 1 : style.line - 1 + count]) == style.written
    assert f"README.md:{style.line}: added" in done.stdout
    # Nothing else has changed, nor how lines and the file end.
    before = style.text.replace("\r\n", "\n")
    assert lines_without("\n".join(lines), style.line, count) == lines_without(before.removeprefix("\ufeff"), 1, 0)
    assert after.startswith("\ufeff") == style.text.startswith("\ufeff")
    assert after.endswith("\n") == style.text.endswith("\n")
    assert ("\r\n" in after) == ("\r" in style.text)
    # There is nothing to say of it that was not to be said before, and it is refused the second time.
    assert not said(after) - said(style.text)
    assert done.stderr == ""
    again = run(*style.arguments)
    assert again.status == 1
    assert f"README.md:{style.line}: " in again.stderr
    assert path.read_bytes().decode() == after


def said(text: str) -> Counter[str]:
    document = parse(Source.from_text(text))
    return Counter(diagnostic.rule for diagnostic in lint(document, RuleSet.default()).diagnostics)


def test_a_patch_is_shown_and_nothing_written(run: Callable[..., Done]) -> None:
    style = next(iter(STYLES.values()))
    path = write(style.text)
    done = run(*style.arguments, "--diff")
    assert done.status == 0
    assert done.stdout.startswith("--- a/README.md\n+++ b/README.md\n@@ ")
    assert [line[1:] for line in done.stdout.splitlines() if line.startswith("+") and not line.startswith("+++")] == [
        style.written
    ]
    assert path.read_text(encoding="utf-8") == style.text


PAPERS = STYLES["bold titles, authors in italics"].text
TWO = f"""{PAPERS}
## Surveys of networks

- **A survey of nets.** *Ann Lee.* ICML 2020. [[paper](https://doi.org/10.1000/abc)] [[code](https://github.com/lee/survey)]
- **A survey of big nets.** *Ann Lee and Cy Díaz.* ICML 2021. [[paper](https://example.org/b)]
"""


@pytest.mark.parametrize(
    ("arguments", "line", "by"),
    [
        (("https://www.arxiv.org/pdf/2001.01235v3.pdf", "--title", "Other"), 6, "the same arXiv id"),
        (("10.1000/ABC", "--title", "Other"), 11, "the same DOI"),
        (("github.com/LEE/survey", "--title", "Other"), 11, "the same repository"),
        (("https://example.org/b?utm_source=x", "--title", "Other"), 12, "the same link"),
        (("2402.01234", "--title", "A Survey  of Nets"), 11, "the same title"),
    ],
)
def test_what_is_listed_is_refused(arguments: tuple[str, ...], line: int, by: str, run: Callable[..., Done]) -> None:
    path = write(TWO)
    done = run(*arguments, "--to", "Pruning")
    assert done.status == 1
    assert done.stderr.startswith(f"README.md:{line}: ")
    assert f"({by}); --again adds it all the same" in done.stderr
    assert path.read_text(encoding="utf-8") == TWO
    assert run(*arguments, "--to", "Pruning", "--again").status == 0
    assert path.read_text(encoding="utf-8") != TWO


def test_two_papers_may_share_their_code(run: Callable[..., Done]) -> None:
    write(TWO)
    arguments = ("10.1000/xyz", "--title", "Another", "--url", "https://github.com/lee/survey", "--to", "Surveys of networks")
    assert run(*arguments).status == 0


def test_nearly_the_same_title_is_told(run: Callable[..., Done]) -> None:
    write(TWO)
    done = run("10.1000/xyz", "--title", "A survey of big net", "--to", "Surveys")
    assert done.status == 0
    assert "README.md:12: has nearly the same title" in done.stderr


@pytest.mark.parametrize(
    "name", ["surveys of networks", "Surveys-of-Networks", "#surveys-of-networks", "survey", "Papers > Surveys of networks"]
)
def test_a_section_is_named(name: str, run: Callable[..., Done]) -> None:
    path = write(TWO)
    assert run("10.1000/xyz", "--title", "On trees", "--to", name).status == 0
    assert path.read_text(encoding="utf-8").splitlines()[12] == "- **On trees.** [[paper](https://doi.org/10.1000/xyz)]"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Survys of networks", 'no section "Survys of networks" (did you mean "Surveys of networks"?)'),
        ("n", 'several sections are meant by "n": "Pruning", "Surveys of networks"'),
        (
            None,
            'to which section does "Trees, a survey" belong? Name it with --to; most like it: "Surveys of networks", "Pruning"',
        ),
    ],
)
def test_a_section_that_is_not_known_is_asked_for(name: str | None, message: str, run: Callable[..., Done]) -> None:
    write(TWO)
    done = run("10.1000/xyz", "--title", "Trees, a survey", *(("--to", name) if name else ()))
    assert done.status == 2
    assert done.stderr.startswith(f"error: {message}")
    assert len(done.stderr.splitlines()) == 1


def test_a_person_chooses_a_section(folder: Path) -> None:
    write(TWO)
    command = "awesome-lint add 10.1000/xyz --title 'Trees, a survey'"
    left = answer(command, folder, ["q"], "--to: ")
    assert left.status == 130
    assert "  1  Surveys of networks\n  2  Pruning\n" in left.text
    assert (folder / "README.md").read_text(encoding="utf-8") == TWO
    taken = answer(command, folder, ["9", "2"], "--to: ")
    assert (taken.status, 'README.md:8: added to "Pruning"' in taken.text) == (0, True)


def test_nothing_is_added_in_the_middle_of_a_merge(run: Callable[..., Done]) -> None:
    text = f"{PAPERS}<<<<<<< HEAD\n- [A](https://a.example.org)\n=======\n- [B](https://b.example.org)\n>>>>>>> other\n"
    path = write(text)
    done = run(*PAPER)
    assert (done.status, "README.md: nothing is added in the middle of a merge; line 8" in done.stderr) == (2, True)
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "expected what to add"),
        (("2402.01234", "--offline"), "nothing but the address is known without the network; add --title"),
        (("nonsense",), '"nonsense": expected an arXiv id, a DOI, an address, a BibTeX entry, or a file'),
        (("--url", "Code=nonsense", "--title", "x"), '"nonsense": expected an arXiv id'),
        (("none.bib",), "none.bib: no such file"),
        (("@article{x, author={Ann Lee}}",), "@article{x} has no title"),
        (("@article{x, title={A}, title={B}}",), "line 1: Duplicate field keys on entry: 'title'"),
        (("@article{x, title={A",), "line 1: cannot be read"),
        (("1", "2", "3"), "found 3 arguments"),
        (("2402.01234", "none.md", "--title", "x"), "none.md: no such file"),
    ],
)
def test_what_cannot_be_added(arguments: tuple[str, ...], message: str, run: Callable[..., Done]) -> None:
    path = write(PAPERS)
    done = run(*arguments)
    assert done.status == 2
    assert message in " ".join(done.stderr.split())
    assert path.read_text(encoding="utf-8") == PAPERS


def test_only_markdown_is_added_to(run: Callable[..., Done], folder: Path) -> None:
    (folder / "README.rst").write_text(PAPERS, encoding="utf-8")
    done = run("2402.01234", "README.rst", "--title", "x")
    assert done.status == 2
    assert "README.rst: not the name of a Markdown file" in done.stderr
    assert (folder / "README.rst").read_text(encoding="utf-8") == PAPERS


def test_several_are_added_from_a_file(run: Callable[..., Done]) -> None:
    path = write(TWO)
    write(
        "@article{a, title={Trees of nets}, author={Lee, Ann and others}, journal={CoRR}, volume={abs/2402.00001}, year=2024}\n"
        "@misc{b, title={A survey of nets}, year=2020}\n"
        "@inproceedings{c, title={Nets of trees}, author={Cy D{\\'\\i}az}, doi={10.1000/q}, booktitle={Advances in Neural"
        " Information Processing Systems}, year={2023}, url={https://example.org/100%25_a}}\n",
        "refs.bib",
    )
    done = run("--from", "refs.bib", "--to", "surveys")
    assert done.status == 1
    assert 'README.md:11: "A survey of nets" is listed already' in done.stderr
    assert path.read_text(encoding="utf-8").splitlines()[12:] == [
        "- **Trees of nets.** *Ann Lee et al.* 2024. [[paper](https://arxiv.org/abs/2402.00001)]",
        "- **Nets of trees.** *Cy Díaz.* NeurIPS 2023. [[paper](https://doi.org/10.1000/q)]",
    ]
    assert run("-", "--to", "surveys", stdin=b"@misc{d, title={On nets}, doi={10.1000/r}}").status == 0
    assert path.read_text(encoding="utf-8").endswith("- **On nets.** [[paper](https://doi.org/10.1000/r)]\n")


def test_contents_and_counts_follow(run: Callable[..., Done]) -> None:
    entry = "- [{0}](https://example.org/{0}) - Is {0}.\n"
    names = {"Apples": ("a", "b"), "Pears": ("c", "d"), "Plums": ("e", "f"), "Figs": ("g", "h")}
    contents = "".join(f"- [{name} (2)](#{name.lower()}-2)\n" for name in names)
    text = f"# Fruit\n\n{contents}\n"
    text += "\n".join(f"## {name} (2)\n\n" + "".join(map(entry.format, inner)) for name, inner in names.items())
    path = write(text)
    done = run("https://example.org/x", "--title", "x", "--description", "Is x.", "--to", "Pears")
    assert done.status == 0, done
    after = path.read_text(encoding="utf-8")
    assert "- [Pears (3)](#pears-3)\n" in after
    assert "## Pears (3)\n" in after
    assert (
        after.replace("ears (3)](#pears-3)", "ears (2)](#pears-2)")
        .replace("Pears (3)", "Pears (2)")
        .replace(entry.format("x"), "")
        == text
    )


def test_the_first_entry_of_a_section(run: Callable[..., Done]) -> None:
    path = write(f"{PAPERS}\n## Trees\n\nAbout trees.\n\n## Licence\n\nNone.\n")
    assert run(*PAPER, "--to", "trees").status == 0
    assert "About trees.\n\n- **Pruning trees.** *Cy Diaz and Ann Lee.* ICML 2024." in path.read_text(encoding="utf-8")


def test_what_is_below_a_number_moves_with_it(run: Callable[..., Done]) -> None:
    entry = "{0}. **{1} nets.** [paper](https://arxiv.org/abs/20{0:02}.01234)\n\n{2}*Ann Lee, Bo Berg.*\n\n"
    names = ["Able", "Bold", "Calm", "Dark", "Even", "Fast", "Good", "Hard", "Wild"]
    text = "# Papers\n\n" + "".join(entry.format(number, name, "   ") for number, name in enumerate(names, 1))
    path = write(text)
    assert run("2402.01234", "--title", "Soft nets", "--author", "Cy Diaz").status == 0
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    assert lines[-3:] == ["10. **Wild nets.** [paper](https://arxiv.org/abs/2009.01234)", "", "    *Ann Lee, Bo Berg.*"]
    assert lines[-7:-4] == ["9. **Soft nets.** [paper](https://arxiv.org/abs/2402.01234)", "", "   *Cy Diaz.*"]


def test_nothing_is_learnt_from_what_is_struck_out(run: Callable[..., Done]) -> None:
    path = write(
        "# Tools\n\n## Fruit\n\n- ~~[apple](https://a.example.org) - Peels.~~\n- ~~[pear](https://p.example.org) - Peels.~~\n"
    )
    assert run("https://m.example.org", "--title", "mango", "--description", "Peels.").status == 0
    assert "- [mango](https://m.example.org) - Peels." in path.read_text(encoding="utf-8")


def test_what_has_no_place_is_told(run: Callable[..., Done]) -> None:
    write(STYLES["names sorted, descriptions in sentences"].text)
    done = run("https://github.com/owner/mango", "--description", "Peels fruit", "--venue", "ICML", "--year", "2024")
    assert done.status == 0
    assert "no place for venue and year in an entry of this list; not written" in done.stderr


def test_marks_in_a_title_are_shown_as_they_are(run: Callable[..., Done]) -> None:
    path = write(PAPERS)
    title = "On *A** and <script> nets [a](b) with `x_1` & C_2 | D"
    assert run("2402.01234", "--title", title).status == 0
    document = parse(Source.from_text(path.read_text(encoding="utf-8")))
    assert document.entries[-1].name == f"{title}."


@pytest.mark.parametrize(
    "text", ["a_b", "a*b*c", "`a", "[x](y)", "<b>", "\\alpha", "&amp;", "~~x~~", "*", "a $x_i$ b", "C#", "1. a"]
)
def test_plain_text_shows_itself(text: str) -> None:
    from html import unescape

    shown = unescape(render(f"**{plain(text)}**\n").replace("<p><strong>", "").replace("</strong></p>\n", ""))
    assert shown == text


# --- what is given ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("2401.00001", "https://arxiv.org/abs/2401.00001"),
        ("arXiv:2401.00001v3", "https://arxiv.org/abs/2401.00001"),
        ("cs/0112017", "https://arxiv.org/abs/cs/0112017"),
        ("10.1145/12.3", "https://doi.org/10.1145/12.3"),
        ("doi:10.1145/12.3", "https://doi.org/10.1145/12.3"),
        ("github.com/a/b", "https://github.com/a/b"),
        ("https://example.org/a=b", "https://example.org/a=b"),
    ],
)
def test_where_it_leads(text: str, url: str) -> None:
    assert from_command_line.link(text).url == url
    assert from_command_line.labelled(f"The code={text}") == replace(from_command_line.link(text), label="The code")
    assert from_command_line.labelled(text) == from_command_line.link(text)


@pytest.mark.parametrize(
    ("texts", "names", "has_more"),
    [
        (["Ann Lee"], ["Ann Lee"], False),
        (["Ann Lee and Bo van der Berg & Cy Díaz"], ["Ann Lee", "Bo van der Berg", "Cy Díaz"], False),
        (["Lee, Ann", "Berg, Bo"], ["Ann Lee", "Bo Berg"], False),
        (["Lee, Ann and Berg, Bo and others"], ["Ann Lee", "Bo Berg"], True),
        (["Ann Lee, Bo Berg, Cy Díaz"], ["Ann Lee", "Bo Berg", "Cy Díaz"], False),
        (["Ann Lee et al."], ["Ann Lee"], True),
    ],
)
def test_names_as_they_are_typed(texts: list[str], names: list[str], has_more: bool) -> None:
    found, more = from_command_line.people(texts)
    assert [person.family for person in found] == names
    assert more is has_more


def test_bibtex_is_read() -> None:
    (draft,) = bibtex.read(
        """@InProceedings{lee2024,
  title     = {{Deep} Nets \\& {BERT} for $k$-means: na{\\"i}ve -- or not?},
  author    = "Lee, Ann and van der Berg, Bo and {The Big Team} and M{\\"u}ller, Jr., J{\\"o}rg and others",
  booktitle = {2024 {IEEE/CVF} Conference on Computer Vision and Pattern Recognition ({CVPR})},
  year = 2024, month = jun, pages = {1--9},
  doi = {https://doi.org/10.1000/a_b}, eprint = {2401.00001v2}, archivePrefix = {arXiv},
  url = {https://example.org/50%25_x},
  note = {Code: \\url{https://github.com/lee/nets}},
}"""
    )
    assert draft == Draft(
        title="Deep Nets & BERT for $k$-means: naïve – or not?",
        people=(
            Person("Lee", "Ann"),
            Person("Berg", "Bo", "van der"),
            Person("The Big Team"),
            Person("Müller", "Jörg", "", "Jr."),
        ),
        has_more_people=True,
        venue="2024 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)",
        year="2024",
        month=6,
        links=(
            DraftLink.of_arxiv("2401.00001"),
            DraftLink("https://example.org/50%25_x"),
            DraftLink("https://doi.org/10.1000/a_b"),
            DraftLink("https://github.com/lee/nets"),
        ),
        is_typed=False,
    )


def test_bibtex_reads_no_file(folder: Path) -> None:
    (folder / "secret.tex").write_text("A secret", encoding="utf-8")
    commands = f"\\input{{{folder}/secret.tex}} \\include{{secret}}"
    (draft,) = bibtex.read(f"@misc{{x, title={{Nets {commands} of trees}}}}")
    assert draft.title == "Nets of trees"


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("Advances in Neural Information Processing Systems 36", "NeurIPS"),
        ("Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition", "CVPR"),
        ("Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition Workshops", "CVPRW"),
        ("Proceedings of the 2023 Conference on Empirical Methods in Natural Language Processing", "EMNLP"),
        ("Findings of something unheard of", None),
        ("arXiv preprint arXiv:2401.00001", "arXiv"),
        ("ICML '24", "ICML"),
        ("Some Conference Nobody Knows (ICDE)", "ICDE"),
        ("Workshop on Trees at the International Conference on Machine Learning", None),
    ],
)
def test_venues_have_short_names(written: str, short: str | None) -> None:
    assert short_name(written) == short


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("2024", "YYYY"),
        ("'24", "'YY"),
        ("2024/05", "YYYY/MM"),
        ("2024.5", "YYYY.M"),
        ("May 2024", "Mon YYYY"),
        ("June 2024", "Month YYYY"),
        ("8 May 2024", "D Mon YYYY"),
        ("18th Mar., 2024", "Dth Mon., YYYY"),
        ("2024-05-08", "YYYY-MM-DD"),
    ],
)
def test_dates_are_written_in_their_form(text: str, form: str) -> None:
    assert dates.shape(text) == form
    date = dates.read(text) or dates.Date(2024)
    assert dates.written(date, form) == text


@pytest.mark.parametrize("people", [("Zed Young",), ("Zed Young", "Yan Xu")])
def test_no_form_is_used_that_the_list_has_not(people: tuple[str, ...]) -> None:
    """What our own parser does not read back is written as its neighbours are all the same, and brackets are closed."""
    lines = [
        f'**[{number}]** Ann Lee, Bo Chen, and {name}. "**Deep nets for cats number {number}**." (ICML {2010 + number}). [[pdf](https://x.test/{number})]'
        for number, name in enumerate(("Cy Dee", "Ed Fox", "Flo Gay", "Hal Ivy"), 1)
    ]
    source = Source.from_text("# Papers\n\n" + "\n\n".join(lines) + "\n", "README.md")
    draft = Draft(
        title="Wide nets for dogs",
        people=tuple(map(Person, people)),
        year="2020",
        links=(DraftLink("https://x.test/9"),),
        is_typed=False,
    )
    addition = add(source, [draft], RuleSet.default(), NO_PINS, lambda document, _: sections(document)[0], again=True)
    (added,) = addition.added
    assert added.text.startswith("**[5]** Zed Young")
    assert '"**Wide nets for dogs**."' in added.text
    assert added.text.count("(") == added.text.count(")")


# --- real lists -------------------------------------------------------------------------------------------------------

CORPUS = os.environ.get("AWESOME_LINT_CORPUS")
SAMPLES = 200
# Larger ones take long, and are written no other way.
MOST_BYTES = 120_000
LEAST_ENTRIES = 4
# Shares of those that are added. What else is in an entry than its fields, no one can write; and where a list is in no order,
# no one can say where it stood.
LEAST_READ, LEAST_SAME, LEAST_UNSAID, LEAST_REFUSED = 0.97, 0.5, 0.95, 0.97


class Taken(NamedTuple):
    """A list without one of its entries, what that says, where it was, and how it was written."""

    name: str
    text: str
    draft: Draft
    path: tuple[str, ...]
    line: int
    lines: str
    mended: str


def taken() -> Iterator[Taken]:
    """Yield lists without an entry each: equally many of every list, and the same ones every time."""
    files = [path for path in sorted(Path(CORPUS or "").glob("*.md")) if path.stat().st_size <= MOST_BYTES]
    chosen = random.Random(16)
    count = 0
    while count < SAMPLES and files:
        left = []
        for path in files:
            source = Source.from_bytes(path.read_bytes(), path.name)
            document = parse(source)
            candidates = list(_candidates(document))
            if len(candidates) < 2 * LEAST_ENTRIES or count >= SAMPLES:
                continue
            left.append(path)
            count += 1
            yield _without(document, *chosen.choice(candidates))
        files = left


def _candidates(document: Document) -> Iterator[tuple[Named, Entry]]:
    for each in sections(document):
        if not each.entries or each.section.heading is None:
            continue
        try:
            place = site(document, each)
        except SiteError:
            continue
        if len(place.entries) >= LEAST_ENTRIES:
            yield from ((each, entry) for entry in place.entries if entry.is_read and entry.title and not entry.entries)


def _without(document: Document, each: Named, entry: Entry) -> Taken:
    source = document.source
    start, end = entry.span
    whole = source.whole_lines(Span(start, start + len(source.slice(Span(start, end)).rstrip())))
    before, after = source.text[: whole.start], source.text[whole.end :]
    if before.endswith("\n\n") and after.startswith("\n"):
        after = after.removeprefix("\n")
    rules = RuleSet.of(rule for rule in RuleSet.default() if rule.name != "layout")
    fixed = fix(source, rules, scopes=(Changed((whole,)),))
    scope = fixed.scopes[0]
    assert isinstance(scope, Changed)
    mended = fixed.after.slice(scope.spans[0]).strip("\n")
    draft = _draft(document, entry)
    return Taken(
        source.path, before + after, draft, each.path, source.line_number(start), source.slice(whole).strip("\n"), mended
    )


def _draft(document: Document, entry: Entry) -> Draft:
    source = document.source
    places = places_of(source, entry)
    people = entry.authors.people if entry.authors else ()
    return Draft(
        title=entry.name,
        people=tuple(Person(author.name) for author in people if not author.is_et_al),
        has_more_people=bool(people) and people[-1].is_et_al,
        venue=entry.venue.value if entry.venue else None,
        year=source.slice(dates.around(source, places["year"])) if "year" in places else None,
        links=tuple(
            DraftLink(link.url, None if entry.is_of_title(link) else label_of(document, link) or None)
            for link in own_links(entry, places)
        ),
        description=" ".join(source.slice(places["description"]).split()) if "description" in places else None,
        tags=tuple(tag.value for tag in entry.tags),
    )


def _added(source: Source, each: Taken, *, again: bool = False) -> Addition:
    return add(source, [each.draft], RuleSet.default(), NO_PINS, lambda document, _: _named(document, each.path), again=again)


def _named(document: Document, path: Sequence[str]) -> Named:
    return next(each for each in sections(document) if each.path == path)


@pytest.mark.skipif(CORPUS is None, reason="AWESOME_LINT_CORPUS names no folder of lists")
@pytest.mark.timeout(7200)
def test_entries_of_real_lists_are_added_again(record_property: Callable[[str, object], None]) -> None:
    met: Counter[str] = Counter()
    for each in taken():
        met["entries"] += 1
        source = Source.from_text(each.text, each.name)
        found = [named.path for named in proposals(parse(source), each.draft)]
        met["section proposed first"] += found[0] == each.path
        met["section among five"] += each.path in found[:5]
        try:
            addition = _added(source, each, again=True)
        except (AdditionError, SectionError, SiteError) as error:
            met[f"not added: {type(error).__name__}"] += 1
            continue
        (added,) = addition.added
        met["added"] += 1
        met["read back"] += added.is_read
        met["identical bytes"] += added.text == each.lines
        met["identical as mended"] += _unnumbered(added.text) in (_unnumbered(each.lines), _unnumbered(each.mended))
        met["of an order"] += added.order is not None
        met["of an order, on the same line"] += added.order is not None and added.line == each.line
        met["on the same line"] += added.line == each.line
        met["nothing new to say"] += not addition.remaining
        met["all else the same"] += _rest(addition, added.line, added.text) == _lines(each.text)
        second = _added(addition.after, each)
        met["refused again"] += bool(second.refused) and not second.is_changed
        met["refused with its line"] += bool(second.refused) and second.refused[0].line == added.line
    for name, number in met.items():
        record_property(name, number)
        print(f"{name}: {number} ({number / met['entries']:.1%})")
    assert met["added"] >= 0.98 * met["entries"]
    assert met["read back"] >= LEAST_READ * met["added"]
    assert met["identical as mended"] >= LEAST_SAME * met["added"]
    assert met["nothing new to say"] >= LEAST_UNSAID * met["added"] * 0.9
    assert met["refused again"] >= LEAST_REFUSED * met["added"]
    assert met["all else the same"] >= 0.97 * met["added"]


def _unnumbered(text: str) -> str:
    return text.lstrip(" \t").lstrip("0123456789")


def _lines(text: str) -> list[str]:
    """Return the lines that are not blank, without the numbers at their beginning."""
    return [line.lstrip().lstrip("0123456789") for line in text.split("\n") if line.strip()]


def _rest(addition: Addition, line: int, text: str) -> list[str]:
    lines = addition.after.text.split("\n")
    return _lines("\n".join(lines[: line - 1] + lines[line + text.count("\n") :]))
