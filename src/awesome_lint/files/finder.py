"""Which files the arguments of a run mean: files, the READMEs in and below folders, and what globs match."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

from msgspec import Struct

from awesome_lint.files import gitignore
from awesome_lint.files.read_write import (
    README_NAMES,
    FileError,
    astray,
    is_markdown,
    locate,
    named,
    readme,
    readme_among,
    regular,
    root,
    shown,
)
from awesome_lint.patterns import lazy

SUFFIXES = tuple(sorted({name.removeprefix("readme") for name in README_NAMES} - {""}))

# A README in another language says so by its name: `README.zh-CN.md`, `README_EN.md`, `readme-french.md`. These are codes of
# languages, of countries that are taken for them, and names; any other word may as well say what the file is for.
LANGUAGES = """
af am ar as az be bg bn bs ca cs cy da de dv el en eo es et eu fa fi fil fr ga gl gu ha he hi hr hu hy id ig is it iw ja
jv ka kk km kn ko ku ky la lo lt lv mg mi mk ml mn mr ms mt my nb ne nl nn no or pa pl ps pt ro ru rw sa sd si sk sl so
sq sr sv sw ta te tg th tk tl tr tt ug uk ur uz vi xh yi yo yue zh zu br ch cht chs cn cz dk ee gr hk ir jp kr mx se sc
tc tw ua us vn arabic bengali brazilian catalan chinese czech danish deutsch dutch english espanol español farsi finnish
francais français french german greek hebrew hindi hungarian indonesian italian italiano japanese korean malay norwegian
persian polish portugues portuguese português romanian russian simplified spanish swedish thai traditional turkish
ukrainian urdu vietnamese 中文 简体中文 繁體中文 日本語 한국어
"""
TRANSLATION = lazy(r"readme[._ -](\w{1,60})(?:[._-]\w{2,12}){0,2}(\.\w+)")

# Folders of what others wrote; those whose names begin with a dot are left out, too, but for the one that GitHub reads.
FOREIGN = frozenset({"node_modules", "bower_components", "__pycache__"})
READ_BY_GITHUB = ".github"
ENVIRONMENT = "pyvenv.cfg"

MAGIC = frozenset("*?[")
ANY_DEPTH = "**"

HIDDEN, BY_OTHERS, IGNORED, ELSEWHERE = "hidden", "of what others wrote", "ignored by git", "that leads elsewhere"


class Target(Struct, frozen=True):
    """A file to look at, and whether it was named itself, rather than found in a folder or by a glob."""

    path: Path
    is_named: bool = True


class Targets(Struct, frozen=True):
    """What the arguments of a run mean."""

    files: tuple[Target, ...]
    """Each once, in the order of the arguments; below a folder by name, its own files first."""
    folders: tuple[Path, ...]
    """Those that were looked through."""
    problems: tuple[str, ...]
    """What is wrong with arguments that mean no file."""
    notices: tuple[str, ...] = ()
    """What else there is to tell: files that would have been found, but lead elsewhere."""


class _Rules(Struct, frozen=True):
    """What one `.gitignore` says of the paths below its folder."""

    folder: str
    patterns: tuple[gitignore.Pattern, ...]


def find(arguments: Sequence[str], *, translations: bool = False, below: bool = True) -> Targets:
    """Return the files that the arguments mean; without any the README of this folder, and its translations if they are wanted.

    A file that is named is taken as it is. A folder stands for the READMEs in and below it, or for its own README alone. Of a
    folder, and by a glob, only what its repository holds and does not ignore is found.
    """
    found: dict[str, Target] = {}
    folders: dict[str, Path] = {}
    problems: list[str] = []
    notices: list[str] = []
    for argument in arguments or (None,):
        try:
            if argument is None:
                targets = _here(folders, notices, translations=translations)
            elif os.path.isdir(argument):
                targets = _below(Path(argument), folders, notices) if below else [Target(locate(argument))]
            elif MAGIC.isdisjoint(argument) or os.path.lexists(argument):
                targets = [Target(named(argument))]
            else:
                targets = _matching(argument, folders, notices)
        except FileError as error:
            problems.append(str(error))
            continue
        for target in targets:
            found.setdefault(os.path.realpath(target.path), target)
    return Targets(tuple(found.values()), tuple(folders.values()), tuple(problems), tuple(dict.fromkeys(notices)))


def is_missing(argument: str) -> bool:
    """Whether an argument names a file that is not there."""
    return MAGIC.isdisjoint(argument) and argument != "-" and not os.path.lexists(argument)


def is_translation(name: str) -> bool:
    """Whether a file of this name is a README in a language that the name says."""
    match = TRANSLATION.fullmatch(name.lower())
    return match is not None and match[1].split("_")[0] in LANGUAGES.split() and match[2] in SUFFIXES


def _here(folders: dict[str, Path], notices: list[str], *, translations: bool) -> list[Target]:
    here = Path()
    targets = [Target(readme(here))]
    if translations:
        tree = _Tree(here, folders, notices)
        targets += (Target(here / name, is_named=False) for name in tree.listing(here, tree.rules, is_translation).files)
    return targets


def _below(folder: Path, folders: dict[str, Path], notices: list[str]) -> list[Target]:
    """Return the READMEs in and below a folder. Raises FileError when there are none."""
    tree = _Tree(folder, folders, notices)
    targets = [Target(path, is_named=False) for path in tree.readmes(folder, tree.rules)]
    if not targets:
        raise FileError(
            f"{shown(folder)}: no README.md in or below this folder{tree.left_out()}; "
            f"name the file to check, as in `awesome-lint LIST.md`"
        )
    return targets


def _matching(pattern: str, folders: dict[str, Path], notices: list[str]) -> list[Target]:
    """Return the files that a glob matches. Raises FileError when there are none."""
    parts = Path(pattern).parts
    plain = next(index for index, part in enumerate(parts) if not MAGIC.isdisjoint(part))
    folder = Path(*parts[:plain])
    if not os.path.isdir(folder):
        raise FileError(f"{pattern}: matches no file, for there is no folder {shown(folder)}")
    tree = _Tree(folder, folders, notices)
    suffix = os.path.splitext(parts[-1])[1]
    has_suffix = bool(suffix) and MAGIC.isdisjoint(suffix)
    targets = [
        Target(path, is_named=False) for path in tree.matches(folder, parts[plain:], has_suffix=has_suffix, rules=tree.rules)
    ]
    if not targets:
        kind = "file" if has_suffix else "Markdown file"
        raise FileError(f"{pattern}: matches no {kind}{tree.left_out()}")
    return targets


class _Listing(Struct, frozen=True):
    """What a folder holds that is not left out, by name."""

    files: list[str]
    folders: list[str]
    rules: tuple[_Rules, ...]
    """Those that hold in it, its own last."""


class _Tree:
    """A folder to look through, and what was left out of it."""

    def __init__(self, folder: Path, looked_through: dict[str, Path], notices: list[str]) -> None:
        self.looked_through = looked_through
        self.notices = notices
        self.root = root(folder)
        self.skipped: Counter[tuple[str, str]] = Counter()
        self.rules = tuple(_rules_above(os.path.realpath(folder)))

    def readmes(self, folder: Path, rules: tuple[_Rules, ...]) -> Iterator[Path]:
        """Yield the README of the folder, its translations, and those of the folders below."""
        listing = self.listing(folder, rules, _is_readme)
        main = readme_among(listing.files)
        if main is not None:
            yield folder / main
        yield from (folder / name for name in listing.files if is_translation(name))
        for name in listing.folders:
            yield from self.readmes(folder / name, listing.rules)

    def matches(self, folder: Path, parts: Sequence[str], *, has_suffix: bool, rules: tuple[_Rules, ...]) -> Iterator[Path]:
        """Yield the files below a folder that the parts of a glob match; some more than once, where `**` does."""
        first, rest = parts[0], parts[1:]
        if first == ANY_DEPTH and rest:
            yield from self.matches(folder, rest, has_suffix=has_suffix, rules=rules)
        is_last = not rest
        wanted = ANY_DEPTH if first == ANY_DEPTH else first
        listing = self.listing(
            folder, rules, lambda name: is_last and fnmatch(name, wanted) and (has_suffix or is_markdown(name))
        )
        yield from (folder / name for name in listing.files)
        for name in listing.folders:
            if first == ANY_DEPTH:
                yield from self.matches(folder / name, parts, has_suffix=has_suffix, rules=listing.rules)
            elif rest and fnmatch(name, first):
                yield from self.matches(folder / name, rest, has_suffix=has_suffix, rules=listing.rules)

    def listing(self, folder: Path, rules: tuple[_Rules, ...], is_wanted: Callable[[str], bool]) -> _Listing:
        """Return what is in a folder: files that are wanted, and folders to go on with."""
        absolute = os.path.realpath(folder)
        first_time = absolute not in self.looked_through
        self.looked_through[absolute] = folder
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            raise FileError(f"{shown(folder)}: cannot be listed ({error.strerror})") from None
        if any(entry.name == ".gitignore" for entry in entries):
            rules = (*rules, *_rules_of(absolute, os.path.join(folder, ".gitignore")))
        files: list[str] = []
        folders: list[str] = []
        for entry in entries:
            # A link to a folder leads to what is elsewhere, perhaps to where we come from.
            is_folder = entry.is_dir(follow_symlinks=False)
            if not is_folder and not (is_wanted(entry.name) and os.path.isfile(entry.path)):
                continue
            reason = _reason_to_leave_out(entry, is_folder=is_folder, absolute=os.path.join(absolute, entry.name), rules=rules)
            if reason is None and (why := astray(Path(entry.path), self.root)):
                reason = ELSEWHERE
                self.notices.append(f"{shown(Path(entry.path))}: {why}; left out, name it itself to check it")
            if reason is None:
                (folders if is_folder else files).append(entry.name)
            elif first_time and reason != HIDDEN:
                self.skipped[reason, "folder" if is_folder else "file"] += 1
        return _Listing(files, folders, rules)

    def left_out(self) -> str:
        """Return what was left out, as a part of a message."""
        counts = (f"{count} {kind}{'s' if count > 1 else ''} {reason}" for (reason, kind), count in self.skipped.items())
        told = ", ".join(counts)
        return f" (left out: {told})" if told else ""


def _reason_to_leave_out(entry: "os.DirEntry[str]", *, is_folder: bool, absolute: str, rules: Iterable[_Rules]) -> str | None:
    if is_folder:
        if entry.name.startswith(".") and entry.name != READ_BY_GITHUB:
            return HIDDEN
        # A file `.git` is what a submodule has.
        markers = (ENVIRONMENT, ".git")
        if entry.name in FOREIGN or any(os.path.isfile(os.path.join(entry.path, name)) for name in markers):
            return BY_OTHERS
    for each in reversed(tuple(rules)):
        relative = os.path.relpath(absolute, each.folder).replace(os.sep, "/")
        verdict = gitignore.verdict(each.patterns, relative, is_folder=is_folder)
        if verdict is not None:
            return IGNORED if verdict else None
    return None


def _rules_above(folder: str) -> Iterator[_Rules]:
    """Yield the rules of the repository that hold for what is below a folder and stand above it, the strongest last."""
    above: list[str] = []
    place = folder
    while not os.path.exists(os.path.join(place, ".git")):
        parent = os.path.dirname(place)
        if parent == place:
            # In no repository, only those of the folder itself hold.
            return
        above.append(parent)
        place = parent
    yield from _rules_of(place, os.path.join(_git_folder(place), "info", "exclude"))
    for each in reversed(above):
        yield from _rules_of(each, os.path.join(each, ".gitignore"))


def _rules_of(folder: str, path: str) -> Iterator[_Rules]:
    found = gitignore.patterns(_text(path))
    if found:
        yield _Rules(folder, found)


def _git_folder(repository: str) -> str:
    """Return the folder of git's own files, also for a submodule or a second working tree."""
    folder = os.path.join(repository, ".git")
    if os.path.isfile(folder):
        folder = os.path.join(repository, _text(folder).removeprefix("gitdir:").strip())
    common = os.path.join(folder, "commondir")
    return os.path.join(folder, _text(common).strip()) if os.path.isfile(common) else folder


def _text(path: str) -> str:
    """Return what a file of git says, or nothing where it cannot be read."""
    try:
        return regular(Path(path)).decode("utf-8", "surrogateescape")
    except OSError:
        return ""


def _is_readme(name: str) -> bool:
    return name.lower() in README_NAMES or is_translation(name)
