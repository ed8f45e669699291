"""The functions for programs: what goes in, what comes out, and that none of it changes unnoticed."""

import inspect
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Any, ForwardRef

import pytest
from msgspec import Struct
from terminal import ROOT

import awesome_lint
from awesome_lint import testing
from awesome_lint.registry.discovery import discover

PUBLIC_NAMES = Path(__file__).with_name("public_names.txt")
# Of the public values, what is nevertheless no promise: the tokens that the layout works on, and what `files` looks into.
OWN = {"Block", "Inline", "Folder"}

CLEAN = "# List\n\n- [Fish](https://fish.example) - A shell.\n"
BAD = "# List\n\n* **One.** *Ann Lee, andBo Day.* [[paper](http://arxiv.org/abs/1512.03385)]\n"
FIXED = "# List\n\n* **One.** *Ann Lee, and Bo Day.* [[paper](https://arxiv.org/abs/1512.03385)]\n"


def rules_of(report: awesome_lint.Report) -> list[str]:
    return [diagnostic.rule for diagnostic in report.diagnostics]


@pytest.mark.parametrize("text", ["", CLEAN, CLEAN.replace("\n", "\r\n"), "\ufeff" + CLEAN, "no list\n", "\x00" + CLEAN])
def test_a_clean_text_stays_as_it_is(text: str) -> None:
    assert awesome_lint.lint(text).diagnostics == ()
    fixed = awesome_lint.fix(text)
    assert (fixed.text, fixed.is_changed, dict(fixed.applied)) == (text, False, {})
    assert fixed.remaining.diagnostics == ()


def test_what_is_wrong_is_told_and_mended() -> None:
    report = awesome_lint.lint(BAD)
    assert rules_of(report) == ["glued-conjunction", "insecure-link"]
    assert [report.source.position(each.span.start).line for each in report.diagnostics] == [3, 3]
    fixed = awesome_lint.fix(BAD)
    assert (fixed.text, fixed.is_changed) == (FIXED, True)
    assert dict(fixed.applied) == {"glued-conjunction": 1, "insecure-link": 1}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (BAD.replace("\n", "\r\n"), FIXED.replace("\n", "\r\n")),
        (BAD.replace("\n", "\r"), FIXED.replace("\n", "\r")),
        ("\ufeff" + BAD, "\ufeff" + FIXED),
        # Of several kinds the most frequent is kept where something is mended, and all of them where nothing is.
        (BAD.replace("\n", "\r\n", 2), FIXED.replace("\n", "\r\n")),
        (CLEAN.replace("\n", "\r\n", 2), CLEAN.replace("\n", "\r\n", 2)),
        ("\ufeff" + CLEAN[:-1] + "\r", "\ufeff" + CLEAN[:-1] + "\r"),
    ],
)
def test_newlines_and_the_byte_order_mark_are_kept(before: str, after: str) -> None:
    assert awesome_lint.fix(before).text == after


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"select": ["glued-conjunction"]}, ["glued-conjunction"]),
        ({"select": "glued-conjunction"}, ["glued-conjunction"]),
        ({"select": " authors,insecure-link "}, ["glued-conjunction", "insecure-link"]),
        ({"select": iter(["authors", "links"]), "ignore": ("authors",)}, ["insecure-link"]),
        ({"select": ()}, []),
        ({"select": "", "extend_select": "links"}, ["insecure-link"]),
        ({"ignore": "ALL"}, []),
        ({"ignore": "ALL", "extend_select": {"authors"}}, ["glued-conjunction"]),
        ({"settings": {}}, ["glued-conjunction", "insecure-link"]),
        ({"settings": {"ignore": ["links"]}}, ["glued-conjunction"]),
        ({"settings": {"ignore": ("links",)}, "select": "links"}, ["insecure-link"]),
        ({"settings": {"select": ["links"]}, "extend_select": "glued-conjunction"}, ["glued-conjunction", "insecure-link"]),
    ],
)
def test_rules_are_chosen_as_on_the_command_line(arguments: dict[str, Any], expected: list[str]) -> None:
    assert rules_of(awesome_lint.lint(BAD, **arguments)) == expected


def test_settings_hold_for_options_habits_and_fixes() -> None:
    again = CLEAN + "\n## Other\n\n- [Fish shell](https://fish.example) - Another shell.\n"
    options = {"rules": {"duplicate-link": {"strict": True, "across-sections": True}}}
    assert rules_of(awesome_lint.lint(again, settings=options)) == ["duplicate-link"]
    pinned: dict[str, object] = {"style": {"description-ending": ""}}
    assert rules_of(awesome_lint.lint(CLEAN, settings=pinned)) == ["description-ending"]
    assert awesome_lint.parse(CLEAN, settings=pinned).style.description_ending.is_pinned
    unsafe = CLEAN + "- [Zsh](https://zsh.example) - Some of the the others shell.\n"
    assert "the the" in awesome_lint.fix(unsafe).text
    for arguments in ({"unsafe_fixes": True}, {"settings": {"unsafe-fixes": True}}):
        assert "the the" not in awesome_lint.fix(unsafe, **arguments).text
    assert "the the" in awesome_lint.fix(unsafe, settings={"unsafe-fixes": True}, unsafe_fixes=False).text


