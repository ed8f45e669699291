"""`awesome-lint init`: the files with which a repository begins, and what is said where they are there already."""

import importlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from terminal import ROOT

import awesome_lint
from awesome_lint.cli import commands as cli
from awesome_lint.cli import init as starter
from awesome_lint.cli import profiles
from awesome_lint.files.read_write import FileError
from awesome_lint.parser import parse
from awesome_lint.registry.discovery import discover
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.settings import Selection, choose
from awesome_lint.settings.files import from_table, load
from awesome_lint.source import Source

LIST = """# Papers

- **One thing is small.** *Ann Lee and Bo Chen.* [[paper](https://example.org/1)]
- **Two things are small.** *Ann Lee and Bo Chen.* [[paper](https://example.org/2)]
- **Three things are small.** *Ann Lee and Bo Chen.* [[paper](https://example.org/3)]
- **Four things are small** *Ann Lee and Bo Chen.* [[Paper](https://example.org/4)]
- **Five things are small.** *Ann Lee and Bo Chen.* [[paper](https://example.org/5)]
"""
EXAMPLES = sorted((ROOT / "examples").glob("*/*.md"))
FILES = (".awesome-lint.toml", ".pre-commit-config.yaml", ".github/workflows/awesome-lint.yml")

Run = Callable[..., str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "README.md").write_text(LIST)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def init(capfd: pytest.CaptureFixture[str]) -> Run:
    def init(*arguments: str, status: int = 0) -> str:
        assert cli.run(["init", *arguments]) == status
        captured = capfd.readouterr()
        return captured.out if status == 0 else captured.err

    return init


def from_yaml(path: str) -> Any:
    # Comes with pre-commit; its types do not.
    return importlib.import_module("yaml").safe_load(Path(path).read_text(encoding="utf-8"))


