"""The tables of a settings file as msgspec types: what is checked there, explained by `config`, and said by the JSON schema.

A check without settings imports nothing of this.
"""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from msgspec import NODEFAULT, UNSET, Meta, Struct, UnsetType, defstruct
from msgspec.structs import FieldInfo, fields

from awesome_lint import toml
from awesome_lint.habits.book import PINNABLE
from awesome_lint.habits.habit import Pin
from awesome_lint.knowledge import durations
from awesome_lint.knowledge.addresses import MAIL
from awesome_lint.reporters import FORMATS
from awesome_lint.rule import Rule, option_fields

# The short way to pin how entries are written: those with authors, if the template has a place for them, or those without.
ENTRY = "entry"

# What `str.splitlines` breaks a line at.
NEWLINES = "[\\n\\r\\u000b\\u000c\\u001c-\\u001e\\u0085\\u2028\\u2029]"

ENTRY_HELP = "Short for `paper-entry`, or for `named-entry` where it has no `{authors}`."

KINDS = {bool: "`true` or `false`", int: "whole number", float: "number", str: "text"}

Selector = Annotated[str, Meta(extra_json_schema={"$ref": "#/$defs/Selector"})]
Selectors = tuple[Selector, ...]
Pattern = Annotated[str, Meta(min_length=1)]


Duration = Annotated[str, Meta(pattern=durations.WRITTEN, examples=list(durations.EXAMPLES))]
# What stands in a header: nothing that could end it.
Address = Annotated[str, Meta(pattern=MAIL, examples=["me@example.org"])]
ServiceName = Literal["arxiv", "dblp", "crossref", "openalex", "semantic-scholar", "openreview", "datacite"]
# More takes a day, at the pace of one host.
MOST_REQUESTS = 100_000


class AgesTable(Struct, rename="kebab", forbid_unknown_fields=True):
    """For how long what was answered is believed, as in `"7d"`."""

    alive: Annotated[Duration, Meta(description="A link that leads somewhere, and what GitHub says.")] | UnsetType = UNSET
    gone: Annotated[Duration, Meta(description="A link that leads nowhere, or whose host refused.")] | UnsetType = UNSET
    record: Annotated[Duration, Meta(description="What a bibliography knows of a paper.")] | UnsetType = UNSET
    nothing_found: Annotated[Duration, Meta(description="That a bibliography knows nothing of a paper.")] | UnsetType = UNSET


class OnlineTable(Struct, rename="kebab", forbid_unknown_fields=True):
    """How the commands that ask other machines do so; a check asks none, whatever this says."""

    contact: (
        Annotated[Address, Meta(description="Whom hosts may write to; sent to all that are asked. Some are quicker for it.")]
        | UnsetType
    ) = UNSET
    services: (
        Annotated[
            tuple[ServiceName, ...],
            Meta(description="The bibliographies that `lookup` asks, in this order.", examples=[["arxiv", "crossref"]]),
        ]
        | UnsetType
    ) = UNSET
    max_requests: (
        Annotated[int, Meta(description="How much a run asks at most.", examples=[500], ge=0, le=MOST_REQUESTS)] | UnsetType
    ) = UNSET
    max_time: Annotated[Duration, Meta(description="How long a run asks.", examples=["10m"])] | UnsetType = UNSET
    gone_after: (
        Annotated[Duration, Meta(description="How long a page has to be gone to be reported.", examples=["48h"])] | UnsetType
    ) = UNSET
    skip: (
        Annotated[
            tuple[Pattern, ...],
            Meta(
                description="Addresses that `links` does not ask. `*` stands for any characters.",
                examples=[["https://dl.example.org/*"]],
            ),
        ]
        | UnsetType
    ) = UNSET
    cache: (
        Annotated[
            str,
            Meta(
                description=(
                    "The folder where answers are kept, outside of the repository. Only settings that `--config` names may"
                    " say so."
                ),
                examples=["~/answers"],
                min_length=1,
            ),
        ]
        | UnsetType
    ) = UNSET
    max_age: (
        Annotated[
            AgesTable,
            Meta(description="For how long what was answered is believed.", examples=[{"alive": "14d", "record": "180d"}]),
        ]
        | UnsetType
    ) = UNSET


