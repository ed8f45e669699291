"""Write what the documents say of rules, settings and commands from these: `python docs/build.py`.

That is `rules.md`, the page of each rule, tables of other pages such as that of all that a rule may ask, and what the package
ships: the JSON schema of settings, the text of `--help`, and the public names as type checkers read them; and the moving
picture of README.
"""

import ast
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from inspect import cleandoc, getsource
from itertools import chain, groupby, zip_longest
from pathlib import Path
from pkgutil import iter_modules
from runpy import run_path

import click
from msgspec import Struct

import awesome_lint as package
from awesome_lint import document, entries, facts, knowledge, source
from awesome_lint.cli import version_and_help as answers
from awesome_lint.cli.commands import awesome_lint
from awesome_lint.cli.console import PROGRAM
from awesome_lint.diagnostic import Applicability
from awesome_lint.habits.book import ROWS, Pins
from awesome_lint.registry.discovery import online_rules, own_rules
from awesome_lint.registry.manual import manual, summary
from awesome_lint.registry.npm_rules import COUNTERPARTS, DEVIATIONS, HABITS, NOT_AWESOME, NOT_THE_FIRST
from awesome_lint.reporters.markup import sentence
from awesome_lint.rule import Rule
from awesome_lint.settings import model, schema

DOCS = Path(__file__).parent
PAGES = DOCS / "rules"
MIGRATING = DOCS / "migrating.md"
SETTINGS = DOCS / "settings.md"
DECIDING = DOCS / "how-it-decides.md"
COMMANDS = DOCS / "command-line.md"
ADDING = DOCS / "adding-a-rule.md"
DEMO = DOCS / "_static" / "demo.svg"

# What a rule is handed, the values that it meets there, and the modules that tell more of them.
FACTS = {
    document: "Document Definition Contents Placeholders Item Paragraph Outermost Marks",
    entries: "Section Heading Entry Authors Author Link",
    source: "Source Text Span Beside",
}
# What only the layout has to do with.
INNER = {"blocks"}
HELPERS = (*(f"facts.{module.name}" for module in iter_modules(facts.__path__)), "diagnostic", "patterns", "source")
HELPERS += tuple(f"knowledge.{module.name}" for module in iter_modules(knowledge.__path__))

INTRODUCTION = """\
# Rules

Each rule has a page: what it reports, why, what it leaves alone, with examples. `awesome-lint explain RULE` shows the same in a
terminal. Names of rules and groups work alike in `--select`, `--extend-select` and `--ignore`, and in [settings](settings.md).

A *safe* fix is made by `--fix`, an *unsafe* one, which may change words, only by `--fix --unsafe-fixes`. Of a rule with both
kinds the table says *safe*, and the report says which is which. A rule that is *off* runs when `--extend-select` names it."""

ASKING = {
    "lookup": "[`awesome-lint lookup`](looking-up.md) runs these, and asks other machines for it; a check runs none.",
    "online": "[`awesome-lint links`](links.md) runs these, and asks other machines for it; a check runs none.",
}

FIXES = {None: "-", Applicability.SAFE: "safe", Applicability.UNSAFE: "unsafe"}

MESSAGES = """\
# Messages

What each rule says: one message of each kind, from its tests. Each says what is wrong, then what to do; what stands in
`this type` is quoted from a list, or to be written there. [Rules](rules.md) says why, and what each rule leaves alone."""
CASES = DOCS.parent / "tests" / "rules"
# Around a message, in the files beside the cases: where it stands, whether it is fixable, how often.
SAID = re.compile(r"^\d+:\d+: (?:\[[*!]\] )?| \(x\d+\)$")
QUOTED = re.compile(r"`[^`]*`|\d+|[^ ]+ ?[^ ]* (?=\(U\+)|U\+\w+")

# What the help of an option quotes, or names.
CODE = re.compile(r"'([^']+)'|(?<!\S)--[a-z][a-z-]*")


