"""Which files beside a list are missed, and when nothing can be said of them."""

from pathlib import Path

import pytest

from awesome_lint.engine.fixer import fix
from awesome_lint.engine.linter import lint
from awesome_lint.files.read_write import read
from awesome_lint.parser import parse
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.rules.links.missing_file import MissingFile

LIST = """\
# Birds

![Jay](images/Jay.PNG) ![Rook](images/rook.png) [notes](/docs/notes.md#one?a) [guide](docs/guide) [issues](../../issues)

- [Kea](docs/kea%20bird.md "A bird") - A bird.
"""


def repository(folder: Path, *files: str, is_git: bool = True) -> Path:
    if is_git:
        (folder / ".git").mkdir()
    for name in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
    path = folder / "README.md"
    path.write_text(LIST, encoding="utf-8")
    return path


def said(path: Path) -> list[str]:
    return [diagnostic.message for diagnostic in lint(parse(read(path).source), RuleSet.of([MissingFile()])).diagnostics]


def test_a_list_alone_in_a_folder_misses_nothing(tmp_path: Path) -> None:
    assert not said(repository(tmp_path, "another.md", is_git=False))


def test_the_top_of_a_repository_misses_all(tmp_path: Path) -> None:
    assert said(repository(tmp_path)) == [
        "Image `images/Jay.PNG` is not there: correct the path, or add the file.",
        "Image `images/rook.png` is not there: correct the path, or add the file.",
        "File `/docs/notes.md` is not there: correct the path, or add the file.",
        "File `docs/guide` is not there: correct the path, or add the file.",
        "File `docs/kea bird.md` is not there: correct the path, or add the file.",
    ]


@pytest.mark.parametrize("is_git", [True, False])
def test_files_that_are_there(tmp_path: Path, is_git: bool) -> None:
    path = repository(tmp_path, "images/jay.png", "docs/notes.md", "docs/guide.md", "docs/Kea bird.md", is_git=is_git)
    assert said(path) == [
        "`images/Jay.PNG` is spelt `images/jay.png` on disk: write it so.",
        "Image `images/rook.png` is not there: correct the path, or add the file.",
        "`docs/kea bird.md` is spelt `docs/Kea bird.md` on disk: write it so.",
    ]
    fixed = fix(read(path).source, RuleSet.of([MissingFile()]))
    assert "![Jay](images/jay.png)" in fixed.text
    assert '[Kea](docs/Kea%20bird.md "A bird")' in fixed.text


def test_a_sparse_checkout_misses_nothing(tmp_path: Path) -> None:
    path = repository(tmp_path)
    (tmp_path / ".git" / "info").mkdir()
    (tmp_path / ".git" / "info" / "sparse-checkout").write_text("/*\n", encoding="utf-8")
    assert not said(path)


def test_a_link_out_of_the_repository_is_not_followed(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "outside").mkdir()
    path = repository(inside)
    (inside / "images").symlink_to(tmp_path / "outside")
    assert "images" not in "".join(said(path))