class FileTable(Struct, rename="kebab", forbid_unknown_fields=True):
    """Settings for the lists that a pattern matches."""

    select: (
        Annotated[
            Selectors,
            Meta(
                description="Run only these rules, instead of those that are on by default.",
                examples=[["authors", "titles", "links"]],
            ),
        ]
        | UnsetType
    ) = UNSET
    extend_select: Annotated[Selectors, Meta(description="Run these rules too.", examples=[["duplicate-link"]])] | UnsetType = (
        UNSET
    )
    ignore: Annotated[Selectors, Meta(description="Do not run these rules.", examples=[["et-al"]])] | UnsetType = UNSET
    unsafe_fixes: (
        Annotated[
            bool,
            Meta(
                description="Whether `--fix` makes unsafe fixes too. `--no-unsafe-fixes` says no for one run.",
                examples=[True],
            ),
        ]
        | UnsetType
    ) = UNSET
    rules: (
        Annotated[
            dict[str, dict[str, Any]],
            Meta(
                description="The options of rules, each in a table named after the rule.",
                examples=[{"link-label": {"least": 3}}],
                extra_json_schema={"$ref": "#/$defs/Rules"},
            ),
        ]
        | UnsetType
    ) = UNSET
    style: (
        Annotated[
            dict[str, Any],
            Meta(
                description="Habits that hold whatever the list does.",
                examples=[{"title-ending": "."}],
                extra_json_schema={"$ref": "#/$defs/Style"},
            ),
        ]
        | UnsetType
    ) = UNSET


class TopTable(FileTable, rename="kebab", forbid_unknown_fields=True):
    """What a settings file says; in pyproject.toml, what its table `[tool.awesome-lint]` says."""

    extend: (
        Annotated[
            str,
            Meta(
                description="Another settings file, relative to this one, whose settings hold where this one says nothing.",
                examples=["../base.toml"],
                min_length=1,
            ),
        ]
        | UnsetType
    ) = UNSET
    exclude: (
        Annotated[
            tuple[Pattern, ...],
            Meta(
                description="Files and folders to leave out, relative to the settings file. `*` stands for any characters.",
                examples=[["vendor", "README.*.md"]],
            ),
        ]
        | UnsetType
    ) = UNSET
    baseline: (
        Annotated[
            str,
            Meta(
                description="The baseline file, whose problems are hidden, relative to the settings file.",
                examples=["baseline.json"],
                min_length=1,
            ),
        ]
        | UnsetType
    ) = UNSET
    output_format: (
        Annotated[Literal[FORMATS], Meta(description="How to report.", examples=["concise"])]  # type: ignore[valid-type]
        | UnsetType
    ) = UNSET
    online: (
        Annotated[
            OnlineTable,
            Meta(
                description="How `links`, `lookup` and `add` ask other machines.",
                examples=[{"contact": "me@example.org", "max-age": {"alive": "14d"}}],
            ),
        ]
        | UnsetType
    ) = UNSET
    per_file: (
        Annotated[
            dict[Pattern, FileTable],
            Meta(
                description=(
                    "Settings for some lists, each table named after a pattern such as those of `exclude`. Where several match,"
                    " the last one wins."
                ),
                examples=[{"README.zh-CN.md": {"ignore": ["spelling"]}}],
            ),
        ]
        | UnsetType
    ) = UNSET


@cache
def keys(table: type[Struct]) -> Mapping[str, FieldInfo]:
    """Return the keys of a table, as they are written, each with its type and default."""
    return {member.encode_name: member for member in fields(table)}


