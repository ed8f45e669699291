"""Linter and canonical fixer for the READMEs in which people keep curated lists.

The names below are the public ones; each is imported from its module when it is first used, so that importing this package
costs nothing.
"""

# What type checkers take for true, without the import of `typing`, which is longer than all that `--version` does.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from awesome_lint.api import fix, lint, parse
    from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix, Related, Report
    from awesome_lint.document import (
        Author,
        Authors,
        BrokenLink,
        Container,
        Contents,
        Definition,
        Directive,
        Document,
        Entry,
        EntryKind,
        Fault,
        Habit,
        Heading,
        Link,
        LinkKind,
        LoneBracket,
        Pins,
        Placeholders,
        Section,
        Style,
        Text,
        UnevenRow,
    )
    from awesome_lint.engine.ask import RuleError
    from awesome_lint.engine.fixer import ContentChangedError, FixCycleError, Fixed, FixError
    from awesome_lint.engine.left_out import LeftOut
    from awesome_lint.registry.plugins import PluginError
    from awesome_lint.registry.rule_set import RuleSet
    from awesome_lint.rule import Rule
    from awesome_lint.settings import SettingsError
    from awesome_lint.source import Position, Source, Span

__all__ = [
    "Applicability",
    "Author",
    "Authors",
    "BrokenLink",
    "Container",
    "ContentChangedError",
    "Contents",
    "Definition",
    "Diagnostic",
    "Directive",
    "Document",
    "Edit",
    "Effect",
    "Entry",
    "EntryKind",
    "Fault",
    "Fix",
    "FixCycleError",
    "FixError",
    "Fixed",
    "Habit",
    "Heading",
    "LeftOut",
    "Link",
    "LinkKind",
    "LoneBracket",
    "Pins",
    "Placeholders",
    "PluginError",
    "Position",
    "Related",
    "Report",
    "Rule",
    "RuleError",
    "RuleSet",
    "Section",
    "SettingsError",
    "Source",
    "Span",
    "Style",
    "Text",
    "UnevenRow",
    "__version__",
    "fix",
    "lint",
    "parse",
]

__version__ = "0.1.0"

HOME = "https://github.com/awesome-lint/awesome-lint"

_MODULES = {
    "api": ("fix", "lint", "parse"),
    "diagnostic": ("Applicability", "Diagnostic", "Edit", "Effect", "Fix", "Related", "Report"),
    "document": (
        "Author",
        "Authors",
        "BrokenLink",
        "Container",
        "Contents",
        "Definition",
        "Directive",
        "Document",
        "Entry",
        "EntryKind",
        "Fault",
        "Habit",
        "Heading",
        "Link",
        "LinkKind",
        "LoneBracket",
        "Pins",
        "Placeholders",
        "Section",
        "Style",
        "Text",
        "UnevenRow",
    ),
    "engine.fixer": ("ContentChangedError", "FixCycleError", "FixError", "Fixed"),
    "engine.left_out": ("LeftOut",),
    "engine.ask": ("RuleError",),
    "registry.plugins": ("PluginError",),
    "registry.rule_set": ("RuleSet",),
    "rule": ("Rule",),
    "settings": ("SettingsError",),
    "source": ("Position", "Source", "Span"),
}


# Out of sight of type checkers, to which it would say that there is any name.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        for module, names in _MODULES.items():
            if name in names:
                from importlib import import_module

                value: object = getattr(import_module(f"{__name__}.{module}"), name)
                globals()[name] = value
                return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
