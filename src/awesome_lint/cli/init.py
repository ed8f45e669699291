"""The files with which a repository begins: settings that pin the habits of a list, hooks, and a workflow on its service.

What is there already is never touched; then it is said what to add.
"""

import os
import re
import shlex
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from awesome_lint import __version__
from awesome_lint.cli.profiles import AWESOME, Option, Pinned, Profile, pinned, selected, tables
from awesome_lint.document import Container, Document
from awesome_lint.files.git import remotes
from awesome_lint.files.read_write import FileError, is_inside, readme, regular, shown, write_new
from awesome_lint.habits.book import PINNABLE
from awesome_lint.habits.described import PINNED, TABLE, Stated, often, pins, settled, unsettled
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.settings import Selection, Settings, choose
from awesome_lint.settings.files import PYPROJECT

REPOSITORY = "https://github.com/awesome-lint/awesome-lint"
SETTINGS, HOOKS, WORKFLOW = ".awesome-lint.toml", ".pre-commit-config.yaml", ".github/workflows/awesome-lint.yml"
LINKS = ".github/workflows/links.yml"
PIPELINE = ".gitlab-ci.yml"
TAG = f"v{__version__}"
TEMPLATE = f"{REPOSITORY}/raw/{TAG}/templates/gitlab.yml"
# What is said of the tag as long as there is none; empty as of the first release.
AWAITED = f"The tag {TAG}, which these files name, is there as of the first release: until then, name a commit in its place."

# The files that our hooks are about unless told otherwise: see .pre-commit-hooks.yaml.
HOOKED = lazy(
    r"(^|/)readme([._-][a-z]{2}([_-](hans|hant|419|[a-z]{2}))*)?\.(md|markdown|mdown|mkdn|mkd)$",
    re.IGNORECASE,
)
# A line of a workflow that runs us, and is no comment.
RUN = r"^[^#\n]*\b(?:run|uses):[^#\n]*\bawesome-lint\b|^[^#:\n]*\bawesome-lint [^#:\n]*$"
PLAIN = lazy(r"\w[\w./-]+", re.ASCII)
UNPLAIN = lazy(r"[^\w./-]", re.ASCII)
# The host in `https://host/path`, `ssh://git@host:22/path` or `git@host:path`; a path of this machine has none.
HOST = lazy(r"^(?!file:)(?:[a-z+]+://(?:[^@/]*@)?([^/:]+)|(?:[^@/:]+@)?([^/:]{2,}):)")
GITHUB, GITLAB = SERVICES = ("github", "gitlab")
# What stands between the name and the description of an item, and between no two cells.
SEPARATOR = "description-separator"
# An entry as a pull request shows it.
SAMPLES = {"{title}": "Name", "{url}": "https://example.org", "{description}": "Description."}
# What is shown to whoever opens a pull request, and the names that it may have already.
REQUEST = {GITHUB: ".github/pull_request_template.md", GITLAB: ".gitlab/merge_request_templates/Default.md"}
REQUESTS = {
    GITHUB: ("pull_request_template.md", "pull_request_template.txt", "pull_request_template"),
    GITLAB: ("default.md",),
}


class Starter(Struct, frozen=True):
    """A file of a beginning: what it holds, or what to add to one that is there already."""

    path: Path
    text: str
    """Of the whole file, where there is none."""
    addition: str
    """What to add, nothing where all is there."""
    where: str = ""
    """The place in the file to add it to."""
    is_there: bool = False


def starters(
    path: Path, document: Document, settings: Settings, profiles: Sequence[Profile] = (), *, links: bool = False
) -> tuple[Starter, ...]:
    """Return the files for a list of these kinds; with `links`, one that has its links looked at, where it is on GitHub.

    Raises FileError for one that cannot be read, or whose name no file can have in it.
    """
    top = _top(path)
    name = Path(os.path.relpath(os.path.abspath(path), top)).as_posix()
    if not name.isprintable():
        raise FileError(f"{shown(path)}: no settings can name it, for its name has characters that no text has; rename it")
    service = _service(top)
    found = [_settings(path, document, settings, profiles), _hooks(top / HOOKS, name)]
    if service == GITHUB:
        found.append(_workflow(top / WORKFLOW, name, is_readme=_is_readme(top, name)))
        if links:
            found.append(_links(top / LINKS, name))
    elif service == GITLAB:
        found.append(_pipeline(top / PIPELINE, name, is_readme=_is_readme(top, name)))
    if AWESOME in profiles and service in SERVICES:
        found.append(_request(top, service, document))
    return tuple(found)


