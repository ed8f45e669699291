"""Linter and canonical fixer for the READMEs in which people keep curated lists.

The names below are the public ones; each is imported from its module when it is first used, so that importing this package
costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Fix, Related, Report
    from awesome_lint.document import Document, Entry, Link, Section, Text
    from awesome_lint.fixer import fix
    from awesome_lint.linter import lint
    from awesome_lint.parser import parse
    from awesome_lint.rule import Rule, RuleSet
    from awesome_lint.source import Position, Source, Span

__all__ = [
    "Applicability",
    "Diagnostic",
    "Document",
    "Edit",
    "Entry",
    "Fix",
    "Link",
    "Position",
    "Related",
    "Report",
    "Rule",
    "RuleSet",
    "Section",
    "Source",
    "Span",
    "Text",
    "__version__",
    "fix",
    "lint",
    "parse",
]

__version__ = "0.1.0"

HOME = "https://github.com/awesome-lint/awesome-lint"

_MODULES = {
    "diagnostic": ("Applicability", "Diagnostic", "Edit", "Fix", "Related", "Report"),
    "document": ("Document", "Entry", "Link", "Section", "Text"),
    "fixer": ("fix",),
    "linter": ("lint",),
    "parser": ("parse",),
    "rule": ("Rule", "RuleSet"),
    "source": ("Position", "Source", "Span"),
}


def __getattr__(name: str) -> object:
    for module, names in _MODULES.items():
        if name in names:
            value: object = getattr(import_module(f"{__name__}.{module}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