@cache
def habits() -> type[Struct]:
    """Return the table of habits, made from the habits that can be pinned."""
    pins = {ENTRY: Pin(ENTRY_HELP)} | {row.name: row.pin for row in PINNABLE.values() if row.pin}
    members: list[tuple[str, Any, Any]] = [
        (name, Annotated[_restricted(pin), Meta(description=pin.help)] | UnsetType, UNSET) for name, pin in pins.items()
    ]
    made = defstruct("Style", members, rename="kebab", forbid_unknown_fields=True, module=__name__)
    made.__doc__ = "Habits that hold whatever the list does."
    return made


@cache
def options(rule: type[Rule]) -> type[Struct]:
    """Return the table of a rule's options, made from its fields."""
    members = [(each.name, each.type, _default(each)) for each in option_fields(rule)]
    made = defstruct(rule.name, members, rename="kebab", forbid_unknown_fields=True, module=__name__)
    made.__doc__ = (rule.__doc__ or "").partition("\n")[0]
    return made


def description(member: FieldInfo) -> str:
    """Return what a key means, for people."""
    return next((meta.description for meta in _metas(member.type) if meta.description), "")


def examples(member: FieldInfo) -> list[Any]:
    """Return values that a key may have."""
    return [example for meta in _metas(member.type) for example in meta.examples or ()]


def choices(kind: Any) -> tuple[str, ...]:
    """Return the words that a type allows, or none where it allows any."""
    if get_origin(kind) is Literal:
        return get_args(kind)
    return tuple(choice for inner in get_args(kind) for choice in choices(inner))


def is_many(kind: Any) -> bool:
    """Whether a value of the type is a list."""
    return get_origin(kind) is tuple or any(is_many(inner) for inner in get_args(kind))


def pattern(kind: Any) -> Meta | None:
    """Return what says which pattern a text of the type has to follow, or None where it may be any."""
    return next((meta for meta in _metas(kind) if meta.pattern), None)


def kind(member: FieldInfo) -> str:
    """Return what values a key takes, for people."""
    return _kind(member.type)


def _kind(kind: Any) -> str:
    origin, arguments = get_origin(kind), get_args(kind)
    if choices(kind) and origin is not tuple and not is_many(kind):
        return "one of " + ", ".join(f"`{toml.written(choice)}`" for choice in choices(kind))
    if any(meta.pattern == durations.WRITTEN for meta in _metas(kind)):
        return "duration"
    if kind in (Selector, Pattern):
        return "name" if kind == Selector else "pattern"
    if origin is Annotated or UnsetType in arguments:
        return _kind(arguments[0])
    if origin is tuple:
        inner = _kind(arguments[0])
        return f"list, each {inner}" if inner.startswith("one of") else f"list of {inner if inner == 'text' else inner + 's'}"
    if origin is dict or (isinstance(kind, type) and issubclass(kind, Struct)):
        return "table"
    return KINDS[kind]


def _metas(kind: Any) -> list[Meta]:
    own = [meta for meta in getattr(kind, "__metadata__", ()) if isinstance(meta, Meta)]
    inner = [] if get_origin(kind) in (tuple, dict) else [meta for each in get_args(kind) for meta in _metas(each)]
    return own + inner


def _restricted(pin: Pin) -> Any:
    """Return the type of a habit for the schema: what else it asks of a text is checked, and told, by `tables`."""
    if pin.words:
        words: Any = Literal[pin.words]
        return tuple[words, ...] if pin.is_list else words
    text: dict[str, Any] = {"not": {"pattern": NEWLINES}}
    if not pin.may_be_empty:
        text["minLength"] = 1
    member = Annotated[str, Meta(extra_json_schema=text)]
    return Annotated[tuple[member, ...], Meta(extra_json_schema={"uniqueItems": True})] if pin.is_list else member


def _default(option: FieldInfo) -> Any:
    return option.default if option.default is not NODEFAULT else option.default_factory()
