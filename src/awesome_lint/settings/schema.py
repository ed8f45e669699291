"""The JSON schema of a settings file, for editors; what it cannot say, such as that a template has a title, `tables` checks."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from awesome_lint.registry.discovery import discover, online_rules
from awesome_lint.rule import Rule
from awesome_lint.settings import model, selectors

# Of our own rules; `awesome-lint config --schema` also knows those of the packages that are installed.
SHIPPED = Path(__file__).with_name("settings.schema.json")

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TITLE = "Settings of awesome-lint"


def schema(known: Mapping[str, type[Rule]] | None = None) -> dict[str, Any]:
    """Return the schema, in the draft of 2020-12, of what a settings file says about these rules, or all that there are."""
    known = {**discover(), **online_rules()} if known is None else known
    rules = {rule: model.options(rule) for rule in known.values()}
    tables = [model.TopTable, model.habits(), *(table for table in rules.values())]
    _, definitions = msgspec.json.schema_components(tables, ref_template="#/$defs/{name}")
    top = definitions.pop(model.TopTable.__name__)
    definitions["Rules"] = {
        "description": "The options of each rule.",
        "type": "object",
        "properties": {rule.name: {"$ref": f"#/$defs/{table.__name__}"} for rule, table in rules.items()},
        "additionalProperties": False,
    }
    definitions["Selector"] = {
        "description": "The name of a rule, that of a group of rules, or ALL.",
        "enum": selectors(known),
    }
    for each in (top, *definitions.values()):
        if not each.get("required"):
            each.pop("required", None)
    return {"$schema": DRAFT, **top, "title": TITLE, "$defs": dict(sorted(definitions.items()))}


def text(known: Mapping[str, type[Rule]] | None = None) -> str:
    """Return the schema as the text of a file."""
    return json.dumps(schema(known), indent=2, ensure_ascii=False) + "\n"
