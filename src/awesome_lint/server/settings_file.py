"""A settings file that is open: what is wrong with it, what its keys mean, and which there are."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from lsprotocol import types
from msgspec import Struct
from msgspec.structs import FieldInfo

from awesome_lint.patterns import lazy
from awesome_lint.registry.discovery import discover, online_rules, rule_named
from awesome_lint.server import hovers
from awesome_lint.server.buffer import Buffer
from awesome_lint.server.completion import last_word, selectors
from awesome_lint.settings import SettingsError, model
from awesome_lint.settings.files import FILE_NAMES, PYPROJECT, TOOL, layers_of
from awesome_lint.settings.layers import Text
from awesome_lint.settings.tables import MAX_AGE, ONLINE, PER_FILE, RULES, SELECTIONS, STYLE
from awesome_lint.source import Span
from awesome_lint.toml import parsed

# A file that is being written is seldom well-formed, so that it is looked at line by line.
HEADER = lazy(r"[ \t]*\[{1,2}(?P<keys>[^\]#\n]*)\]?")
KEY = lazy(r"[ \t]*(?P<keys>(?:[\w.-]|\"[^\"\n]*\"|'[^'\n]*')+)[ \t]*(?P<is_set>=)?")
PART = lazy(r"\"([^\"\n]*)\"|'([^'\n]*)'|([\w-]+)")
WORD = lazy(r"[\w-]+")
AT_LINE = lazy(r"at line (\d+), column (\d+)")

Keys = tuple[str, ...]


class Spot(Struct, frozen=True):
    """Where an offset is in a settings file: in which table, at which key of it, and in its value or not."""

    table: Keys
    key: str | None
    is_in_value: bool
    is_header: bool


def is_ours(buffer: Buffer) -> bool:
    """Whether a text is a settings file of ours, or may hold our table."""
    return buffer.path is not None and buffer.path.name in (*FILE_NAMES, PYPROJECT)


def diagnostics(buffer: Buffer) -> list[types.Diagnostic]:
    """Return what is wrong with a settings file."""
    if not is_ours(buffer) or buffer.path is None:
        return []
    text = buffer.source.text
    whole = Text(buffer.path.name, text, buffer.path.parent, buffer.path, _root(buffer.path))
    try:
        table = parsed(text)
    except ValueError as error:
        if whole.root and f"tool.{TOOL}" not in text:
            return []
        match = AT_LINE.search(str(error))
        line = int(match[1]) if match else len(buffer.source.line_starts)
        return [_diagnostic(buffer, line, f"Not TOML: {error}")]
    for key in whole.root:
        found = table.get(key, {})
        table = found if isinstance(found, dict) else {}
    try:
        _, problems = layers_of(table, whole)
    except SettingsError as error:
        return [_diagnostic(buffer, 1, str(error))]
    return [_diagnostic(buffer, _line(whole, problem.key), problem.text) for problem in problems]


def hover(buffer: Buffer, offset: int) -> hovers.Hover | None:
    """Return what the key or the rule at an offset means."""
    spot = _spot(buffer, offset)
    if spot is None:
        return None
    line = buffer.source.line_span(buffer.source.line_number(offset))
    words = (Span(*match.span()) for match in WORD.finditer(buffer.source.text, *line))
    span = next((each for each in words if each.start <= offset <= each.end), None)
    if span is None:
        return None
    word = buffer.source.slice(span)
    if not spot.is_in_value and (member := _members(spot.table).get(word)) is not None:
        return hovers.Hover(f"`{word}`, {model.kind(member)}\n\n{model.description(member)}", span)
    text = hovers.of_rule(word)
    return hovers.Hover(text, span) if text else None


def completions(buffer: Buffer, offset: int) -> list[types.CompletionItem]:
    """Return the keys, tables, rules or values that may stand at an offset."""
    spot = _spot(buffer, offset)
    return [_item(buffer, offset, *each) for each in _offered(spot)] if spot else []


def _offered(spot: Spot) -> Iterator[tuple[str, str]]:
    if spot.is_header:
        yield from (
            (f"{RULES}.{name}", "options of a rule") for name in (*discover(), *online_rules()) if _members((RULES, name))
        )
        yield from ((name, "a table of settings") for name in (STYLE, ONLINE, f"{ONLINE}.{MAX_AGE}", PER_FILE))
    elif not spot.is_in_value:
        for name, member in _members(spot.table).items():
            yield name, model.description(member)
    elif spot.key in SELECTIONS:
        yield from selectors()
    elif spot.key is not None and (found := _members(spot.table).get(spot.key)) is not None:
        yield from ((str(choice), model.description(found)) for choice in model.choices(found.type))


def _members(table: Keys) -> Mapping[str, FieldInfo]:
    """Return the keys of a table."""
    if table[:1] == (PER_FILE,):
        return model.keys(model.FileTable) if len(table) == 2 else _members(table[2:]) if len(table) > 2 else {}
    if not table:
        return model.keys(model.TopTable)
    if table == (STYLE,):
        return model.keys(model.habits())
    if table == (ONLINE,):
        return model.keys(model.OnlineTable)
    if table == (ONLINE, MAX_AGE):
        return model.keys(model.AgesTable)
    if len(table) == 2 and table[0] == RULES and (rule := rule_named(table[1])) is not None:
        return model.keys(model.options(rule))
    return {}


def _spot(buffer: Buffer, offset: int) -> Spot | None:
    """Return where an offset is, or None outside of what is ours."""
    if not is_ours(buffer) or buffer.path is None:
        return None
    source = buffer.source
    number = source.line_number(offset)
    start = source.line_span(number).start
    before = source.text[start:offset]
    is_header = before.lstrip().startswith("[")
    table: Keys = ()
    key: str | None = None
    is_open = False
    for each in range(1, number + 1):
        line = source.line(each)
        if not is_open and (header := HEADER.match(line)):
            table, key = _keys(header["keys"]), None
        elif not is_open and (match := KEY.match(line)) and (match["is_set"] or each == number):
            key = _keys(match["keys"])[-1] if match["is_set"] and _keys(match["keys"]) else None
        # A list of values may go on over lines.
        if key is not None:
            is_open = (is_open and "]" not in line) or (line.partition("=")[2].lstrip().startswith("[") and "]" not in line)
    root = _root(buffer.path)
    if table[: len(root)] != root and not is_header:
        return None
    match = KEY.match(before)
    is_in_value = not is_header and (
        bool(match and match["is_set"]) or ((key is not None and "=" not in source.line(number)) and is_open)
    )
    return Spot(table[len(root) :], key, is_in_value, is_header)


def _keys(text: str) -> Keys:
    return tuple(next(part for part in match.groups() if part is not None) for match in PART.finditer(text))


def _root(path: Path) -> Keys:
    return ("tool", TOOL) if path.name == PYPROJECT else ()


def _line(whole: Text, key: Keys) -> int:
    return next((line for end in range(len(key), 0, -1) if (line := whole.line(key[:end]))), 1)


def _diagnostic(buffer: Buffer, line: int, message: str) -> types.Diagnostic:
    line = min(max(line, 1), len(buffer.source.line_starts))
    place = buffer.places.range(buffer.source.line_span(line))
    return types.Diagnostic(place, message, severity=types.DiagnosticSeverity.Error, code="settings", source="awesome-lint")


def _item(buffer: Buffer, offset: int, text: str, detail: str) -> types.CompletionItem:
    source = buffer.source
    start = source.line_span(source.line_number(offset)).start
    begun = last_word(source.text[start:offset])
    edit = types.TextEdit(buffer.places.range(Span(offset - len(begun), offset)), text)
    return types.CompletionItem(text, kind=types.CompletionItemKind.Property, detail=detail, filter_text=text, text_edit=edit)