def unserved(path: Path) -> str:
    """Return the line that says that there is no workflow for the service that a list is on, or nothing where there is one."""
    service = _service(_top(path))
    return "" if service in SERVICES else f"{service}: no workflow is written for it; run `awesome-lint --since REF` there"


def write(starter: Starter) -> None:
    """Write a file that is not there, whole or not at all. Raises FileError when it cannot be, or has appeared meanwhile."""
    if not is_inside(starter.path, os.path.realpath(_top(starter.path))):
        raise FileError(
            f"{shown(starter.path)}: a symbolic link on the way leads out of the repository; nothing is written there"
        )
    written = False

    def is_wanted() -> bool:
        nonlocal written
        written = not os.path.lexists(starter.path)
        return written

    try:
        starter.path.parent.mkdir(parents=True, exist_ok=True)
        write_new(starter.path, (starter.text.encode("utf-8"),), is_wanted)
    except OSError as error:
        raise FileError(f"{shown(starter.path)}: cannot be written ({error.strerror})") from None
    if not written:
        raise FileError(f"{shown(starter.path)}: written by someone else meanwhile; run `awesome-lint init` again")


def report(starter: Starter, *, dry_run: bool = False) -> Iterator[str]:
    """Yield the lines that say what became of a file, or would."""
    name = shown(starter.path)
    if not starter.is_there:
        yield f"{name}: {'would be written' if dry_run else 'written'}"
        yield from _indented(starter.text) if dry_run else ()
    elif not starter.addition:
        yield f"{name}: has all of it, left as it is"
    else:
        yield f"{name}: left as it is; add {starter.where}:"
        yield from _indented(starter.addition)


def awaited(found: Iterable[Starter]) -> str:
    """Return the line that says that what some of these files name is not there yet, or nothing."""
    return AWAITED if any(TAG in (each.addition if each.is_there else each.text) for each in found) else ""


def next_step(path: Path) -> str:
    """Return the line that says what to type next."""
    return f"Next: awesome-lint {shlex.quote(shown(path))}"


def _top(path: Path) -> Path:
    """Return the top of the repository that a list is in, or its folder where there is none."""
    folder = Path(os.path.abspath(path)).parent
    return next((place for place in (folder, *folder.parents) if os.path.exists(place / ".git")), folder)


def _service(top: Path) -> str:
    """Return what checks the pull requests of a repository: one of SERVICES, or the host of another one.

    Where that cannot be told by a remote, files tell, and where there are none, it is GitHub.
    """
    hosts = [match[1] or match[2] for match in map(HOST.match, remotes(top)) if match]
    for host in hosts:
        for service in SERVICES:
            if service in host.lower():
                return service
    # A service of one's own has any name.
    if os.path.isdir(top / ".github" / "workflows"):
        return GITHUB
    if os.path.exists(top / PIPELINE):
        return GITLAB
    return hosts[0] if hosts else GITHUB


def _is_readme(top: Path, name: str) -> bool:
    """Whether a list is what is checked where no list is named."""
    try:
        return readme(top).name == name
    except FileError:
        return False


def _settings(path: Path, document: Document, settings: Settings, profiles: Sequence[Profile]) -> Starter:
    kept, seldom = often(settled(document.style))
    habits = _Habits(kept, list(unsettled(document.style)), seldom)
    if settings.path is None:
        target = path.parent / SETTINGS
        text = _settings_lines(path, habits, profiles, _asked(profiles, document))
        return _unless_there(target, "".join(f"{line}\n" for line in text))
    is_shared = settings.path.name == PYPROJECT
    table = PINNED if is_shared else TABLE
    stated = {key for key, row in PINNABLE.items() if getattr(settings.style, row.name)}
    asked = [each for each in _asked(profiles, document) if each.key not in stated]
    stated |= {each.key for each in asked}
    lines = [*pinned(asked), *pins([each for each in kept if each.key not in stated], ())]
    where = f"to the table [{table}]"
    if profiles:
        where = "what is missing of this"
        rules = {rule.name: rule for rule in choose(settings, Selection()).rules}
        chosen = [*selected(each for profile in profiles for each in profile.rules if each.rule not in rules)]
        lines = [
            *([f"[{PINNED.removesuffix(f'.{TABLE}')}]"] if chosen and is_shared else []),
            *chosen,
            *(["", f"[{table}]", *lines] if lines else []),
            *tables(
                (each for profile in profiles for each in profile.options if not _holds(each, rules.get(each.rule))),
                PINNED.removesuffix(TABLE) if is_shared else "",
            ),
        ]
    return Starter(settings.path, "", "".join(f"{line}\n" for line in lines), where, is_there=True)


