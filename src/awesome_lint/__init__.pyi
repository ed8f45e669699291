# Written by docs/build.py from __init__.py.
from collections.abc import Mapping

from awesome_lint.adding.addition import Added as Added
from awesome_lint.adding.addition import Addition as Addition
from awesome_lint.adding.addition import Refused as Refused
from awesome_lint.adding.draft import AddError as AddError
from awesome_lint.adding.draft import Draft as Draft
from awesome_lint.adding.draft import DraftLink as DraftLink
from awesome_lint.api import add as add
from awesome_lint.api import fix as fix
from awesome_lint.api import lint as lint
from awesome_lint.api import parse as parse
from awesome_lint.api import session as session
from awesome_lint.diagnostic import Applicability as Applicability
from awesome_lint.diagnostic import Diagnostic as Diagnostic
from awesome_lint.diagnostic import Edit as Edit
from awesome_lint.diagnostic import Effect as Effect
from awesome_lint.diagnostic import Fix as Fix
from awesome_lint.diagnostic import Related as Related
from awesome_lint.diagnostic import Report as Report
from awesome_lint.document import Author as Author
from awesome_lint.document import Authors as Authors
from awesome_lint.document import BlockKind as BlockKind
from awesome_lint.document import BrokenLink as BrokenLink
from awesome_lint.document import Conflict as Conflict
from awesome_lint.document import Container as Container
from awesome_lint.document import Contents as Contents
from awesome_lint.document import Definition as Definition
from awesome_lint.document import Directive as Directive
from awesome_lint.document import Document as Document
from awesome_lint.document import Entry as Entry
from awesome_lint.document import EntryKind as EntryKind
from awesome_lint.document import Fault as Fault
from awesome_lint.document import Heading as Heading
from awesome_lint.document import Item as Item
from awesome_lint.document import Link as Link
from awesome_lint.document import LinkKind as LinkKind
from awesome_lint.document import LoneBracket as LoneBracket
from awesome_lint.document import Marks as Marks
from awesome_lint.document import Outermost as Outermost
from awesome_lint.document import Paragraph as Paragraph
from awesome_lint.document import Placeholders as Placeholders
from awesome_lint.document import Section as Section
from awesome_lint.document import UnevenRow as UnevenRow
from awesome_lint.document import UnreadItems as UnreadItems
from awesome_lint.engine.ask import RuleError as RuleError
from awesome_lint.engine.fixer import ContentChangedError as ContentChangedError
from awesome_lint.engine.fixer import FixCycleError as FixCycleError
from awesome_lint.engine.fixer import Fixed as Fixed
from awesome_lint.engine.fixer import FixError as FixError
from awesome_lint.engine.refused_fixes import LeftOut as LeftOut
from awesome_lint.engine.session import Session as Session
from awesome_lint.export.reference import Person as Person
from awesome_lint.facts.ordering import Order as Order
from awesome_lint.habits.book import Pins as Pins
from awesome_lint.habits.book import Style as Style
from awesome_lint.habits.habit import Habit as Habit
from awesome_lint.knowledge.identifiers import Identifier as Identifier
from awesome_lint.knowledge.identifiers import IdentifierKind as IdentifierKind
from awesome_lint.knowledge.identifiers import Submission as Submission
from awesome_lint.registry.plugins import PluginError as PluginError
from awesome_lint.registry.rule_set import RuleSet as RuleSet
from awesome_lint.rule import Rule as Rule
from awesome_lint.settings import SettingsError as SettingsError
from awesome_lint.source import Beside as Beside
from awesome_lint.source import Position as Position
from awesome_lint.source import Source as Source
from awesome_lint.source import Span as Span
from awesome_lint.source import Text as Text

__all__ = [
    "AddError",
    "Added",
    "Addition",
    "Applicability",
    "Author",
    "Authors",
    "Beside",
    "BlockKind",
    "BrokenLink",
    "Conflict",
    "Container",
    "ContentChangedError",
    "Contents",
    "Definition",
    "Diagnostic",
    "Directive",
    "Document",
    "Draft",
    "DraftLink",
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
    "Identifier",
    "IdentifierKind",
    "Item",
    "LeftOut",
    "Link",
    "LinkKind",
    "LoneBracket",
    "Marks",
    "Order",
    "Outermost",
    "Paragraph",
    "Person",
    "Pins",
    "Placeholders",
    "PluginError",
    "Position",
    "Refused",
    "Related",
    "Report",
    "Rule",
    "RuleError",
    "RuleSet",
    "Section",
    "Session",
    "SettingsError",
    "Source",
    "Span",
    "Style",
    "Submission",
    "Text",
    "UnevenRow",
    "UnreadItems",
    "__version__",
    "add",
    "fix",
    "lint",
    "parse",
    "session",
]

__version__: str
HOME: str
PUBLIC: Mapping[str, tuple[str, ...]]
