"""What is installed: the wheel and the archive that people get, and what the project says of itself in several places."""

import re
import subprocess
import sys
import tarfile
import zipfile
from email.message import Message
from email.parser import Parser
from itertools import chain
from pathlib import Path
from runpy import run_path
from types import ModuleType

import pytest

import awesome_lint

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

pytestmark = pytest.mark.environment

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "awesome_lint"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NAME = re.compile(r"[A-Za-z0-9._-]+")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel that `pip install .` makes."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True)
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


def metadata(wheel: zipfile.ZipFile) -> Message:
    (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    return Parser().parsestr(wheel.read(name).decode("utf-8"))


def required(requirements: list[str]) -> set[str]:
    return {match.group().lower() for text in requirements if (match := NAME.match(text))}


def test_wheel_holds_the_package_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    shipped = {name for name in wheel.namelist() if ".dist-info/" not in name}
    own = {
        path.relative_to(PACKAGE.parent).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert shipped == own
    assert "awesome_lint/py.typed" in shipped


def test_wheel_says_what_it_is(wheel: zipfile.ZipFile) -> None:
    said = metadata(wheel)
    assert (said["Name"], said["Version"]) == ("awesome-lint", awesome_lint.__version__)
    assert said["Requires-Python"] == ">=3.10"
    assert said["License-Expression"] == "MIT"
    licences = [name for name in wheel.namelist() if name.endswith("licenses/LICENSE")]
    assert len(licences) == 1
    assert "the awesome-lint contributors" in wheel.read(licences[0]).decode("utf-8")


def test_wheel_has_the_command(wheel: zipfile.ZipFile) -> None:
    (name,) = (name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert "awesome-lint = awesome_lint.__main__:main" in wheel.read(name).decode("utf-8").splitlines()


def test_archive_holds_what_the_tests_need(tmp_path: Path) -> None:
    # The backend is called as a package manager's build would call it, in an environment that pip makes for it.
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(tmp_path / "backend"), "hatchling>=1.27,<2"]
    subprocess.run(command, check=True)
    code = "import sys; sys.path.append(sys.argv[1]); from hatchling.build import build_sdist; build_sdist(sys.argv[2])"
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "backend"), str(tmp_path)], cwd=ROOT, check=True)
    (path,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "pyproject.toml",
        "hatch_build.py",
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "constraints.txt",
        "tests/conftest.py",
    } <= names
    assert {f"src/awesome_lint/{path.name}" for path in PACKAGE.glob("*.py")} <= names
    assert not [name for name in names if "__pycache__" in name or "_cache/" in name]


@pytest.mark.parametrize("arguments", [["-m", "awesome_lint"], ["-c", "from awesome_lint.__main__ import main; main()"]])
def test_module_and_command_are_one(arguments: list[str]) -> None:
    command = [sys.executable, *arguments, "--version"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout == f"awesome-lint {awesome_lint.__version__}\n"


def test_public_names_are_there() -> None:
    for name in awesome_lint.__all__:
        assert getattr(awesome_lint, name) is not None


def test_an_old_python_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    # What builds the package is not installed where it is used.
    interface = ModuleType("hatchling.metadata.plugin.interface")
    interface.MetadataHookInterface = object  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, interface.__name__, interface)
    hook = run_path(str(ROOT / "hatch_build.py"))
    assert f">={'.'.join(map(str, hook['OLDEST']))}" == PROJECT["requires-python"]
    hook["Refusal"]().update({})
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    with pytest.raises(
        SystemExit, match=r"^awesome-lint needs Python 3\.10 or newer, and this is Python 3\.9\. Choose another: "
    ):
        hook["Refusal"]().update({})


def test_an_extra_is_what_its_message_asks_for() -> None:
    from awesome_lint.cli.watch import NEEDS

    assert PROJECT["optional-dependencies"]["watch"] == [NEEDS]


def test_a_release_says_what_changed() -> None:
    notes = run_path(str(ROOT / ".ci" / "notes.py"))["notes"]
    first = "## 0.1.0 - 2026-12-01\n\nFirst.\n\n- One.\n\n## 0.0.1 - 2026-11-01\n\n- Zero.\n"
    changelog = f"# Changelog\n\n## 0.2.0 - unreleased\n\n- Later.\n\n{first}"
    assert notes(changelog, "0.1.0") == "First.\n\n- One.\n"
    assert notes(changelog, "0.0.1") == "- Zero.\n"
    with pytest.raises(ValueError, match=r"0\.2\.0 is unreleased; write its date"):
        notes(changelog, "0.2.0")
    with pytest.raises(ValueError, match=r"there is no section of 1\.0"):
        notes(changelog, "1.0")
    # Ours has the form that this reads.
    ours = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").replace(" - unreleased", " - 2026-12-01")
    assert notes(ours, awesome_lint.__version__).startswith("First version.")


def test_changelog_begins_with_this_version() -> None:
    versions = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert versions[0] == awesome_lint.__version__


def test_constraints_cover_what_is_installed() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9.-]+==[0-9][0-9.b]*( ?; python_version (<|>=) '3\.\d+')?", line) for line in pinned)
    asked_for = [*PROJECT["dependencies"], *chain.from_iterable(PROJECT["optional-dependencies"].values())]
    assert required(asked_for) <= required(pinned)


def test_what_is_installed_by_its_hash_is_what_was_tested() -> None:
    """Every requirement, and what builds the package, in the versions of continuous integration."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    blocks = re.findall(r"^(\S.*?)(?<!\\)\n", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE), re.MULTILINE | re.DOTALL)
    pins: dict[str, set[str]] = {}
    for block in blocks:
        match = re.fullmatch(r"([a-z0-9-]+)==(\S+)( ; [^\\]+)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\\n)?)+)", block)
        assert match, block
        pins.setdefault(match[1], set()).add(match[2])
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    assert required([*PROJECT["dependencies"], *build]) <= set(pins)
    tested: dict[str, set[str]] = {}
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        name, equals, version = line.partition(";")[0].strip().partition("==")
        if equals:
            tested.setdefault(name, set()).add(version)
    assert required(PROJECT["dependencies"]) <= set(tested)
    assert {name: versions for name, versions in pins.items() if name in tested} == {
        name: versions for name, versions in tested.items() if name in pins
    }
