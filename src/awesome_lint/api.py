"""The linter for programs: text in, values out.

Nothing here reads a file, a settings file or the command line, prints, or keeps anything between calls but in a `Session`;
every function may be called from several threads at once. Offsets are code points into `Source.text`, whose newlines are all
`\\n`; `Source.position` gives the line and the column of one, which start at 1.
"""

import gc
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from awesome_lint import parser
from awesome_lint.diagnostic import Report
from awesome_lint.document import Document
from awesome_lint.engine import fixer, linter
from awesome_lint.engine.fixer import Fixed
from awesome_lint.engine.session import Session
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.settings import Selection, Settings, SettingsError, choose, unknown_selectors
from awesome_lint.settings.files import from_table
from awesome_lint.source import Source

if TYPE_CHECKING:
    from awesome_lint.adding.addition import Addition

README = "README.md"


class _Collector:
    """Python's collector of what is circular, held back while any thread is at work here.

    Reading makes many values and little that is circular: collecting in the middle of it takes 5 to 30 % and frees next to
    nothing. It is turned on again by who turned it off, and stays off where somebody else did that.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._working = 0
        self._was_enabled = False

    def __enter__(self) -> None:
        with self._lock:
            if not self._working:
                self._was_enabled = gc.isenabled()
                gc.disable()
            self._working += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._working -= 1
            if not self._working and self._was_enabled:
                gc.enable()


_held_back = _Collector()


def lint(
    text: str,
    *,
    path: str | os.PathLike[str] = README,
    select: str | Iterable[str] | None = None,
    extend_select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
    settings: Mapping[str, object] | None = None,
) -> Report:
    """Return what is wrong with a list, ordered by place, then rule; comments in it that ignore something are heeded.

    `path` is how the report names the text; nothing is read from there. `select`, `extend_select` and `ignore` are names of
    rules, names of groups, or `ALL`, each an iterable of names or one string with commas between them, and mean what the
    options of the command line mean: without `select`, the rules that are on by default. `settings` are the keys and values of
    a settings file, as `tomllib` reads them: what they say of some files is read by `path`, what they say about output has no
    effect, they extend no file, and the arguments win over them.

    Raises SettingsError, a ValueError, for names and settings that there are not, with a suggestion; ValueError for text with
    surrogates, which is no text of a file; TypeError for what is no text at all; PluginError when an installed package has
    rules that cannot be used, and RuleError, which is one, when a rule of such a package fails on the text.
    """
    source = _source(text, path)
    chosen = _settings(settings, source)
    rules = _rules(chosen, select, extend_select, ignore)
    with _held_back:
        return linter.lint(parser.parse(source, chosen.style), rules)


def fix(
    text: str,
    *,
    path: str | os.PathLike[str] = README,
    select: str | Iterable[str] | None = None,
    extend_select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
    settings: Mapping[str, object] | None = None,
    unsafe_fixes: bool | None = None,
) -> Fixed:
    """Return a list with every safe fix made and, if `layout` is among the rules, laid out; and what is left to say.

    `Fixed.text` is the new text, with the newlines and the byte order mark of the old one. Fixing it again changes nothing.
    `unsafe_fixes` makes those fixes too that may change words, targets or the order; None is as the settings say, and they
    say no unless told otherwise. The other arguments are those of `lint`.

    A fix after which the page would show a reader something else than its rule declares, or that others undo, is a mistake of
    awesome-lint or of a package with rules: it is not made, all others are, and `Fixed.left_out` names it (`require_whole`
    raises a FixError then). Raises what `lint` does.
    """
    source = _source(text, path)
    chosen = _settings(settings, source)
    rules = _rules(chosen, select, extend_select, ignore)
    unsafe = chosen.unsafe_fixes if unsafe_fixes is None else unsafe_fixes
    with _held_back:
        return fixer.fix(source, rules, unsafe=unsafe, pins=chosen.style)


def session(
    text: str,
    *,
    path: str | os.PathLike[str] = README,
    select: str | Iterable[str] | None = None,
    extend_select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
    settings: Mapping[str, object] | None = None,
) -> Session:
    """Return a session for a list that is being written: `replace` changes its text, and `report` says what `lint` would.

    The arguments are those of `lint`, and it raises what that does. A session belongs to one thread at a time.
    """
    source = _source(text, path)
    chosen = _settings(settings, source)
    return Session(source, _rules(chosen, select, extend_select, ignore), chosen.style)


def parse(text: str, *, path: str | os.PathLike[str] = README, settings: Mapping[str, object] | None = None) -> Document:
    """Return the list as it is read: sections, entries with their fields, links, and the habits of the list.

    Every text is a document, if an empty one. Of the `settings` only `style`, the habits that are pinned, makes a difference.
    Raises what `lint` does.
    """
    source = _source(text, path)
    chosen = _settings(settings, source)
    with _held_back:
        return parser.parse(source, chosen.style)


def add(
    text: str,
    what: str | None = None,
    *,
    to: str | None = None,
    title: str | None = None,
    authors: str | Iterable[str] = (),
    venue: str | None = None,
    year: str | int | None = None,
    urls: str | Iterable[str] = (),
    description: str | None = None,
    tags: str | Iterable[str] = (),
    again: bool = False,
    path: str | os.PathLike[str] = README,
    settings: Mapping[str, object] | None = None,
) -> "Addition":
    """Return a list with an entry more, or with each of some BibTeX, written as the list writes its own, at its place.

    `what` is an arXiv id, a DOI, an address, or BibTeX; the fields say what is not known otherwise, or stand for what is. `to`
    names the section; without it, there has to be one alone that has entries. Nothing is looked up. `Addition.text` is the new
    text, `added` and `refused` say what became of each entry, and `remaining` what the rules say of the new ones.

    Raises AddError, a ValueError, for what no entry can be made of, for a section that there is not, and where an entry
    would change what else the page shows; and what `lint` does.
    """
    from awesome_lint.adding import addition
    from awesome_lint.adding.from_program import Fields, drafts, section

    if not isinstance(what, str | None):
        raise TypeError(f"what: expected a str, got {type(what).__name__}")
    source = _source(text, path)
    chosen = _settings(settings, source)
    rules = _rules(chosen, None, (), ())
    stated = None if year is None else str(year)
    names, links = _texts("authors", authors), _texts("urls", urls)
    fields = Fields(title, names, venue, stated, links, description, _texts("tags", tags))
    with _held_back:
        return addition.add(source, drafts(what, fields), rules, chosen.style, section(to), again=again)


def _texts(key: str, value: str | Iterable[str]) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    found = tuple(value)
    for each in found:
        if not isinstance(each, str):
            raise TypeError(f"{key}: expected texts, got {each!r}")
    return found


def _source(text: str, path: str | os.PathLike[str]) -> Source:
    if not isinstance(text, str):
        hint = '; decode it, as in text.decode("utf-8")' if isinstance(text, bytes | bytearray | memoryview) else ""
        raise TypeError(f"text: expected a str, got {type(text).__name__}{hint}")
    name = os.fspath(path)
    if not isinstance(name, str):
        raise TypeError(f"path: expected a str, got {type(name).__name__}")
    source = Source.from_text(text, name)
    try:
        source.text.encode("utf-8")
    except UnicodeEncodeError as error:
        line, column = source.position(error.start)
        found = f"U+{ord(source.text[error.start]):04X}"
        raise ValueError(
            f"text: line {line}, column {column}: {found} is half of a character; decode the bytes of the file as UTF-8"
        ) from None
    return source


def _settings(table: Mapping[str, object] | None, source: Source) -> Settings:
    if table is None:
        return Settings()
    if not isinstance(table, Mapping):
        raise SettingsError([f"settings: expected a mapping of keys to values, got {type(table).__name__}"])
    try:
        return from_table(dict(table), Path(source.path))
    except SettingsError as error:
        raise SettingsError(f"settings: {problem}" for problem in error.problems) from None


def _rules(
    settings: Settings, select: str | Iterable[str] | None, extend_select: str | Iterable[str], ignore: str | Iterable[str]
) -> RuleSet:
    given = {"select": select, "extend_select": extend_select, "ignore": ignore}
    names = {key: None if value is None and key == "select" else _names(key, value) for key, value in given.items()}
    problems = [f"{key}: {problem}" for key, chosen in names.items() for problem in unknown_selectors(chosen or ())]
    if problems:
        raise SettingsError(problems)
    return choose(settings, Selection(names["select"], names["extend_select"] or (), names["ignore"] or ()))


def _names(key: str, value: str | Iterable[str] | None) -> tuple[str, ...]:
    """Return the names of a selection; a string is read as the command line reads one."""
    if isinstance(value, str):
        return tuple(name.strip() for name in value.split(",") if name.strip())
    if not isinstance(value, Iterable):
        raise TypeError(f"{key}: expected names of rules or groups, got {type(value).__name__}")
    found = tuple(value)
    for name in found:
        if not isinstance(name, str):
            raise TypeError(f"{key}: expected names of rules or groups, got {name!r}")
    return found