def pages() -> dict[Path, str]:
    """Return the text of every file that is written here, by its path."""
    found = {PAGES / f"{rule.name}.md": _page(rule) for rule in {**own_rules(), **online_rules()}.values()}
    migrating = {"settings": _settings(), "counterparts": _counterparts(), "deviations": _deviations()}
    settings = {
        "keys": _keys(model.TopTable),
        "online": chain(_keys(model.OnlineTable), _keys(model.AgesTable, "max-age.")),
        "habits": _keys(model.habits()),
    }
    return {
        DOCS / "rules.md": _index(),
        DECIDING: rewritten(DECIDING.read_text(encoding="utf-8"), {"habits": _habits()}),
        MIGRATING: rewritten(MIGRATING.read_text(encoding="utf-8"), migrating),
        SETTINGS: rewritten(SETTINGS.read_text(encoding="utf-8"), settings),
        ADDING: rewritten(ADDING.read_text(encoding="utf-8"), {"facts": _facts(), "learnt": _learnt(), "helpers": _helpers()}),
        COMMANDS: rewritten(COMMANDS.read_text(encoding="utf-8"), {"commands": _commands()}),
        schema.SHIPPED: schema.text({**own_rules(), **online_rules()}),
        Path(answers.HELP): help_text(),
        DOCS / "gallery.md": run_path(str(DOCS / "slips.py"))["gallery"](),
        DOCS / "messages.md": "\n\n".join(_messages()) + "\n",
        DEMO: run_path(str(DOCS / "pictures.py"))["demo"](),
        Path(package.__file__).with_suffix(".pyi"): _stub(),
        **found,
    }


def help_text() -> str:
    """Return what `awesome-lint --help` says on a terminal that is wide enough."""
    # The width that click takes for such a terminal.
    with awesome_lint.make_context(PROGRAM, [], resilient_parsing=True, terminal_width=answers.WIDTH - 2) as context:
        return awesome_lint.get_help(context) + "\n"


def _stub() -> str:
    """Return what type checkers read of the package instead of how it finds its names."""
    imports = [
        f"from awesome_lint.{module} import {name} as {name}\n" for module, names in package.PUBLIC.items() for name in names
    ]
    exported = "".join(f'    "{name}",\n' for name in sorted(package.__all__))
    return f"""\
# Written by docs/build.py from __init__.py.
from collections.abc import Mapping

{"".join(sorted(imports, key=str.casefold))}
__all__ = [
{exported}]

__version__: str
HOME: str
PUBLIC: Mapping[str, tuple[str, ...]]
"""


def write() -> None:
    """Write the pages, and remove those of rules that are no more."""
    made = pages()
    PAGES.mkdir(exist_ok=True)
    for path in PAGES.glob("*.md"):
        if path not in made:
            path.unlink()
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")


def _messages() -> Iterator[str]:
    """Yield the blocks of the page of all messages, as the cases of the rules have them."""
    yield MESSAGES
    for group, rules in groupby(
        sorted(own_rules().values(), key=lambda rule: (rule.group, rule.name)), key=lambda rule: rule.group
    ):
        yield f"## {group}"
        for rule in rules:
            yield f"### [{rule.name}](rules/{rule.name}.md)"
            yield "\n".join(f"- {sentence(message)}" for message in _kinds(CASES / group / rule.name))


def _kinds(folder: Path) -> Iterator[str]:
    """Yield one message of each kind: those that differ in what they quote, or in a number, are one."""
    kinds: set[str] = set()
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            message = SAID.sub("", line)
            kind = QUOTED.sub("`", message)
            if kind not in kinds:
                kinds.add(kind)
                yield message


def _page(rule: type[Rule]) -> str:
    """Return the rule's manual with ways to its group and to the settings, which a terminal cannot follow."""
    text = manual(rule).replace(f"\nGroup `{rule.group}`,", f"\nGroup [`{rule.group}`](../rules.md#{rule.group}),", 1)
    head, settings, tail = text.rpartition(" in a settings file.")
    return f"{head} in a [settings file](../settings.md).{tail}" if settings else text


def _index() -> str:
    every = {**own_rules(), **online_rules()}
    rules = sorted(every.values(), key=lambda rule: (rule.group, rule.name))
    groups = ", ".join(f"[{group}](#{group})" for group in dict.fromkeys(rule.group for rule in rules))
    blocks = [INTRODUCTION, f"The groups are {groups}. [Options](#options) are below them."]
    for group, members in groupby(rules, key=lambda rule: rule.group):
        blocks += [f"## {group}", *([ASKING[group]] if group in ASKING else []), "\n".join(_table(members))]
    blocks += ["## Options", "The options of a rule go into its own table, as in `[rules.link-label]`."]
    for rule in rules:
        if options := _options(rule):
            blocks += [f"### {rule.name}", options]
    return "\n\n".join(blocks) + "\n"


