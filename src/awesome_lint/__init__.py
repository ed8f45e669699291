"""Linter and canonical fixer for the READMEs in which people keep curated lists.

Each public name is imported from its module when it is first used, so that importing this package costs nothing.
"""

__version__ = "0.1.0"

HOME = "https://github.com/awesome-lint/awesome-lint"

PUBLIC = {
    "adding.addition": ("Added", "Addition", "Refused"),
    "adding.draft": ("AddError", "Draft", "DraftLink"),
    "api": ("add", "fix", "lint", "parse", "session"),
    "diagnostic": ("Applicability", "Diagnostic", "Edit", "Effect", "Fix", "Related", "Report"),
    "document": (
        "Author",
        "Authors",
        "BlockKind",
        "BrokenLink",
        "Conflict",
        "Container",
        "Contents",
        "Definition",
        "Directive",
        "Document",
        "Entry",
        "EntryKind",
        "Fault",
        "Heading",
        "Item",
        "Link",
        "LinkKind",
        "LoneBracket",
        "Marks",
        "Outermost",
        "Paragraph",
        "Placeholders",
        "Section",
        "UnevenRow",
        "UnreadItems",
    ),
    "engine.fixer": ("ContentChangedError", "FixCycleError", "FixError", "Fixed"),
    "engine.refused_fixes": ("LeftOut",),
    "engine.ask": ("RuleError",),
    "engine.session": ("Session",),
    "export.reference": ("Person",),
    "facts.ordering": ("Order",),
    "habits.book": ("Pins", "Style"),
    "habits.habit": ("Habit",),
    "knowledge.identifiers": ("Identifier", "IdentifierKind", "Submission"),
    "registry.plugins": ("PluginError",),
    "registry.rule_set": ("RuleSet",),
    "rule": ("Rule",),
    "settings": ("SettingsError",),
    "source": ("Beside", "Position", "Source", "Span", "Text"),
}
"""The public names, by the modules that have them; `docs/build.py` writes them out for type checkers, into `__init__.pyi`."""

__all__ = sorted(("__version__", *(name for names in PUBLIC.values() for name in names)))


def __getattr__(name: str) -> object:
    for module, names in PUBLIC.items():
        if name in names:
            from importlib import import_module

            value: object = getattr(import_module(f"{__name__}.{module}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