def _asked(profiles: Iterable[Profile], document: Document) -> list[Pinned]:
    """Return the habits that lists of these kinds are asked for; a row has nothing between its cells."""
    are_rows = _are_rows(document)
    return [each for profile in profiles for each in profile.style if not (are_rows and each.key == SEPARATOR)]


def _are_rows(document: Document) -> bool:
    """Whether most entries are rows of tables."""
    rows = sum(entry.container is Container.TABLE_ROW for entry in document.entries)
    return rows * 2 > len(document.entries)


def _holds(option: Option, rule: Rule | None) -> bool:
    return getattr(rule, option.key.replace("-", "_"), None) == option.value


class _Habits(Struct, frozen=True):
    """The habits of a list: to be pinned, not throughout, and met too seldom."""

    kept: Sequence[Stated]
    left: Sequence[Stated]
    seldom: Sequence[Stated]


def _settings_lines(path: Path, habits: _Habits, profiles: Sequence[Profile], asked: Sequence[Pinned]) -> Iterator[str]:
    yield f"# Settings of awesome-lint for {path.name}, as `awesome-lint init` found it. All of them may be changed or removed;"
    yield f"# `awesome-lint config` shows what holds, {REPOSITORY}/blob/{TAG}/docs/settings.md"
    yield "# has them all."
    yield ""
    yield "# Rules that you do not want, by their names or groups; `awesome-lint rules` lists them."
    yield "ignore = []"
    yield ""
    yield "# Rules that are off by default, and that you want."
    for profile in profiles:
        yield f"# Here: {profile.about}."
    yield from _selected(profiles) if profiles else ("extend-select = []",)
    yield ""
    yield "# Files and folders to leave out, relative to this file."
    yield "exclude = []"
    yield ""
    keys = {each.key for each in asked}
    kept, left, seldom = (
        [each for each in found if each.key not in keys] for found in (habits.kept, habits.left, habits.seldom)
    )
    if asked:
        yield "# How entries are to be written. What the list does otherwise today is reported."
        yield f"[{TABLE}]"
        yield from pinned(asked)
        yield ""
    if kept:
        yield "# How the list is written today, and how often. Pinned, it holds however the list grows."
    else:
        yield "# Habits to hold, such as `title-ending`; `awesome-lint style --output-format toml` shows what there is later."
    if not asked:
        yield f"[{TABLE}]"
    yield from pins(kept, left, seldom)
    yield from tables(each for profile in profiles for each in profile.options)


def _selected(profiles: Iterable[Profile]) -> Iterator[str]:
    return selected(
        [each for profile in profiles for each in profile.rules], [each for profile in profiles for each in profile.doubtful]
    )


def _request(top: Path, service: str, document: Document) -> Starter:
    """Return what whoever opens a pull request is asked, with the form of the entries of this list."""
    style = document.style
    marker = style.markers[0].value if style.markers else "-"
    # What may follow a description is not for every entry.
    before, found, _ = (style.named_entry.value if style.named_entry.holds else "").partition("{description}")
    shown = f"{before}{found}" if found else "[{title}]({url}) - {description}"
    for field, sample in SAMPLES.items():
        shown = shown.replace(field, sample)
    form = (
        "It is a row of its table as the others are, with something in each column."
        if _are_rows(document)
        else f"It is written as the others are: `{marker or '-'} {shown}`"
    )
    text = (
        "<!-- Thank you. One entry in a pull request is looked at sooner than ten. -->\n\n"
        "**What it is, and why it belongs on the list:**\n\n\n"
        f"- [ ] {form}\n"
        "- [ ] The description says what it is, from a capital to a period, without its name and without praise.\n"
        "- [ ] It stands in the section that it belongs to, in the order of that section.\n"
        "- [ ] It is not on the list yet, under this name or another.\n"
        "- [ ] I have used it. It is maintained, and documented.\n"
        "- [ ] `awesome-lint` has nothing to say about the lines that I changed.\n"
    )
    folders = (top, top / ".github", top / "docs") if service == GITHUB else (top / ".gitlab" / "merge_request_templates",)
    for folder in folders:
        for other in sorted(folder.glob("*")) if os.path.isdir(folder) else ():
            if other.name.lower() in REQUESTS[service]:
                return Starter(other, "", "", is_there=True)
    return _unless_there(top / REQUEST[service], text)