def _table(rules: Iterable[type[Rule]]) -> Iterator[str]:
    yield "| rule | reports | default | fix |"
    yield "| --- | --- | --- | --- |"
    for rule in rules:
        reports = summary(rule).replace("|", "\\|")
        name, state = f"[`{rule.name}`](rules/{rule.name}.md)", "on" if rule.default else "off"
        yield f"| {name} | {reports} | {state} | {FIXES[rule.fixable]} |"


def _options(rule: type[Rule]) -> str:
    """Return the options as the rule's manual page lists them, or nothing."""
    _, heading, rest = manual(rule).partition("\n## Options\n")
    return rest.partition("\n## ")[0].strip() if heading else ""


def rewritten(text: str, parts: Mapping[str, Iterable[str]]) -> str:
    """Return a page with the lines that stand between its comments written anew."""
    for name, lines in parts.items():
        before, begin, rest = text.partition(f"<!-- begin {name} -->\n")
        _, end, after = rest.partition(f"<!-- end {name} -->\n")
        text = "".join((before, begin, "\n", "\n".join(lines), "\n\n", end, after))
    return text


def _settings() -> Iterator[str]:
    """Yield the settings with which most is asked for that the npm awesome-lint asks for, as a block of TOML."""
    default = {name for name, rule in own_rules().items() if rule.default}
    named = {name for counterpart in COUNTERPARTS.values() for name in counterpart.rules} & set(own_rules())
    others = sorted(name for name in named - default if not name.startswith("awesome-"))
    yield "```toml .awesome-lint.toml"
    yield f"extend-select = {json.dumps(['awesome', *others])}"
    yield "\n[rules.awesome-badge]\nstrict = true"
    yield "\n[rules.description-repeats-name]\nstrict = true"
    yield "\n[rules.duplicate-link]\nstrict = true\nacross-sections = true\n\n[style]"
    yield from (f'{name.replace("_", "-")} = "{value}"' for name, value in HABITS.items() if name in Pins.__struct_fields__)
    yield "```"


def _habits() -> Iterator[str]:
    """Yield a table of the habits: which values there are, and from when on a list is held to one."""
    yield "| `document.style.` | values | firm from | commands and settings |"
    yield "| --- | --- | --- | --- |"
    for row in ROWS:
        few = f", or all but one of {row.few + 1} or more" if row.few else ""
        firm = "-" if row.is_free else f"{row.least} times, {row.share:.0%}{few}"
        told = "shown, pinned" if row.pin else "shown" if row.is_told else "-"
        yield f"| `{row.name}` | {row.of} | {firm} | {told} |"


def _keys(table: type[Struct], within: str = "") -> Iterator[str]:
    """Yield a table of the keys of a settings file, those that are tables of their own last; or its rows alone, of the keys
    within another one."""
    if not within:
        yield "| key | value | meaning |"
        yield "| --- | --- | --- |"
    for key, member in sorted(model.keys(table).items(), key=lambda pair: model.kind(pair[1]) == "table"):
        yield f"| `{within}{key}` | {model.kind(member)} | {model.description(member)} |"


def _facts() -> Iterator[str]:
    """Yield a table of the fields of each value, with what its class says of them."""
    for module, names in FACTS.items():
        tree = ast.parse(getsource(module))
        classes = {each.name: each for each in tree.body if isinstance(each, ast.ClassDef)}
        for name in names.split():
            yield f"### {name}\n"
            yield "\n\n".join(map(_line, (ast.get_docstring(classes[name]) or "").split("\n\n"))) + "\n"
            yield "| fact | type | meaning |\n| --- | --- | --- |"
            yield "\n".join(_row(*fact) for fact in _members(classes[name])) + ("" if name == "Beside" else "\n")


def _members(found: ast.ClassDef) -> Iterator[tuple[str, str, str]]:
    """Yield the public fields and methods of a class, each with its type and what its docstring says."""
    for member, following in zip_longest(found.body, found.body[1:]):
        if isinstance(member, ast.AnnAssign) and isinstance(member.target, ast.Name):
            name, kind, said = member.target.id, ast.unparse(member.annotation), ""
            if isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant):
                said = str(following.value.value)
        elif isinstance(member, ast.FunctionDef):
            kind, said = ast.unparse(member.returns) if member.returns else "", ast.get_docstring(member) or ""
            arguments = [argument.arg for argument in member.args.args if argument.arg not in ("self", "cls")]
            is_field = any("property" in ast.unparse(each) for each in member.decorator_list)
            name = member.name if is_field else f"{member.name}({', '.join(arguments)})"
        else:
            continue
        if not name.startswith("_") and name not in INNER:
            yield name, kind.replace("'", ""), _line(said) or _of_kind(kind)