def tree(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def said(arguments: tuple[str, ...], capfd: pytest.CaptureFixture[str]) -> Any:
    cli.run([*arguments, "--output-format", "json"])
    return json.loads(capfd.readouterr().out)


# --- files ------------------------------------------------------------------------------------------------------------


def test_a_list_without_anything_gets_all(init: Run, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = said((), capfd)
    last = ("Next: awesome-lint README.md",)
    assert init().splitlines() == [*(f"{name}: written" for name in FILES), *filter(None, [starter.AWAITED]), *last]
    assert set(tree(folder)) == {"README.md", *FILES}
    assert Path("README.md").read_text() == LIST
    settings = load(Path(".awesome-lint.toml"))
    assert settings.style.author_conjunction == "and"
    assert settings.style.title_ending is None
    assert choose(settings, Selection()).rules == RuleSet.default().rules
    assert said((), capfd) == before
    text = Path(".awesome-lint.toml").read_text()
    assert '# title-ending = "."  # 4 of 5\n' in text
    assert all(ord(character) < 128 for character in text)


def test_what_is_left_can_be_uncommented(init: Run, capfd: pytest.CaptureFixture[str]) -> None:
    init()
    path = Path(".awesome-lint.toml")
    path.write_text(re.sub(r"^# (?=[a-z-]+ = |    \"|\])", "", path.read_text(), flags=re.MULTILINE))
    assert (load(path).style.title_ending, load(path).style.link_labels) == (".", ("paper",))
    assert {each["rule"] for each in said((), capfd)} == {"link-label", "title-ending"}


def test_again_there_is_nothing_to_do(init: Run, folder: Path) -> None:
    init()
    before = tree(folder)
    assert init().splitlines() == [
        *(f"{name}: has all of it, left as it is" for name in FILES),
        "Next: awesome-lint README.md",
    ]
    assert tree(folder) == before


def test_a_tag_that_is_not_there_yet_is_said_to_be_none(init: Run) -> None:
    """Until the changelog has the date of the first release, and no longer."""
    is_awaited = not re.search(r"^## \S+ - \d{4}-", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert bool(starter.AWAITED) == is_awaited
    tag = f"The tag v{awesome_lint.__version__}, which these files name, is there as of the first release"
    for arguments in (("--dry-run",), (), ("--awesome", "--dry-run")):
        assert (tag in init(*arguments)) == (is_awaited and arguments[:1] != ("--awesome",))


def test_a_dry_run_writes_nothing(init: Run, folder: Path) -> None:
    shown = init("--dry-run")
    assert set(tree(folder)) == {"README.md"}
    init()
    for name in FILES:
        assert f"{name}: would be written\n" in shown
        for line in Path(name).read_text().splitlines():
            assert f"    {line}".rstrip() in shown.splitlines()


def test_what_is_there_stays_and_what_to_add_is_shown(init: Run, folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[tool.awesome-lint.style]\ntitle-ending = "."\n')
    (folder / ".pre-commit-config.yaml").write_text("repos: []\n")
    workflow = folder / ".github" / "workflows" / "awesome-lint.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text("name: mine\n")
    before = tree(folder)
    shown = init()
    assert tree(folder) == before
    assert "pyproject.toml: left as it is; add to the table [tool.awesome-lint.style]:\n\n    author-conjunction = " in shown
    assert "title-ending" not in shown
    assert ".pre-commit-config.yaml: left as it is; add below `repos:`:\n\n      - repo: https://" in shown
    assert ".github/workflows/awesome-lint.yml: left as it is; add a job like that of:\n" in shown


def test_what_has_it_needs_nothing(init: Run, folder: Path) -> None:
    (folder / ".pre-commit-config.yaml").write_text("repos:\n- repo: x\n  hooks: [{id: awesome-lint}]\n")
    workflows = folder / ".github" / "workflows"
    workflows.mkdir(parents=True)
    (workflows / "list.yaml").write_text("# no awesome-lint here\njobs: {a: {steps: [{run: awesome-lint README.md}]}}\n")
    assert init().splitlines()[1:3] == [
        ".pre-commit-config.yaml: has all of it, left as it is",
        ".github/workflows/list.yaml: has all of it, left as it is",
    ]


def test_a_workflow_that_only_speaks_of_it_does_not_count(init: Run, folder: Path) -> None:
    workflows = folder / ".github" / "workflows"
    workflows.mkdir(parents=True)
    (workflows / "ci.yml").write_text("# awesome-lint\njobs: {}\n")
    assert f"{FILES[2]}: written" in init()


def test_a_dangling_link_is_not_written_through(init: Run, folder: Path) -> None:
    (folder / ".pre-commit-config.yaml").symlink_to("elsewhere.yaml")
    assert "error: .pre-commit-config.yaml: cannot be read (No such file or directory)" in init(status=2)
    assert not (folder / "elsewhere.yaml").exists()


@pytest.mark.parametrize("link", [".github", ".github/workflows"])
def test_nothing_is_written_through_a_folder_that_leads_out(
    init: Run, folder: Path, tmp_path_factory: pytest.TempPathFactory, link: str
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (folder / link).parent.mkdir(exist_ok=True)
    (folder / link).symlink_to(outside)
    assert "a symbolic link on the way leads out of the repository; nothing is written there" in init(status=2)
    assert not [*outside.iterdir()]


@pytest.mark.skipif(os.name == "nt", reason="there are no such pipes")
def test_a_pipe_is_not_waited_for(init: Run, folder: Path) -> None:
    os.mkfifo(folder / ".pre-commit-config.yaml")
    assert "error: .pre-commit-config.yaml: cannot be read (a pipe)" in init(status=2)


def test_an_address_may_have_line_ends(init: Run, folder: Path, remote: Callable[[str, str], None]) -> None:
    remote("origin", "git@github.com:ann/list.git\nuses: ann/other")
    assert ".github/workflows/awesome-lint.yml: written\n" in init()
    assert "ann/other" not in "".join(tree(folder / ".github").values())


@pytest.mark.parametrize(
    ("name", "hooked"),
    [
        ("docs/README.zh-CN.md", None),
        ("docs/LIST.md", r"^docs/LIST\.md$"),
        ("it's a list (1).md", r"^it's\ a\ list\ \(1\)\.md$"),
        ("-list.md", r"^\-list\.md$"),
        ("日本語.md", "^日本語\\.md$"),
    ],
)
def test_the_list_is_the_one_that_was_named(init: Run, folder: Path, name: str, hooked: str | None) -> None:
    (folder / "README.md").unlink()
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(LIST)
    init(f"./{name}")
    assert (path.parent / ".awesome-lint.toml").exists()
    (repository,) = from_yaml(FILES[1])["repos"]
    assert {hook.get("files") for hook in repository["hooks"]} == {hooked}
    assert re.search(hooked or starter.HOOKED.pattern, name, re.IGNORECASE)
    assert from_yaml(FILES[2])["jobs"]["check"]["steps"][-1]["with"] == {"paths": name}


def test_what_is_written_is_accepted_by_its_readers(init: Run) -> None:
    init()
    subprocess.run([sys.executable, "-m", "pre_commit", "validate-config", FILES[1]], check=True)
    (repository,) = from_yaml(FILES[1])["repos"]
    ours = importlib.import_module("yaml").safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {hook["id"] for hook in repository["hooks"]} == {hook["id"] for hook in ours}
    assert {hook["files"] for hook in ours} == {f"(?i){starter.HOOKED.pattern}"}
    workflow = from_yaml(FILES[2])
    # YAML takes the key `on` for true.
    assert workflow[True] == "pull_request"
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["check"]["steps"][-1] == {"uses": f"awesome-lint/awesome-lint@{repository['rev']}"}
    assert repository["repo"] == "https://github.com/awesome-lint/awesome-lint"


def test_the_files_are_those_that_the_readme_shows(init: Run, folder: Path) -> None:
    init()
    text = (ROOT / "README.md").read_text("utf-8")
    shown = re.findall(r"^```yaml \S+\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    for name, block in zip(FILES[1:], shown, strict=True):
        (folder / "shown.yaml").write_text(block)
        assert {**from_yaml(name), "name": ""} == {**from_yaml("shown.yaml"), "name": ""}


@pytest.fixture
def remote(folder: Path) -> Callable[[str, str], None]:
    """Adds a remote to a repository of git in the folder."""
    (folder / ".git").rmdir()
    subprocess.run(["git", "init", "-q", folder], check=True)

    def add(name: str, address: str) -> None:
        subprocess.run(["git", "-C", folder, "remote", "add", name, address], check=True)

    return add


@pytest.mark.parametrize(
    "address",
    ["git@github.com:ann/list.git", "https://ann:word@github.com/ann/list", "/srv/list.git", "file:///srv/list.git", "../list"],
)
def test_a_workflow_is_for_github_and_where_nothing_else_is_known(
    init: Run, folder: Path, remote: Callable[[str, str], None], address: str
) -> None:
    remote("origin", address)
    assert ".github/workflows/awesome-lint.yml: written\n" in init()
    assert not (folder / ".gitlab-ci.yml").exists()


@pytest.mark.parametrize("address", ["git@gitlab.com:ann/list.git", "ssh://git@gitlab.example.org:2222/ann/list.git"])
def test_gitlab_gets_a_pipeline(init: Run, folder: Path, remote: Callable[[str, str], None], address: str) -> None:
    remote("mirror", "git@github.com:ann/list.git")
    remote("origin", address)
    assert ".gitlab-ci.yml: written\n" in init()
    assert not (folder / ".github").exists()
    assert from_yaml(".gitlab-ci.yml") == {"include": [{"remote": starter.TEMPLATE}]}
    assert (ROOT / starter.TEMPLATE.partition(f"/v{awesome_lint.__version__}/")[2]).is_file()
    assert ".gitlab-ci.yml: has all of it, left as it is\n" in init()


def test_a_pipeline_names_a_list_of_another_name(init: Run, folder: Path, remote: Callable[[str, str], None]) -> None:
    remote("origin", "git@gitlab.com:ann/list.git")
    (folder / "lists").mkdir()
    (folder / "lists" / "my papers.md").write_text(LIST)
    init("lists/my papers.md")
    pattern = from_yaml(".gitlab-ci.yml")["variables"]["AWESOME_LINT_PATHS"]
    listed = subprocess.run(["sh", "-c", f'for path in {pattern}; do echo "$path"; done'], capture_output=True, text=True)
    assert listed.stdout == "lists/my papers.md\n"


def test_a_pipeline_that_is_there_stays(init: Run, folder: Path) -> None:
    # There is no remote yet, but a file that only GitLab reads.
    (folder / ".gitlab-ci.yml").write_text("stages: [test]\n")
    shown = init()
    assert f".gitlab-ci.yml: left as it is; add these lines:\n\n    include:\n      - remote: {starter.TEMPLATE}\n" in shown
    assert (folder / ".gitlab-ci.yml").read_text() == "stages: [test]\n"
    assert not (folder / ".github").exists()


def test_another_service_gets_no_workflow(init: Run, folder: Path, remote: Callable[[str, str], None]) -> None:
    remote("origin", "https://git.example.org/ann/list.git")
    line = "git.example.org: no workflow is written for it; run `awesome-lint --since REF` there\n"
    assert line in init()
    assert not (folder / ".github").exists()
    assert (folder / ".awesome-lint.toml").exists()
    # A service of one's own may be one of those that we know.
    (folder / ".github" / "workflows").mkdir(parents=True)
    assert ".github/workflows/awesome-lint.yml: written\n" in init()


def test_a_file_that_appears_meanwhile_stays(folder: Path) -> None:
    document = parse(Source.from_text(LIST, "README.md"))
    settings, *_ = starter.starters(folder / "README.md", document, from_table({}))
    settings.path.write_text("# mine\n")
    with pytest.raises(FileError, match="written by someone else meanwhile"):
        starter.write(settings)
    assert settings.path.read_text() == "# mine\n"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a folder that cannot be written")
def test_a_folder_that_cannot_be_written_is_named(init: Run, folder: Path) -> None:
    folder.chmod(0o555)
    try:
        assert "error: .awesome-lint.toml: cannot be written (Permission denied)" in init(status=2)
    finally:
        folder.chmod(0o755)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("none.md",), "error: none.md: no such file"),
        (("empty",), "error: empty: no README.md in this folder"),
        (("broken",), "error: broken/.awesome-lint.toml: not well-formed TOML"),
    ],
)
def test_what_cannot_begin_is_named(init: Run, folder: Path, arguments: tuple[str, ...], message: str) -> None:
    (folder / "empty").mkdir()
    (folder / "broken").mkdir()
    (folder / "broken" / "README.md").write_text(LIST)
    (folder / "broken" / ".awesome-lint.toml").write_text("=")
    before = tree(folder)
    assert message in init(*arguments, status=2)
    assert tree(folder) == before


# --- lists of a kind ---------------------------------------------------------------------------------------------------

REQUEST = ".github/pull_request_template.md"
TOOLS = "# awesome tools\n\n> Tools.\n\n## All\n\n" + "".join(
    f"- [Tool {number}](https://example.org/{number}): does a thing\n" for number in range(12)
)
PROFILES = {"--awesome": profiles.AWESOME, "--papers": profiles.PAPERS}


@pytest.mark.parametrize("option", PROFILES)
def test_a_profile_is_stated_line_by_line_with_its_reasons(init: Run, option: str) -> None:
    profile = PROFILES[option]
    init(option)
    path = Path(".awesome-lint.toml")
    settings = load(path)
    chosen = {rule.name: rule for rule in choose(settings, Selection()).rules}
    default = {rule.name for rule in RuleSet.default().rules}
    assert {*chosen} - default == {each.rule for each in profile.rules}
    for wanted in profile.options:
        assert getattr(chosen[wanted.rule], wanted.key.replace("-", "_")) is wanted.value
        assert getattr(discover()[wanted.rule](), wanted.key.replace("-", "_")) is not wanted.value
    for habit in profile.style:
        assert getattr(settings.style, habit.key.replace("-", "_")) == habit.value
    text = path.read_text()
    keys = {*(habit.key for habit in profile.style), *(wanted.key for wanted in profile.options)}
    for line in text.splitlines():
        is_stated = line.startswith("    ") or line.partition(" = ")[0] in keys
        assert not is_stated or "  # " in line
    # What is a comment can be uncommented.
    path.write_text(re.sub(r"^    # (?=\")", "    ", text, flags=re.MULTILINE))
    assert {each.rule for each in profile.doubtful} <= {rule.name for rule in choose(load(path), Selection()).rules}


def test_a_list_that_is_otherwise_hears_of_what_is_asked_for(init: Run, capfd: pytest.CaptureFixture[str]) -> None:
    Path("README.md").write_text(TOOLS)
    assert "description-separator" not in {each["rule"] for each in said((), capfd)}
    init("--awesome")
    assert 'description-separator = ": "' not in Path(".awesome-lint.toml").read_text()
    asked = {"description-separator", "description-case", "description-ending", "awesome-heading", "awesome-badge"}
    assert asked <= {each["rule"] for each in said((), capfd)}


def test_what_rows_have_not_is_not_asked_of_tables(init: Run) -> None:
    rows = "".join(f"| [Tool {number}](https://example.org/{number}) | Does a thing. |\n" for number in range(12))
    Path("README.md").write_text(f"# Awesome Tools\n\n> Tools.\n\n## All\n\n| Name | What |\n| --- | --- |\n{rows}")
    init("--awesome")
    written = Path(".awesome-lint.toml").read_text()
    assert "description-separator" not in written
    assert 'description-ending = "."' in written
    assert "It is a row of its table as the others are" in Path(REQUEST).read_text()


def test_pull_requests_are_asked_in_the_form_of_the_list(init: Run, folder: Path) -> None:
    Path("README.md").write_text(TOOLS.replace("- [", "* [").replace(": does a thing", " – Does a thing."))
    assert f"{REQUEST}: written" in init("--awesome").splitlines()
    text = Path(REQUEST).read_text()
    assert "as the others are: `* [Name](https://example.org) – Description.`\n" in text
    assert text.count("\n- [ ] ") == 6
    assert f"{REQUEST}: has all of it, left as it is" in init("--awesome").splitlines()
    (folder / REQUEST).unlink()
    (folder / "docs").mkdir()
    (folder / "docs" / "PULL_REQUEST_TEMPLATE.md").write_text("Hello.")
    assert "docs/PULL_REQUEST_TEMPLATE.md: has all of it, left as it is" in init("--awesome").splitlines()
    assert "request" not in init("--papers")


def test_gitlab_asks_in_its_own_place(init: Run, remote: Callable[[str, str], None]) -> None:
    remote("origin", "git@gitlab.com:a/b.git")
    init("--awesome")
    assert "`- [Name](https://example.org) - Description.`" in Path(".gitlab/merge_request_templates/Default.md").read_text()


@pytest.mark.parametrize("name", [".awesome-lint.toml", "pyproject.toml"])
def test_what_a_profile_adds_to_settings_can_be_added(init: Run, name: str) -> None:
    prefix = "tool.awesome-lint." if name == "pyproject.toml" else ""
    path = Path(name)
    path.write_text(f'[{prefix}rules.awesome-badge]\nstrict = true\n\n[{prefix}rules.spelling]\nwords = ["frecency"]\n')
    shown = (
        init("--awesome").partition(f"{name}: left as it is; add what is missing of this:\n\n")[2].partition("\n.pre-commit")[0]
    )
    added = "".join(f"{line.removeprefix('    ')}\n" for line in shown.splitlines())
    assert "awesome-badge" not in added
    path.write_text(added + path.read_text())
    chosen = {rule.name for rule in choose(load(path), Selection()).rules}
    assert {each.rule for each in profiles.AWESOME.rules} <= chosen
    assert f"{name}: has all of it, left as it is" in init("--awesome").splitlines()


def test_two_profiles_go_together(init: Run) -> None:
    init("--awesome", "--papers")
    chosen = {rule.name for rule in choose(load(Path(".awesome-lint.toml")), Selection()).rules}
    assert {each.rule for profile in PROFILES.values() for each in profile.rules} <= chosen


def test_an_empty_list_has_no_habits(init: Run, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "README.md").write_text("")
    init()
    assert load(Path(".awesome-lint.toml")).style == from_table({}).style
    assert "is written today" not in Path(".awesome-lint.toml").read_text()
    assert "# Habits to hold, such as `title-ending`; " in Path(".awesome-lint.toml").read_text()
