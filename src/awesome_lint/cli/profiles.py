"""What lists of a kind want beyond the defaults: settings that are explained line by line, for `init` to begin with."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from awesome_lint.toml import written


class Wish(Struct, frozen=True):
    """A rule that is off by default and wanted, and why."""

    rule: str
    why: str


class Option(Struct, frozen=True):
    """An option of a rule that is wanted otherwise than by default, and why."""

    rule: str
    key: str
    why: str
    value: bool = True


class Pinned(Struct, frozen=True):
    """A habit that is wanted whatever the list does, and why."""

    key: str
    value: str
    why: str


class Profile(Struct, frozen=True):
    """What lists of a kind want."""

    about: str
    rules: tuple[Wish, ...]
    doubtful: tuple[Wish, ...] = ()
    """Rules that only some lists want: written as comments."""
    options: tuple[Option, ...] = ()
    style: tuple[Pinned, ...] = ()


AWESOME = Profile(
    "what the list of awesome lists asks for, as far as a program can tell: github.com/sindresorhus/awesome",
    rules=(
        Wish("awesome-heading", "the title is in title case, and the one heading of the first level"),
        Wish("awesome-introduction", "what the list is about is said below the title, and not that it is a list"),
        Wish("awesome-contents", "there are contents, called so, with one nested level at most"),
        Wish("awesome-contributing", "there is a contributing.md"),
        Wish("awesome-license", "the licence stands in a file, not in a section"),
        Wish("awesome-ci-badge", "no badge tells of builds: they say nothing about a list"),
    ),
    doubtful=(Wish("bare-link", "addresses have angle brackets or a label"),),
    options=(
        Option("awesome-badge", "strict", "the badge is there, comes from awesome.re and is a link"),
        Option("description-repeats-name", "strict", "a description does not begin with the name again"),
        Option("duplicate-link", "strict", "nothing is listed twice under two names"),
        Option("duplicate-link", "across-sections", "in two sections neither"),
    ),
    style=(
        Pinned("description-separator", " - ", "between the link and what it is"),
        Pinned("description-case", "upper", "a description begins with a capital"),
        Pinned("description-ending", ".", "and ends with a period"),
    ),
)

PAPERS = Profile(
    "what a list of papers may want to hold in each entry",
    rules=(
        Wish("missing-venue", "where nine in ten papers of a group say where they appeared, the others do, too"),
        Wish("missing-year", "likewise for the year"),
        Wish("author-initials", "initials are written in one way: J. K. Bee, or J.K. Bee"),
        Wish("repeated-author", "nobody is named twice for one paper"),
        Wish("label-mismatch", "what is called code leads to no paper, and the other way round"),
    ),
    doubtful=(
        Wish("title-case", "titles have the capitals of the other titles; may change words"),
        Wish("title-acronym", "DNN for dnn in titles; may change words"),
    ),
    options=(Option("arxiv-link", "versions", "a link leads to the newest version, not to v1"),),
)


def selected(wanted: Iterable[Wish], doubtful: Iterable[Wish] = ()) -> Iterator[str]:
    """Yield the lines that select rules, those that only some lists want as comments; none where no rule is wanted."""
    lines = [f"    {written(each.rule)},  # {each.why}" for each in wanted]
    if lines:
        yield "extend-select = ["
        yield from lines
        yield from (f"    # {written(each.rule)},  # {each.why}" for each in doubtful)
        yield "]"


def pinned(habits: Iterable[Pinned]) -> Iterator[str]:
    """Yield the lines that pin habits."""
    return (f"{each.key} = {written(each.value)}  # {each.why}" for each in habits)


def tables(options: Iterable[Option], prefix: str = "") -> Iterator[str]:
    """Yield the lines of options, a table for each rule, with an empty line before each."""
    for rule, own in groupby(options, key=lambda each: each.rule):
        yield ""
        yield f"[{prefix}rules.{rule}]"
        yield from (f"{each.key} = {written(each.value)}  # {each.why}" for each in own)