def _of_kind(kind: str) -> str:
    """Return what the class says of itself that a field holds, where that tells more than its name does."""
    for name in re.findall(r"[A-Z]\w+", kind):
        value = getattr(document, name, None)
        if isinstance(value, type) and name not in ("Span", "Text"):
            return _line(value.__doc__ or "")
    return ""


def _learnt() -> Iterator[str]:
    yield "| habit | meaning |"
    yield "| --- | --- |"
    for row in ROWS:
        yield f"| `document.style.{row.name}` | {row.of} |"


def _helpers() -> Iterator[str]:
    yield "| function | answers |"
    yield "| --- | --- |"
    for name in HELPERS:
        module = import_module(f"awesome_lint.{name}")
        for function in ast.parse(getsource(module)).body:
            if isinstance(function, ast.FunctionDef) and not function.name.startswith("_"):
                said = _line(ast.get_docstring(function) or "")
                arguments = ", ".join(argument.arg for argument in function.args.args)
                yield f"| `{name}.{function.name}({arguments})` | {_escaped(said)} |"


def _row(name: str, kind: str, said: str) -> str:
    return f"| `{name}` | {_escaped(f'`{kind}`')} | {_escaped(said)} |"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")


def _line(said: str) -> str:
    """Return the first paragraph of a docstring in one line."""
    return " ".join(cleandoc(said).partition("\n\n")[0].split())


def _commands() -> Iterator[str]:
    """Yield a section for each command, with a table of its options under each of their headings."""
    with awesome_lint.make_context(PROGRAM, [], resilient_parsing=True) as parent:
        sections = [section for name, command in awesome_lint.commands.items() for section in _command(parent, name, command)]
    yield "\n\n".join(sections)


def _command(parent: click.Context, name: str, command: click.Command) -> Iterator[str]:
    # With its own settings: a command keeps the first names of its option for help that it is asked about.
    context = click.Context(command, parent=parent, info_name=name, **command.context_settings)
    yield f"## {name}"
    yield f"`{command.get_usage(context).removeprefix('Usage: ')}`"
    yield cleandoc(command.help or "")
    tables: dict[str, list[str]] = {}
    for option in command.get_params(context):
        record = option.get_help_record(context) if isinstance(option, click.Option) else None
        if record is not None and option.name != "help":
            rows = tables.setdefault(getattr(option, "heading", "Options"), [])
            rows.append(_option_row(option, *record))
    for heading, rows in tables.items():
        yield "\n".join((f"| {heading} | |", "| --- | --- |", *rows))


def _option_row(option: click.Parameter, written: str, explained: str) -> str:
    explained = CODE.sub(lambda match: f"`{match[1] or match[0]}`", explained)
    if isinstance(option.type, click.Choice) and " [" in written:
        written = written.partition(" [")[0]
        explained += f" {', '.join(f'`{choice}`' for choice in option.type.choices)}."
    written, explained = (part.replace("|", "\\|") for part in (written, explained))
    return f"| `{written}` | {explained} |"


def _counterparts() -> Iterator[str]:
    yield "| theirs | here | differences |"
    yield "| --- | --- | --- |"
    for name, counterpart in COUNTERPARTS.items():
        ours = ", ".join(f"`{rule}`" for rule in counterpart.rules) or "none, on purpose"
        yield f"| `{name}` | {ours} | {counterpart.note} |"


def _deviations() -> Iterator[str]:
    yield "| rule | difference |"
    yield "| --- | --- |"
    yield f"| `awesome-badge`, `awesome-heading` | {NOT_AWESOME} |"
    yield f"| `double-link` | {NOT_THE_FIRST} |"
    for deviation in DEVIATIONS:
        yield f"| `{deviation.rule}` | {deviation.reason} |"


def main() -> None:
    """Write it all, or say where a rule is not Python: who writes one runs this."""
    try:
        write()
    except SyntaxError as error:
        if error.filename is None:
            raise
        sys.exit(
            f"{os.path.relpath(error.filename)}:{error.lineno}: {error.msg}: {(error.text or '').strip()}; nothing was written"
        )


if __name__ == "__main__":
    main()