def test_comments_are_heeded() -> None:
    ignored = BAD.replace("]\n", "] <!-- awesome-lint: ignore insecure-link -->\n")
    assert rules_of(awesome_lint.lint(ignored)) == ["glued-conjunction"]


def test_a_path_is_a_name(tmp_path: Path) -> None:
    missing = tmp_path / "none.md"
    assert awesome_lint.lint(BAD, path=missing).source.path == str(missing)
    assert awesome_lint.parse(BAD, path="list.md").source.path == "list.md"
    assert awesome_lint.fix(BAD).remaining.source.path == "README.md"
    assert not missing.exists()


WRONG: list[tuple[dict[str, Any], type[Exception], str]] = [
    ({"select": "etal"}, awesome_lint.SettingsError, 'select: unknown rule "etal" (did you mean "et-al"?)'),
    ({"extend_select": ["etal"]}, awesome_lint.SettingsError, 'extend_select: unknown rule "etal" (did you mean "et-al"?)'),
    ({"select": ["a"], "ignore": ["b"]}, awesome_lint.SettingsError, 'select: unknown rule "a"\nignore: unknown rule "b"'),
    ({"settings": {"ingore": []}}, awesome_lint.SettingsError, 'settings: unknown key "ingore" (did you mean "ignore"?)'),
    ({"settings": {"ignore": "et-al"}}, awesome_lint.SettingsError, "settings: ignore: expected a list, got text"),
    (
        {"settings": {"style": {"title-ending": "!"}}},
        awesome_lint.SettingsError,
        "settings: style.title-ending: expected one of",
    ),
    ({"settings": ["ignore"]}, awesome_lint.SettingsError, "settings: expected a mapping of keys to values, got list"),
    ({"select": [1]}, TypeError, "select: expected names of rules or groups, got 1"),
    ({"ignore": None}, TypeError, "ignore: expected names of rules or groups, got NoneType"),
    ({"path": b"list.md"}, TypeError, "path: expected a str, got bytes"),
    ({"text": b"# List"}, TypeError, 'text: expected a str, got bytes; decode it, as in text.decode("utf-8")'),
    ({"text": None}, TypeError, "text: expected a str, got NoneType"),
    ({"text": "# List\n\n- a\udc80b\n"}, ValueError, "text: line 3, column 4: U+DC80 is half of a character"),
]


@pytest.mark.parametrize(("arguments", "error", "message"), WRONG)
@pytest.mark.parametrize("function", [awesome_lint.lint, awesome_lint.fix])
def test_wrong_arguments_are_named(
    function: Callable[..., object], arguments: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error) as caught:
        function(**{"text": BAD, **arguments})
    assert str(caught.value).startswith(message)
    assert isinstance(caught.value, ValueError | TypeError)


def test_reading_names_what_is_wrong_too() -> None:
    with pytest.raises(awesome_lint.SettingsError, match="settings: unknown key"):
        awesome_lint.parse(CLEAN, settings={"stile": {}})
    with pytest.raises(TypeError, match="expected a str, got bytes"):
        awesome_lint.parse(CLEAN.encode())  # type: ignore[arg-type]


def test_spans_are_code_points_whatever_the_newlines() -> None:
    document = awesome_lint.parse("\ufeff# 列表 🎉\r\n\r\n- [𝔉ish](https://fish.example) - A shell.\r\n")
    (entry,) = document.entries
    assert entry.title
    assert document.source.slice(entry.title.span) == entry.title.value == "𝔉ish"
    assert document.source.position(entry.title.span.start) == (3, 4)


# --- the names --------------------------------------------------------------------------------------------------------


def written(annotation: object) -> str:
    if isinstance(annotation, ForwardRef):
        annotation = annotation.__forward_arg__
    text = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    # Where a class is defined is not where it is imported from, and another place in another Python.
    return re.sub(r"\b(?:[a-z_]\w*\.)+(?=[A-Z])", "", text).replace("'", "").replace('"', "")


def signature(function: Any) -> str:
    found = inspect.signature(function)
    shown: list[str] = []
    for each in found.parameters.values():
        if each.kind is each.KEYWORD_ONLY and "*" not in shown:
            shown.append("*")
        kind = f": {written(each.annotation)}" if each.annotation is not each.empty else ""
        default = f" = {each.default!r}" if each.default is not each.empty else ""
        shown.append(f"{each.name}{kind}{default}")
    return f"({', '.join(shown)}) -> {written(found.return_annotation)}"


