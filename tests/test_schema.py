"""The JSON schema of settings: it refuses what we refuse, as far as a schema can say, and nothing else."""

import re
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from msgspec import Struct

from awesome_lint.registry.discovery import discover, online_rules
from awesome_lint.settings import model
from awesome_lint.settings.schema import SHIPPED, schema
from awesome_lint.settings.tables import checked
from awesome_lint.toml import written

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parent.parent
SCHEMA = schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

# What is from an example is no settings file.
SHOWN = re.compile(r"^```toml (?P<name>(?!examples/)\S+)(?P<mistaken> mistaken)?\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *(ROOT / "docs" / "rules").glob("*.md")])

GOOD = [
    "",
    'extend = "~/base.toml"',
    'select = ["ALL"]\nextend-select = ["authors", "et-al"]\nignore = []',
    'unsafe-fixes = true\noutput-format = "json-lines"\nexclude = ["vendor"]',
    '[rules.spelling]\nwords = ["frecency"]\n[rules.link-label]\nleast = 3\nshare = 1\n[rules.layout]\n[style]\n[per-file]',
    '[style]\ntitle-ending = ""\nmarkers = ["-", "*"]\nlink-labels = ["paper", "code"]\nauthor-ending = ""\nentry = "{title}"',
    '[online]\ncontact = "me@example.org"\nservices = ["arxiv"]\nmax-requests = 0\nmax-time = "1.5h"\nskip = []\ncache = "~/a"',
    '[online]\ngone-after = "0s"\n[online.max-age]\nalive = "14d"\ngone = "0s"\nrecord = "1y"\nnothing-found = "2w"',
    'ignore = ["dead-link", "online"]\n[rules.stale-repository]\nafter = "1.5y"',
    '[per-file."docs/*.md"]\nselect = ["links"]\nunsafe-fixes = false',
    '[per-file.x.style]\net-al = "et al."\n[per-file.x.rules]',
]

BAD = [
    "rules.link-label.least = 0",
    "rules.link-label.share = 1.5",
    "rules.arxiv-link.share = -0.1",
    "x = 1",
    "ignore = 1",
    'ignore = "et-al"',
    "ignore = [1]",
    'select = ["etal"]',
    'extend-select = ["all"]',
    'unsafe-fixes = "yes"',
    "unsafe-fixes = 1",
    'output-format = "xml"',
    'exclude = [""]',
    'exclude = "vendor"',
    'extend = ""',
    'extend = ["a.toml"]',
    "rules = 1",
    "[rules.etal]",
    "[rules]\nlayout = true",
    "[rules.layout]\nx = 1",
    '[rules.link-label]\nleast = "3"',
    "[rules.link-label]\nleast = 1.5",
    "[rules.link-label]\nleast = true",
    "[rules.spelling]\nwords = [1]",
    "style = []",
    '[style]\ntitle_ending = "."',
    '[style]\ntitle-ending = "!"',
    '[style]\nmarkers = ["x"]',
    '[style]\nmarkers = "-"',
    '[style]\nlink-labels = [""]',
    '[style]\nlink-labels = ["a", "a"]',
    '[style]\nauthor-separator = ""',
    '[style]\net-al = "et\\nal"',
    '[style]\nauthor-ending = ".\\n"',
    '[style]\nentry = "{title}\\u2028"',
    "online = 1",
    "[online]\nx = 1",
    '[online]\ncontact = "me"',
    '[online]\ncontact = "me@example.org\\nX: y"',
    '[online]\ncontact = "me@example.org\\n"',
    '[online]\nmax-time = "20m\\n"',
    "[online]\ncontact = 1",
    '[online]\nservices = ["google"]',
    "[online]\nmax-requests = -1",
    "[online]\nmax-requests = 1000000",
    "[online]\nmax-time = 20",
    '[online]\nmax-time = "20"',
    '[online]\ngone-after = "a day"',
    '[online]\nskip = [""]',
    '[online]\ncache = ""',
    "[online]\nmax-age = 1",
    "[online.max-age]\nold = '1d'",
    "[online.max-age]\nalive = 7",
    "[per-file.x]\nonline = {}",
    "[rules.dead-link]\nx = 1",
    "[rules.stale-repository]\nafter = 2",
    '[rules.stale-repository]\nafter = "2 years"',
    "[rules.findable-link]\nknown = 1",
    "per-file = 1",
    '[per-file.""]',
    "[per-file]\nx = 1",
    "[per-file.x]\ny = 1",
    '[per-file.x]\noutput-format = "json"',
    '[per-file.x]\nextend = "a.toml"',
    "[per-file.README.md]",
    '[per-file.x]\nignore = ["etal"]',
    '[per-file.x.style]\nmarkers = ["x"]',
    "[per-file.x.rules.layout]\ny = 1",
]

# A template has rules of its own, spellings differ in capitals, and two keys may say one thing.
BEYOND_A_SCHEMA = [
    '[style]\nentry = "{name}"',
    '[style]\npaper-entry = "no title"',
    '[style]\nlink-labels = ["a", "A"]',
    '[style]\nentry = "{title} {authors}"\npaper-entry = "{title} {authors}"',
]


def shown() -> list[Any]:
    found: list[Any] = []
    for page in PAGES:
        for match in SHOWN.finditer(page.read_text(encoding="utf-8")):
            table = tomllib.loads(match["text"])
            table = table["tool"]["awesome-lint"] if match["name"].endswith("pyproject.toml") else table
            found.append(pytest.param(table, not match["mistaken"], id=f"{page.stem}-{len(found)}"))
    return found


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SHIPPED.parent == Path(model.__file__).parent


@pytest.mark.parametrize(("table", "is_right"), shown())
def test_the_documents_show_what_the_schema_says(table: dict[str, Any], is_right: bool) -> None:
    assert VALIDATOR.is_valid(table) is is_right


@pytest.mark.parametrize("text", GOOD)
def test_what_we_read_the_schema_allows(text: str) -> None:
    table = tomllib.loads(text)
    assert checked(table).problems == ()
    VALIDATOR.validate(table)


@pytest.mark.parametrize("text", BAD)
def test_what_we_refuse_the_schema_refuses(text: str) -> None:
    table = tomllib.loads(text)
    assert len(checked(table).problems) == 1
    assert not VALIDATOR.is_valid(table)


@pytest.mark.parametrize("text", BEYOND_A_SCHEMA)
def test_some_mistakes_are_beyond_a_schema(text: str) -> None:
    table = tomllib.loads(text)
    assert checked(table).problems
    VALIDATOR.validate(table)


def test_every_key_is_explained_and_its_examples_are_right() -> None:
    tables: list[type[Struct]] = [
        model.TopTable,
        model.FileTable,
        model.habits(),
        model.OnlineTable,
        model.AgesTable,
        *(model.options(rule) for rule in {**discover(), **online_rules()}.values()),
    ]
    for table in tables:
        for key, member in model.keys(table).items():
            assert model.description(member), f"{table.__name__}: {key}"
            assert model.kind(member), f"{table.__name__}: {key}"
    for key, member in model.keys(model.TopTable).items():
        assert model.examples(member), key
        for example in model.examples(member):
            table_ = tomllib.loads(f"{key} = {written(example)}")
            assert checked(table_).problems == ()
            VALIDATOR.validate(table_)


def test_every_option_is_there_with_its_default() -> None:
    for name, rule in discover().items():
        properties = SCHEMA["$defs"][name].get("properties", {})
        expected = {key: getattr(rule(), key.replace("-", "_")) for key in model.keys(model.options(rule))}
        assert {key: as_value(each["default"]) for key, each in properties.items()} == expected


def as_value(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
