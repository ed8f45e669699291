"""What `--config` states: a settings file, or settings in TOML that hold over every file."""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from awesome_lint.patterns import lazy
from awesome_lint.settings import SettingsError
from awesome_lint.settings.files import SettingsFiles, layers_of, told

if TYPE_CHECKING:
    from awesome_lint.settings.layers import Layer

OPTION = "--config"
EXAMPLE = "--config 'ignore=[\"layout\"]'"

# A key, with its dots and quotes, as TOML has it before the `=`.
SETTING = lazy(r"""\s*(?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:\s*\.\s*(?:[\w-]+|"[^"\n]*"|'[^'\n]*'))*\s*=(.*)""", re.DOTALL)


def settings_files(arguments: Sequence[str], *, isolated: bool) -> SettingsFiles:
    """Return where settings come from, by the arguments of --config. Raises SettingsError for those that make no sense."""
    file: Path | None = None
    stated: list[Layer] = []
    problems: list[str] = []
    for argument in arguments:
        if not _is_setting(argument):
            if isolated:
                problems.append(f"{OPTION} and --isolated exclude each other; leave out one, or state settings as in {EXAMPLE}")
            elif file is not None:
                problems.append(f"{OPTION}: {file} and {argument}: one file holds; leave out one, or let it extend the other")
            file = Path(argument)
            continue
        try:
            stated.extend(_stated(argument))
        except SettingsError as error:
            problems.extend(error.problems)
    if problems:
        raise SettingsError(problems)
    return SettingsFiles(file, isolated, tuple(stated))


def _is_setting(argument: str) -> bool:
    """Whether an argument states settings. What is a file is one, whatever its name; else a key and an equals sign tell."""
    try:
        if os.path.isfile(argument):
            return False
    except (OSError, ValueError):
        return True
    return not argument.strip() or "\n" in argument or SETTING.match(argument) is not None


def _stated(argument: str) -> "list[Layer]":
    from awesome_lint.settings.layers import Text
    from awesome_lint.toml import parsed

    try:
        table = parsed(argument)
    except ValueError as error:
        raise SettingsError([f"{OPTION}: {argument}: {_remedy(argument, str(error))}"]) from None
    if not table:
        raise SettingsError([f"{OPTION}: expected a file, or a setting such as {EXAMPLE}, got nothing"])
    text = Text(OPTION, argument, Path.cwd())
    layers, problems = layers_of(table, text)
    if "extend" in table:
        raise SettingsError([f"{OPTION}: extend stands in files only; name the file itself, as in {OPTION} FILE"])
    if problems:
        raise SettingsError(told(text, problems))
    return layers


def _remedy(argument: str, error: str) -> str:
    """Say what is wrong with an argument that is neither a file nor TOML."""
    if argument.rstrip().endswith(".toml"):
        return "no such settings file"
    match = SETTING.match(argument)
    value = match.group(1).strip() if match else ""
    if match and value and not set(value) & set("\"'[]{},"):
        key = argument[: argument.rindex(value)]
        return f"""not well-formed TOML; write text in quotes, as in {OPTION} '{key}"{value}"'"""
    return f"not well-formed TOML: {error}; expected a file, or a setting such as {EXAMPLE}"