def members(cls: type) -> Iterator[str]:
    """Yield what can be had from a public class: its fields, in their order, and what it can do."""
    if issubclass(cls, Enum):
        yield from (f"{name} = {member.value!r}" for name, member in cls.__members__.items())
        return
    names = list(cls.__struct_fields__ if issubclass(cls, Struct) else getattr(cls, "_fields", ()))
    annotations = {name: kind for base in reversed(cls.__mro__) for name, kind in vars(base).get("__annotations__", {}).items()}
    yield from (f"{name}: {written(annotations[name])}" for name in names)
    for name, value in sorted(vars(cls).items()):
        if name.startswith("_") or name in names:
            continue
        if isinstance(value, classmethod | staticmethod):
            yield f"{name}{signature(value.__func__)}"
        elif inspect.isfunction(value):
            yield f"{name}{signature(value)}"
        elif name in annotations:
            yield f"{name}: {written(annotations[name])} = {value!r}"
        elif isinstance(value, property | cached_property):
            getter: Any = value.fget if isinstance(value, property) else value.func
            yield f"{name}: {written(inspect.signature(getter).return_annotation)}"


def described() -> dict[str, list[str]]:
    """Return each public name as it is used, with the members of the classes."""
    found: dict[str, list[str]] = {}
    for name in awesome_lint.__all__:
        value = getattr(awesome_lint, name)
        if isinstance(value, type):
            bases = ", ".join(base.__name__ for base in value.__bases__ if base not in (object, tuple, Struct))
            found[f"class {name}({bases})" if bases else f"class {name}"] = list(members(value))
        else:
            found[f"{name}{signature(value)}" if callable(value) else name] = []
    for name, value in vars(testing).items():
        if inspect.isfunction(value) and value.__module__ == testing.__name__ and not name.startswith("_"):
            found[f"testing.{name}{signature(value)}"] = []
    return found


def test_nothing_public_is_taken_away_or_changed(update: bool) -> None:
    now = described()
    if update:
        lines = (line for name, parts in now.items() for line in (name, *(f"    {part}" for part in parts)))
        PUBLIC_NAMES.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    promised: dict[str, list[str]] = {}
    name = ""
    for line in PUBLIC_NAMES.read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            promised[name].append(line.strip())
        else:
            name = line
            promised[name] = []
    assert now.keys() == promised.keys()
    # A value may learn more; what it can do remains.
    assert {name: [part for part in parts if part not in now[name]] for name, parts in promised.items() if parts} == {
        name: [] for name, parts in promised.items() if parts
    }


def test_what_public_values_hold_is_public() -> None:
    named = set(re.findall(r"\b[A-Z]\w+", re.sub(r"'[^'\n]*'", "", PUBLIC_NAMES.read_text(encoding="utf-8"))))
    modules = [module for name, module in sys.modules.items() if name.startswith("awesome_lint.")]
    types = {(name, value) for module in modules for name, value in vars(module).items() if isinstance(value, type)}
    ours = {name for name, value in types if value.__module__.startswith("awesome_lint.")}
    assert {"Span", "Block", "RuleSet"} <= named & ours
    assert (named & ours) - OWN <= set(awesome_lint.__all__)


@pytest.mark.parametrize("name", sorted(set(awesome_lint.__all__) - {"__version__"}))
def test_every_public_name_says_what_it_means(name: str) -> None:
    value = getattr(awesome_lint, name)
    assert inspect.getdoc(value)
    # What `dataclass` and `NamedTuple` make up where nothing is written.
    assert not value.__doc__.startswith(f"{name}(")


MISUSED = """
import awesome_lint

awesome_lint.lint(b"# List")  # type: ignore[arg-type]
awesome_lint.lint("# List", "list.md")  # type: ignore[call-arg]
awesome_lint.fix("# List").after.text = ""  # type: ignore[misc]
awesome_lint.parse("# List").entries[0].title.value  # type: ignore[union-attr]
awesome_lint.nothing  # type: ignore[attr-defined]
"""


def test_types_are_there_for_who_uses_them(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    assert len(blocks) > 5
    (tmp_path / "used.py").write_text("".join(blocks), encoding="utf-8")
    (tmp_path / "misused.py").write_text(MISUSED, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--config-file=",
        "--cache-dir",
        str(tmp_path),
        "used.py",
        "misused.py",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_importing_costs_nothing() -> None:
    code = "import sys, awesome_lint; print(*(name for name in sys.modules if name.startswith('awesome_lint')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "awesome_lint\n"


def test_reading_needs_no_rule() -> None:
    code = "import sys, awesome_lint; awesome_lint.parse('# A'); print([name for name in sys.modules if '.rules.' in name])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
    assert "et-al" in discover()
