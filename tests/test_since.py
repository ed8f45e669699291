"""`--since`: what touches changed lines and nothing else, in real repositories of every shape."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from repository import Repository

OLD = """\
# Papers

## Networks

- **One paper.** *Ann Author, et.al.* [paper](https://example.org/1)
- **Another paper.** *Ben Baker and Carl Cook.* [paper](https://example.org/2)
- **Third paper.** *Dora Dean and Emil Ernst.* [paper](https://example.org/3)
"""
BAD = "- **Fourth paper.** *Fay Fox, et.al.* [paper](https://example.org/4)\n"
GOOD = "- **Fifth paper.** *Gil Grant and Hanna Holm.* [paper](https://example.org/5)\n"
ODD = "líst of 'papers' & \"more\".md"


def inserted(text: str, new: str, line: int) -> str:
    """Return the text with lines put before a line, counted from 1."""
    lines = text.splitlines(keepends=True)
    return "".join([*lines[: line - 1], new, *lines[line - 1 :]])


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository.at(tmp_path / "list")
    made.commit(OLD)
    return made


def test_nothing_changed_is_nothing_to_report(repository: Repository) -> None:
    assert repository.said("--since", "HEAD") == []
    done = repository.lint("--since", "HEAD")
    assert (done.returncode, done.stdout) == (0, "No problems found in README.md on the lines changed since HEAD.\n")
    assert repository.said() == ["README.md:5 et-al"]


def test_a_good_entry_is_nothing_to_report(repository: Repository) -> None:
    repository.write(inserted(OLD, GOOD, 6))
    assert repository.said("--since", "HEAD") == []


@pytest.mark.parametrize("line", [5, 6, 8])
def test_a_bad_entry_is_reported_alone(repository: Repository, line: int) -> None:
    repository.write(inserted(OLD, BAD, line))
    assert repository.said("--since", "HEAD") == [f"README.md:{line} et-al"]


def test_staged_and_committed_changes_count(repository: Repository) -> None:
    base = repository.git("rev-parse", "HEAD")
    repository.write(inserted(OLD, BAD, 6))
    repository.git("add", "--all")
    assert repository.said("--since", "HEAD") == ["README.md:6 et-al"]
    repository.commit()
    assert repository.said("--since", "HEAD") == []
    assert repository.said("--since", base) == ["README.md:6 et-al"]


def test_the_merge_base_counts(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "-b", "topic")
    repository.commit(OLD + BAD)
    repository.git("checkout", "--quiet", "main")
    repository.commit(inserted(OLD, BAD.replace("Fourth", "Sixth").replace("/4", "/6"), 5))
    repository.git("checkout", "--quiet", "topic")
    assert repository.said("--since", "main") == ["README.md:8 et-al"]


@pytest.mark.parametrize("line", [6, 8])
def test_a_duplicate_is_reported_wherever_its_new_half_is(repository: Repository, line: int) -> None:
    again = "- **Another paper.** *Ben Baker and Carl Cook.* [paper](https://example.org/2)\n"
    repository.write(inserted(OLD, again, line))
    later = 7 if line == 6 else 8
    assert repository.said("--since", "HEAD") == [f"README.md:{later} duplicate-entry"]


def test_a_duplicate_of_two_old_entries_is_not(repository: Repository) -> None:
    repository.commit(OLD + OLD.splitlines(keepends=True)[5])
    repository.write(inserted(repository.read(), GOOD, 7))
    assert repository.said("--since", "HEAD") == []


def run_of(count: int) -> str:
    entries = "".join(
        f"- **Paper {number}.** *Ann Author{number}, et.al.* [paper](https://example.org/{number})\n" for number in range(count)
    )
    return f"# Papers\n\n{entries}"


def test_a_folded_run_is_cut_to_what_changed(repository: Repository) -> None:
    repository.commit(run_of(20))
    new = "".join(
        f"- **New {number}.** *Ben Baker{number}, et.al.* [paper](https://example.org/n{number})\n" for number in range(3)
    )
    repository.write(inserted(run_of(20), new, 10))
    done = repository.lint("--since", "HEAD", "--output-format", "concise")
    (line,) = done.stdout.splitlines()
    assert line.startswith("README.md:10:")
    assert line.endswith("(3 times)")
    counted = repository.lint("--since", "HEAD", "--statistics")
    assert counted.stdout == "  3  et-al  [*]\n"


def test_a_narrowed_run_says_what_is_wrong_where_it_is(repository: Repository) -> None:
    entries = [f"- [Tool {number}](https://example.org/{number}) - Does thing{number}.\n" for number in range(90)]
    odd = [entry.replace(".\n", "\n") for entry in entries[:12]]
    repository.commit(
        "".join(["# Tools\n\n", *entries, *[each.replace("Tool", "Other").replace("org/", "org/o") for each in odd]])
    )
    new = "- [New](https://example.org/new) - Does something new\n"
    repository.write(repository.read() + new)
    done = repository.lint("--since", "HEAD", "--output-format", "concise", "--select", "description-ending")
    assert "write `new.`" in done.stdout


def test_fixing_changes_no_other_line(repository: Repository) -> None:
    repository.commit(run_of(20))
    repository.write(inserted(run_of(20), BAD + GOOD, 10))
    done = repository.lint("--fix", "--since", "HEAD")
    assert done.returncode == 0, done.stdout
    assert repository.read() == inserted(run_of(20), BAD.replace("et.al.", "et al.") + GOOD, 10)
    assert repository.said("--since", "HEAD") == []


def test_fixing_follows_the_lines_from_pass_to_pass(repository: Repository) -> None:
    messy = "-   **Fourth  paper.** *Fay Fox ,Gil Grant, et.al.* [paper](http://arxiv.org/abs/1710.03740)   \n"
    repository.write(inserted(OLD, messy, 7))
    repository.lint("--fix", "--since", "HEAD")
    text = repository.read()
    mended = "- **Fourth paper.** *Fay Fox, Gil Grant, et al.* [paper](https://arxiv.org/abs/1710.03740)\n"
    assert text == inserted(OLD, mended, 7)
    again = repository.lint("--fix", "--since", "HEAD")
    assert again.stderr == ""
    assert repository.read() == text


def test_a_fix_that_would_remove_an_old_line_is_left_to_a_person(repository: Repository) -> None:
    again = OLD.splitlines(keepends=True)[5]
    text = inserted(OLD, again, 5)
    repository.write(text)
    done = repository.lint("--fix", "--since", "HEAD", "--output-format", "concise")
    assert done.stdout.startswith("README.md:7:3: duplicate-entry ")
    assert repository.read() == text


def test_a_list_that_was_laid_out_otherwise_stays_so(repository: Repository) -> None:
    indented = OLD.replace("- **", "  - **")
    repository.commit(indented)
    repository.write(inserted(indented, "  " + GOOD.replace("\n", "   \n"), 6))
    assert repository.said() != []
    done = repository.lint("--fix", "--since", "HEAD")
    assert done.returncode == 0, done.stdout
    assert repository.read() == inserted(indented, "  " + GOOD, 6)


def test_an_entry_laid_out_otherwise_than_its_list_is_mended(repository: Repository) -> None:
    repository.write(inserted(OLD, GOOD.replace("- ", "-   "), 8))
    assert repository.said("--since", "HEAD") != []
    repository.lint("--fix", "--since", "HEAD")
    assert repository.read() == OLD + GOOD


def test_what_a_removal_leaves_is_reported(repository: Repository) -> None:
    two = OLD + "\n## More\n\n" + GOOD + "\n## Most\n\n" + GOOD.replace("Fifth", "Seventh").replace("/5", "/7")
    repository.commit(two)
    repository.write(two.replace("## More\n\n" + GOOD, "## More\n"))
    assert repository.said("--since", "HEAD") == ["README.md:9 empty-section"]


def test_the_neighbours_of_a_removal_are_not_touched(repository: Repository) -> None:
    repository.commit(OLD + BAD + GOOD)
    repository.write(OLD.replace("- **Another", "- **Another") + GOOD)
    assert repository.said("--since", "HEAD") == []


def test_new_files_are_changed_as_a_whole(repository: Repository) -> None:
    repository.write(OLD, "new.md")
    assert repository.said("--since", "HEAD", "new.md") == ["new.md:5 et-al"]
    repository.git("add", "new.md")
    assert repository.said("--since", "HEAD", "new.md") == ["new.md:5 et-al"]


def test_renamed_files_are_known_again(repository: Repository) -> None:
    (repository.folder / "lists").mkdir()
    repository.git("mv", "README.md", f"lists/{ODD}")
    repository.write(inserted(OLD, BAD, 6), f"lists/{ODD}")
    assert repository.said("--since", "HEAD", f"lists/{ODD}") == [f"lists/{ODD}:6 et-al"]
    repository.commit()
    assert repository.said("--since", "HEAD~1", ODD, folder="lists") == [f"{ODD}:6 et-al"]


@pytest.mark.parametrize("name", [ODD, "two  spaces.md", "日本語.md", "-dash.md", ":(top)x.md", "a*b[c].md", "tab\tline.md"])
def test_any_name_will_do(repository: Repository, name: str) -> None:
    repository.commit(OLD, name)
    repository.write(inserted(OLD, BAD, 6), name)
    done = repository.lint("--since", "HEAD", "--statistics", f"./{name}")
    assert (done.stdout, done.stderr) == ("  1  et-al  [*]\n", "")


def test_newlines_are_no_change(repository: Repository) -> None:
    repository.write(inserted(OLD, BAD, 6).replace("\n", "\r\n"))
    assert repository.said("--since", "HEAD") == ["README.md:6 et-al"]


def test_a_byte_order_mark_is_no_change(repository: Repository) -> None:
    repository.write("\ufeff" + inserted(OLD, BAD, 6))
    assert repository.said("--since", "HEAD") == ["README.md:6 et-al"]


def test_a_link_stands_for_its_target(repository: Repository) -> None:
    (repository.folder / "docs").mkdir()
    repository.git("mv", "README.md", "docs/list.md")
    (repository.folder / "README.md").symlink_to("docs/list.md")
    repository.commit()
    repository.write(inserted(OLD, BAD, 6), "docs/list.md")
    assert repository.said("--since", "HEAD") == ["README.md:6 et-al"]


def test_a_link_that_became_a_file_is_new(repository: Repository) -> None:
    (repository.folder / "link.md").symlink_to("README.md")
    repository.commit()
    (repository.folder / "link.md").unlink()
    repository.write(OLD, "link.md")
    assert repository.said("--since", "HEAD", "link.md") == ["link.md:5 et-al"]


def test_text_on_the_standard_input_is_compared(repository: Repository) -> None:
    text = inserted(OLD, BAD, 6)
    done = repository.lint("--since", "HEAD", "--stdin-filename", "README.md", "--output-format", "concise", stdin=text)
    assert done.stdout.startswith("README.md:6:")
    assert len(done.stdout.splitlines()) == 1
    new = repository.lint("--since", "HEAD", "--stdin-filename", "no/such/list.md", "--statistics", stdin=text)
    assert new.stdout == "  2  et-al  [*]\n"
    assert "add --stdin-filename NAME" in repository.fails("--since", "HEAD", "-", stdin=text)


def test_submodules_and_worktrees_have_their_own_history(repository: Repository, tmp_path: Path) -> None:
    outer = Repository.at(tmp_path / "outer")
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(repository.folder), "part")
    outer.commit()
    outer.write(inserted(OLD, BAD, 6), "part/README.md")
    assert outer.said("--since", "HEAD", "part") == ["part/README.md:6 et-al"]
    repository.git("worktree", "add", "--quiet", str(tmp_path / "tree"))
    tree = Repository(tmp_path / "tree")
    tree.write(inserted(OLD, BAD, 7))
    assert tree.said("--since", "main") == ["README.md:7 et-al"]


def test_hooks_that_git_runs_see_their_own_repository(repository: Repository, tmp_path: Path) -> None:
    other = Repository.at(tmp_path / "other")
    other.commit("# Other\n")
    repository.write(inserted(OLD, BAD, 6))
    variables = {"GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/index.lock", "GIT_PREFIX": ""}
    assert repository.said("--since", "HEAD", **variables) == ["README.md:6 et-al"]
    listed = repository.folder / "README.md"
    assert [line.rpartition(":")[2] for line in other.said("--since", "HEAD", str(listed), **variables)] == ["6 et-al"]


def test_a_work_tree_elsewhere_is_found_by_its_variables(repository: Repository, tmp_path: Path) -> None:
    shutil.move(repository.folder / ".git", tmp_path / "hidden")
    repository.write(inserted(OLD, BAD, 6))
    variables = {"GIT_DIR": str(tmp_path / "hidden"), "GIT_WORK_TREE": str(repository.folder)}
    assert repository.said("--since", "HEAD", **variables) == ["README.md:6 et-al"]


def test_settings_of_a_person_change_nothing(repository: Repository) -> None:
    for key, value in [
        ("color.ui", "always"),
        ("diff.external", "false"),
        ("diff.noprefix", "true"),
        ("diff.interHunkContext", "100"),
        ("diff.renames", "false"),
        ("diff.relative", "true"),
        ("core.quotepath", "true"),
    ]:
        repository.git("config", key, value)
    repository.commit("*.md -diff\n", ".gitattributes")
    repository.write(inserted(inserted(OLD, BAD, 8), GOOD, 5))
    assert repository.said("--since", "HEAD") == ["README.md:9 et-al"]
    repository.git("mv", "README.md", "list.md")
    assert repository.said("--since", "HEAD", "list.md") == ["list.md:9 et-al"]


def test_everything_is_new_before_the_first_commit(tmp_path: Path) -> None:
    repository = Repository.at(tmp_path)
    repository.write(OLD)
    assert repository.said("--since", "HEAD") == ["README.md:5 et-al"]


@pytest.fixture
def shallow(repository: Repository, tmp_path: Path) -> Repository:
    """A clone of the last commit of a branch alone, as actions/checkout makes it."""
    repository.git("checkout", "--quiet", "-b", "topic")
    repository.commit(OLD + GOOD)
    repository.commit(OLD + GOOD + BAD)
    url = repository.folder.as_uri()
    subprocess.run(
        ["git", "clone", "--quiet", "--depth=1", "--branch=topic", url, str(tmp_path / "clone")],
        check=True,
        env=repository.environment,
    )
    return Repository(tmp_path / "clone")


def test_missing_history_is_named_with_its_remedy(shallow: Repository) -> None:
    for reference in ("origin/main", "HEAD~1"):
        message = shallow.fails("--since", reference)
        assert message.startswith(f"error: README.md: --since: unknown revision `{reference}` in this shallow clone")
        assert "`fetch-depth: 0`" in message
        assert "git fetch --unshallow" in message
    shallow.git("fetch", "--quiet", "--depth=1", "origin", "main:refs/remotes/origin/main")
    message = shallow.fails("--since", "origin/main")
    assert "`origin/main` and what is checked have none of their common commits" in message
    assert "`fetch-depth: 0`" in message
    shallow.git("fetch", "--quiet", "--unshallow")
    assert shallow.said("--since", "origin/main") == ["README.md:9 et-al"]


def test_histories_without_a_common_commit_are_named(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "--orphan", "other")
    repository.commit(OLD + BAD)
    assert "have no commit in common; name another revision" in repository.fails("--since", "main")


@pytest.mark.parametrize("reference", ["no-such-branch", "--all", "", "main..HEAD", "HEAD:README.md"])
def test_unknown_revisions_are_named(repository: Repository, reference: str) -> None:
    message = repository.fails(f"--since={reference}")
    assert message == f"error: README.md: --since: unknown revision `{reference}`; check its spelling, or fetch it\n"


def test_files_outside_of_a_repository_are_named(tmp_path: Path) -> None:
    folder = Repository(tmp_path)
    folder.write(OLD)
    message = folder.fails("--since", "HEAD", GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert message == "error: README.md: not in a git repository, so --since cannot tell what was changed; leave it out here\n"


def test_one_file_that_fails_does_not_stop_the_others(repository: Repository, tmp_path: Path) -> None:
    outside = Repository(tmp_path / "outside")
    outside.write(OLD)
    repository.write(OLD + BAD)
    done = repository.lint("--since", "HEAD", "--statistics", str(outside.folder), ".", GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "  1  et-al  [*]\n")
    assert "not in a git repository" in done.stderr


def test_without_git_there_is_one_message(repository: Repository) -> None:
    message = repository.fails("--since", "HEAD", PATH=os.devnull)
    assert message.startswith("error: --since asks git what was changed, which cannot be run")
    assert len(message.splitlines()) == 1


def test_what_git_refuses_is_shown(repository: Repository) -> None:
    message = repository.fails("--since", "HEAD", GIT_TEST_ASSUME_DIFFERENT_OWNER="1")
    assert "dubious ownership" in message
    assert "git config --global --add safe.directory" in message


@pytest.mark.parametrize("arguments", [["--add-ignore"], ["--diff"]])
def test_other_ways_to_write_keep_to_the_changed_lines(repository: Repository, arguments: Sequence[str]) -> None:
    repository.write(OLD + BAD)
    done = repository.lint("--since", "HEAD", *arguments)
    text = done.stdout + repository.read()
    assert text.count("Ann Author, et.al.* [paper](https://example.org/1)\n") >= 1
    assert "ignore et-al" in text or "+- **Fourth paper.** *Fay Fox, et al.*" in text
    assert "Ann Author, et al." not in text
    assert text.count("ignore et-al") <= 1
