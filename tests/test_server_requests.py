"""Whatever a client asks, wherever, of whatever text: it gets an answer, and never the failure of a function."""

import os
from pathlib import Path
from random import Random
from typing import Any

import pytest
from client import Client, RefusedError
from fuzz.lists import fresh
from test_server import PIECES
from test_server_actions import place
from test_server_lookups import LIST

pytest.importorskip("pygls")

CORPUS = os.environ.get("AWESOME_LINT_CORPUS")
OPTIONS = {"tabSize": 4, "insertSpaces": True}
# Some of them mend the whole list.
MOST_ACTIONS = 5
# What is no failure: it cannot be done there, or the text has changed.
ANSWERS = (-32803, -32801)
# Of each, what it asks for besides the text.
AT_A_PLACE: dict[str, dict[str, Any]] = {
    "hover": {},
    "definition": {},
    "references": {"context": {"includeDeclaration": True}},
    "prepareRename": {},
    "rename": {"newName": "Neu 🔥"},
    "completion": {},
}
OF_A_TEXT: dict[str, dict[str, Any]] = {
    "diagnostic": {},
    "documentSymbol": {},
    "foldingRange": {},
    "documentLink": {},
    "formatting": {"options": OPTIONS},
}
OF_A_PART: dict[str, dict[str, Any]] = {
    "rangeFormatting": {"options": OPTIONS},
    "inlayHint": {},
    "codeAction": {"context": {"diagnostics": []}},
}


def ask(client: Client, method: str, params: dict[str, Any]) -> Any:
    try:
        return client.ask(method, params)
    except RefusedError as refused:
        if refused.code not in ANSWERS:
            raise AssertionError(f"{method} {params}: {client.said}") from None
        return None


def ask_everything(client: Client, uri: str, text: str, random: Random) -> None:
    identifier = {"textDocument": {"uri": uri}}
    first, second = sorted(random.randrange(len(text) + 1) for _ in range(2))
    start, end = place(text, first), place(text, random.choice((first, second)))
    for method, more in AT_A_PLACE.items():
        ask(client, f"textDocument/{method}", {**identifier, "position": start, **more})
    for method, more in OF_A_TEXT.items():
        ask(client, f"textDocument/{method}", {**identifier, **more})
    for method, more in OF_A_PART.items():
        found = ask(client, f"textDocument/{method}", {**identifier, "range": {"start": start, "end": end}, **more})
        chosen = [action for action in found if "data" in action] if method == "codeAction" else []
        for action in random.sample(chosen, min(len(chosen), MOST_ACTIONS)):
            ask(client, "codeAction/resolve", action)
    ask(client, "workspace/symbol", {"query": text[first : first + 3]})


@pytest.mark.parametrize("number", range(2))
def test_every_request_is_answered_and_no_file_written(tmp_path: Path, number: int, request: pytest.FixtureRequest) -> None:
    random = Random(number)
    client = Client(tmp_path)
    client.initialize(options={"inlayHints": True, "extendSelect": ["ALL"]})
    uri = client.uri("README.md")
    # What is written is the word of the editor alone.
    (tmp_path / "README.md").write_text(LIST, encoding="utf-8")
    text = random.choice((LIST, "".join(fresh(random) for _ in range(3))))
    client.open(uri, text)
    for _ in range(int(request.config.getoption("--steps")) // 30):
        at = random.randrange(len(text) + 1)
        text = (
            text[:at] + random.choice(PIECES).replace("\r\n", "\n").replace("\r", "\n") + text[at + random.choice((0, 1, 9)) :]
        )
        client.change(uri, text)
        ask_everything(client, uri, text, random)
    assert client.end() == 0
    assert client.said == ""
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == LIST


@pytest.mark.environment
@pytest.mark.timeout(3600)
@pytest.mark.skipif(CORPUS is None, reason="AWESOME_LINT_CORPUS names no folder of lists")
def test_every_request_about_the_lists_is_answered(tmp_path: Path) -> None:
    client = Client(tmp_path)
    client.initialize(options={"inlayHints": True})
    for path in sorted(Path(CORPUS or "").glob("*.md")):
        text = path.read_text("utf-8").replace("\r\n", "\n")
        if len(text) > 100_000:
            continue
        client.open(client.uri("README.md"), text)
        ask_everything(client, client.uri("README.md"), text, Random(path.name))
        assert client.said == "", path.name
    assert client.end() == 0