def _hooks(path: Path, name: str) -> Starter:
    only = "" if HOOKED.search(name) else f"        files: {_quoted(f'^{re.escape(name)}$')}\n"
    hooks = (
        f"  - repo: {REPOSITORY}\n"
        f"    rev: {TAG}\n"
        "    hooks:\n"
        "      # Fixes what is fixable without losing anything; leave it out to check only.\n"
        f"      - id: awesome-lint-fix\n{only}"
        f"      - id: awesome-lint\n{only}"
    )
    before = (
        f"# Run before each commit by pre-commit: `pip install pre-commit`, then once `pre-commit install`.\nrepos:\n{hooks}"
    )
    return _unless_there(path, before, hooks, "below `repos:`", r"\bid:\s*['\"]?awesome-lint\b")


def _workflow(path: Path, name: str, *, is_readme: bool) -> Starter:
    text = (
        "# Shows what awesome-lint finds beside the lines of each pull request.\n"
        "name: awesome-lint\n"
        "on: pull_request\n"
        "permissions:\n"
        "  contents: read\n"
        "jobs:\n"
        "  check:\n"
        "    runs-on: ubuntu-latest\n"
        "    steps:\n"
        "      - uses: actions/checkout@v4\n"
        f"      - uses: {REPOSITORY.partition('github.com/')[2]}@{TAG}\n"
    )
    if not is_readme:
        text += f"        with:\n          paths: {name if PLAIN.fullmatch(name) else _quoted(name)}\n"
    for other in sorted(path.parent.glob("*.y*ml")):
        if other != path and _mentions(other, RUN):
            return Starter(other, "", "", is_there=True)
    return _unless_there(path, text, text, "a job like that of", RUN)


def _links(path: Path, name: str) -> Starter:
    from importlib.resources import files

    shipped = files("awesome_lint.cli").joinpath("links.yml").read_text("utf-8")
    named = name if PLAIN.fullmatch(name) else shlex.quote(name)
    text = shipped.replace("@v0.1.0", f"@{TAG}").replace(" README.md ", f" {named} ")
    return _unless_there(path, text, text, "a job like that of", r"^[^#\n]*\bawesome-lint links\b")


def _pipeline(path: Path, name: str, *, is_readme: bool) -> Starter:
    text = f"include:\n  - remote: {TEMPLATE}\n"
    if not is_readme:
        # A shell splits what stands here at spaces; there, `?` stands for one.
        text += f"\nvariables:\n  AWESOME_LINT_PATHS: {_quoted(UNPLAIN.sub('?', name))}\n"
    before = f"# Shows what awesome-lint finds in each merge request.\n{text}"
    return _unless_there(path, before, text, "these lines", r"^[^#\n]*\bawesome-lint\b")


def _unless_there(path: Path, text: str, addition: str = "", where: str = "these settings", has_it: str = "") -> Starter:
    if not os.path.lexists(path):
        return Starter(path, text, addition, where)
    return Starter(path, text, "" if has_it and _mentions(path, has_it) else addition or text, where, is_there=True)


def _mentions(path: Path, pattern: str) -> bool:
    try:
        return re.search(pattern, regular(path).decode("utf-8", "replace"), re.MULTILINE) is not None
    except OSError as error:
        raise FileError(f"{shown(path)}: cannot be read ({error.strerror or error})") from None


def _quoted(text: str) -> str:
    """Return a text as YAML takes it literally."""
    return "'" + text.replace("'", "''") + "'"


def _indented(text: str) -> Iterator[str]:
    yield ""
    yield from (f"    {line}".rstrip() for line in text.splitlines())
    yield ""
