"""The language server, asked by a real client over its streams: texts, positions, settings, and a client's mistakes."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from client import Client, RefusedError
from program import SOURCES

import awesome_lint
from awesome_lint import toml
from awesome_lint.reporters.json import record
from awesome_lint.reporters.text import visible
from awesome_lint.server.messages import bodies, encoded

pytest.importorskip("pygls")

LIST = """\
# Papers 📚

- **One 🔥 thing 図.** *Ann Lee,Bo Chen, et.al.* [paper](http://arxiv.org/abs/1706.03762)
- **Two things.** *Ann Lee and Bo Chen.* [paper](https://example.org/2)
-   **Three things.** *Ann Lee, 图书 and Bo Chen.* [paper](https://example.org/3)
"""
ENCODINGS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return tmp_path


@pytest.fixture
def client(folder: Path) -> Iterator[Client]:
    started = Client(folder)
    yield started
    started.end()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A server that bears whatever is sent to it."""
    started = Client(tmp_path_factory.mktemp("shared"))
    started.initialize()
    yield started
    started.end()


def placed(text: str, offset: int, encoding: str = "utf-16") -> dict[str, int]:
    """Return the position of an offset, as the protocol says it."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    line = before.rpartition("\n")[2]
    codec = ENCODINGS[encoding]
    return {"line": before.count("\n"), "character": len(line.encode(codec)) // len("a".encode(codec))}


def expected(text: str, **arguments: Any) -> list[tuple[str, str, int, int]]:
    """Return what the command line says of a text: rule, message, and line and column from 0 in code points."""
    report = awesome_lint.lint(text, **arguments)
    records = [record(report.source, each) for each in report.diagnostics]
    return [(each["rule"], each["message"], each["line"] - 1, each["column"] - 1) for each in records]


def said(diagnostics: list[dict[str, Any]]) -> list[tuple[str, str, int, int]]:
    """Return the same of what a client that counts code points was told."""
    found = []
    for each in diagnostics:
        # What stands for several places says so at its end.
        start = each["range"]["start"]
        found.append((each["code"], each["message"], start["line"], start["character"]))
    return found


def agree(text: str, diagnostics: list[dict[str, Any]], **arguments: Any) -> None:
    """Assert that a client was told what the command line says of the text."""
    told, wanted = said(diagnostics), expected(text, **arguments)
    assert [(rule, line, column) for rule, _, line, column in told] == [(rule, *place) for rule, _, *place in wanted]
    assert all(mine.startswith(visible(message)) for (_, mine, *_), (_, message, *_) in zip(told, wanted, strict=True))


# --- what is told -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_diagnostics_stand_where_the_client_counts_them(client: Client, encoding: str, newline: str) -> None:
    told = client.initialize(encodings=[encoding, "utf-7"])
    assert told["capabilities"]["positionEncoding"] == encoding
    text = LIST.replace("\n", newline)
    client.open(client.uri("README.md"), text)
    found = client.diagnostics(client.uri("README.md"))
    for rule, what in (("author-separator", ","), ("et-al", "et.al."), ("insecure-link", "http://arxiv.org/abs/1706.03762")):
        (diagnostic,) = (each for each in found if each["code"] == rule)
        start = text.index(what, text.index("Ann"))
        assert diagnostic["range"] == {
            "start": placed(text, start, encoding),
            "end": placed(text, start + len(what), encoding),
        }
        assert diagnostic["source"] == "awesome-lint"
        assert diagnostic["codeDescription"]["href"].endswith(f"/docs/rules/{rule}.md")


def test_without_a_word_of_the_client_units_are_those_of_utf_16(client: Client) -> None:
    assert client.initialize()["capabilities"]["positionEncoding"] == "utf-16"


def test_other_places_and_what_is_to_go_are_told(client: Client) -> None:
    client.initialize()
    text = "# Shells\n\n- [Fish](https://fish.example) - A shell.\n" * 2 + "-\n- [Zsh](https://zsh.example) - A shell.\n-\n"
    client.open(client.uri("README.md"), text)
    found = {each["code"]: each for each in client.diagnostics(client.uri("README.md"))}
    (related,) = found["duplicate-heading"]["relatedInformation"]
    assert related["location"]["uri"] == client.uri("README.md")
    assert related["location"]["range"]["start"]["line"] == 0
    client.open(client.uri("other.md"), "# List\n\n- [Fish](https://fish.example)\n\n[unused]: https://example.org\n")
    told = {each["code"]: each.get("tags") for each in client.diagnostics(client.uri("other.md"))}
    assert told["unused-definition"] == [1]
    assert found["duplicate-heading"].get("tags") is None
    assert found["layout"]["severity"] == 3
    assert found["duplicate-heading"]["severity"] == 2


def test_diagnostics_are_those_of_the_command_line(client: Client, folder: Path) -> None:
    (folder / ".awesome-lint.toml").write_text('extend-select = ["ALL"]\nignore = ["insecure-link"]\n', encoding="utf-8")
    (folder / "README.md").write_text(LIST, encoding="utf-8")
    client.initialize(encodings=["utf-32"])
    client.open(client.uri("README.md"), LIST)
    done = subprocess.run(
        [sys.executable, "-m", "awesome_lint", "README.md", "--output-format", "json"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": SOURCES},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    records = json.loads(done.stdout)
    assert len(records) == 3
    found = client.diagnostics(client.uri("README.md"))
    assert [(each["rule"], each["line"] - 1, each["column"] - 1) for each in records] == [
        (rule, line, column) for rule, _, line, column in said(found)
    ]


def test_what_was_told_is_not_told_again(client: Client) -> None:
    client.initialize()
    uri = client.uri("README.md")
    client.open(uri, LIST)
    first = client.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}})
    request = {"textDocument": {"uri": uri}, "previousResultId": first["resultId"]}
    assert client.ask("textDocument/diagnostic", request) == {"kind": "unchanged", "resultId": first["resultId"]}
    client.change(uri, LIST.replace("et.al.", "et al."))
    assert client.ask("textDocument/diagnostic", request)["kind"] == "full"


def test_who_does_not_ask_is_told(client: Client) -> None:
    client.initialize(pulls=False, options={"delay": 30})
    uri = client.uri("README.md")
    client.open(uri, LIST)
    told = client.notified("textDocument/publishDiagnostics")
    assert (told["uri"], told["version"]) == (uri, 1)
    assert "et-al" in {each["code"] for each in told["diagnostics"]}
    text = LIST
    for number in range(30):
        text = text.replace("et.al.", "et al.") if number == 29 else f"{text}x"
        client.change(uri, text)
    told = client.notified("textDocument/publishDiagnostics")
    # Nobody waits for what is to be said of what was typed in between.
    while told["version"] < 31:
        told = client.notified("textDocument/publishDiagnostics")
    assert "et-al" not in {each["code"] for each in told["diagnostics"]}
    client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert client.notified("textDocument/publishDiagnostics")["diagnostics"] == []


def test_a_text_that_was_never_saved_is_a_list_as_any_other(client: Client) -> None:
    client.initialize(encodings=["utf-32"])
    client.open("untitled:Untitled-1", LIST)
    agree(LIST, client.diagnostics("untitled:Untitled-1"))


# --- changes ------------------------------------------------------------------------------------------------------------

PIECES = (
    "\n", "\r\n", "\r", "\n\n", "- ", "# ", "**", "[", "](", ")", "http://", "🔥", "図書", "\u2028", "\x0c", "\ufeff", "et.al.",
    "ICML 2020", "<!-- awesome-lint: ignore et-al -->", "```\n", "x", " ", "",
)  # fmt: skip


def mirror(text: str, random: Random, encoding: str) -> tuple[str, dict[str, Any]]:
    """Make a change of a text; return the text after it, and the change as a client tells it."""
    # A client cannot name the place within the end of a line.
    places = [at for at in range(len(text) + 1) if text[at - 1 : at + 1] != "\r\n"]
    start = random.choice(places)
    end = random.choice([at for at in places if start <= at <= start + random.choice((0, 0, 1, 8, 90))])
    piece = random.choice(PIECES) if random.random() < 0.8 else text[end : end + 60]
    found = {"start": placed(text, start, encoding), "end": placed(text, end, encoding)}
    return text[:start] + piece + text[end:], {"range": found, "text": piece}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_any_changes_are_followed(client: Client, encoding: str, request: pytest.FixtureRequest) -> None:
    client.initialize(encodings=[encoding], options={"extendSelect": ["ALL"]})
    # Text alone has no folder whose files matter.
    uri = "untitled:README.md"
    random = Random(encoding)
    text = LIST * 2
    client.open(uri, text)
    for step in range(int(request.config.getoption("--steps"))):
        if step % 40 == 0:
            text = LIST.replace("\n", random.choice(("\n", "\r\n")))
            client.change(uri, text)
        changes = []
        for _ in range(random.choice((1, 1, 1, 3))):
            text, change = mirror(text, random, encoding)
            changes.append(change)
        client.change(uri, *changes)
        found = client.diagnostics(uri)
        source = awesome_lint.Source.from_text(text)
        wanted = awesome_lint.lint(text, extend_select="ALL").diagnostics
        mark = 0 if not source.bom else len("\ufeff".encode(ENCODINGS[encoding])) // len("a".encode(ENCODINGS[encoding]))
        for diagnostic, each in zip(wanted, found, strict=True):
            start = placed(source.text, diagnostic.span.start, encoding)
            if not start["line"]:
                start["character"] += mark
            assert (each["code"], each["range"]["start"]) == (diagnostic.rule, start), text
            assert each["message"].startswith(visible(diagnostic.message))


def test_positions_that_are_nowhere_are_the_nearest_that_are_somewhere(client: Client) -> None:
    client.initialize(encodings=["utf-16"])
    uri = client.uri("README.md")
    client.open(uri, "a🔥b\n")
    # Half of a character, beyond a line, beyond the text, the wrong way round.
    far = {"line": 99, "character": 99}
    client.change(uri, {"range": {"start": {"line": 0, "character": 2}, "end": {"line": 0, "character": 99}}, "text": "c"})
    client.change(uri, {"range": {"start": far, "end": {"line": 1, "character": 0}}, "text": "\n- [x] (https://x.example)\n"})
    client.change(uri, {"range": {"start": far, "end": far}, "text": "\ud800"})
    found = client.diagnostics(uri)
    text = "ac\n\n- [x] (https://x.example)\n\ufffd"
    assert [each["code"] for each in found] == [each.rule for each in awesome_lint.lint(text).diagnostics]


def test_a_change_of_what_is_not_open_is_passed_over(client: Client) -> None:
    client.initialize()
    client.versions["file:///nowhere.md"] = 1
    client.change("file:///nowhere.md", "x")
    assert client.diagnostics("file:///nowhere.md") == []


def test_an_old_request_is_dropped_while_somebody_types(client: Client) -> None:
    client.initialize()
    uri = client.uri("README.md")
    client.open(uri, LIST * 40)
    numbers = []
    for _ in range(30):
        numbers.append(client.begin("textDocument/diagnostic", {"textDocument": {"uri": uri}}))
        client.change(uri, {"range": {"start": {"line": 0, "character": 2}, "end": {"line": 0, "character": 2}}, "text": "x"})
    last = client.begin("textDocument/diagnostic", {"textDocument": {"uri": uri}})
    dropped = []
    for number in numbers:
        try:
            client.answer(number)
        except RefusedError as refused:
            dropped.append((refused.code, refused.data))
    assert client.answer(last)["items"]
    assert len(dropped) > 15
    assert all(each == (-32802, {"retriggerRequest": True}) for each in dropped)


def test_a_request_is_cancelled(client: Client) -> None:
    client.initialize()
    uri = client.uri("README.md")
    client.open(uri, LIST * 40)
    first = client.begin("textDocument/diagnostic", {"textDocument": {"uri": uri}})
    second = client.begin("textDocument/diagnostic", {"textDocument": {"uri": uri}})
    client.notify("$/cancelRequest", {"id": second})
    client.notify("$/cancelRequest", {"id": 12345})
    assert client.answer(first)["items"]
    with pytest.raises(RefusedError) as refused:
        client.answer(second)
    assert refused.value.code == -32800


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_byte_order_mark_is_a_character_to_the_client(client: Client, encoding: str) -> None:
    client.initialize(encodings=[encoding])
    uri = "untitled:README.md"
    mark = len("\ufeff".encode(ENCODINGS[encoding])) // len("a".encode(ENCODINGS[encoding]))

    def link() -> tuple[int, int]:
        """Return where a link is found to be wrong."""
        (found,) = (each for each in client.diagnostics(uri) if each["code"] == "insecure-link")
        return found["range"]["start"]["line"], found["range"]["start"]["character"]

    def at(start: int, end: int, line: int = 0) -> dict[str, Any]:
        return {"start": {"line": 0, "character": start}, "end": {"line": line, "character": end}}

    client.open(uri, "\ufeff[x](http://github.com/a/b)\n")
    assert link() == (0, mark + 4)
    # Behind it, before it, over it, and a new one.
    client.change(uri, {"range": at(mark, mark), "text": "see "})
    assert link() == (0, mark + 8)
    client.change(uri, {"range": at(mark, mark + 4), "text": ""}, {"range": at(0, 0), "text": "\n"})
    assert link() == (1, mark + 4)
    client.change(uri, {"range": at(0, mark, 1), "text": ""})
    assert link() == (0, 4)
    client.change(uri, {"range": at(0, 0), "text": "\ufeff"})
    assert link() == (0, mark + 4)


def test_ends_of_lines_that_grow_together_are_one(client: Client) -> None:
    client.initialize()
    uri = "untitled:README.md"
    client.open(uri, "# A\r- [x](x.md) [y]\n")
    start = {"line": 1, "character": 0}
    client.change(uri, {"range": {"start": start, "end": start}, "text": "\n"})
    # What is `\\r\\n` now is one end: the entry stands in the second line.
    found = client.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    assert found[0]["children"][0]["range"]["start"]["line"] == 1


# --- settings -----------------------------------------------------------------------------------------------------------


def codes(client: Client, uri: str) -> set[str]:
    return {each["code"] for each in client.diagnostics(uri)}


def test_settings_of_each_file_hold_and_are_read_again(client: Client, folder: Path) -> None:
    capabilities = {
        "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}, "diagnostics": {"refreshSupport": True}}
    }
    other = folder / "other"
    (other / ".git").mkdir(parents=True)
    (other / "pyproject.toml").write_text('[tool.awesome-lint]\nignore = ["et-al"]\n', encoding="utf-8")
    client.initialize(capabilities, folders=[folder, other])
    here, there = client.uri("README.md"), (other / "README.md").as_uri()
    client.open(here, LIST)
    client.open(there, LIST)
    assert "et-al" in codes(client, here)
    assert "et-al" not in codes(client, there)
    (registered,) = client.asked
    watched = {each["globPattern"] for each in registered["params"]["registrations"][0]["registerOptions"]["watchers"]}
    assert {"**/pyproject.toml", "**/.awesome-lint.toml", "**/.awesome-lint-baseline.json"} <= watched
    (other / "pyproject.toml").write_text('[tool.awesome-lint]\nignore = ["insecure-link"]\n', encoding="utf-8")
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": client.uri("pyproject.toml"), "type": 2}]})
    assert {"et-al", "insecure-link"} & codes(client, there) == {"et-al"}
    assert client.asked[-1]["method"] == "workspace/diagnostic/refresh"


def test_settings_are_read_again_where_nobody_watches(client: Client, folder: Path) -> None:
    client.initialize()
    uri = client.uri("README.md")
    client.open(uri, LIST)
    assert "et-al" in codes(client, uri)
    (folder / "awesome-lint.toml").write_text('ignore = ["et-al"]', encoding="utf-8")
    client.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
    assert "et-al" not in codes(client, uri)


def test_settings_that_cannot_be_followed_are_told_and_those_of_before_hold(client: Client, folder: Path) -> None:
    (folder / "awesome-lint.toml").write_text('ignore = ["et-al"]', encoding="utf-8")
    client.initialize()
    uri = client.uri("README.md")
    client.open(uri, LIST)
    assert "et-al" not in codes(client, uri)
    (folder / "awesome-lint.toml").write_text('ignor = ["et-al"]', encoding="utf-8")
    client.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
    told = client.notified("window/showMessage")
    assert 'did you mean "ignore"?' in told["message"]
    assert "et-al" not in codes(client, uri)


def test_a_client_may_say_what_holds(client: Client, folder: Path) -> None:
    (folder / "strict.toml").write_text('extend-select = ["missing-year"]', encoding="utf-8")
    client.initialize(options={"select": ["et-al"], "somethingElse": {"x": 1}})
    uri = client.uri("README.md")
    client.open(uri, LIST)
    assert codes(client, uri) == {"et-al"}
    client.configuration = {"ignore": ["links"], "config": ["strict.toml", 'style.title-ending = ""']}
    client.notify("workspace/didChangeConfiguration", {"settings": None})
    client.awaits("workspace/configuration")
    found = codes(client, uri)
    assert "title-ending" in found
    assert "insecure-link" not in found
    client.configuration = {"select": ["et-la"], "delay": "long"}
    client.notify("workspace/didChangeConfiguration", {"settings": None})
    assert "delay" in client.notified("window/showMessage")["message"]


def test_what_a_baseline_holds_back_is_not_told(client: Client, folder: Path) -> None:
    (folder / "README.md").write_text(LIST, encoding="utf-8")
    command = [sys.executable, "-m", "awesome_lint", "README.md", "--write-baseline", "-q"]
    subprocess.run(command, cwd=folder, env={**os.environ, "PYTHONPATH": SOURCES}, check=True, capture_output=True)
    client.initialize()
    uri = client.uri("README.md")
    client.open(uri, LIST)
    assert client.diagnostics(uri) == []
    client.change(uri, LIST + "- **Four.** *Ann Lee, et.al.* [paper](https://example.org/4)\n")
    assert codes(client, uri) == {"et-al"}


def test_what_is_excluded_is_left_alone(client: Client, folder: Path) -> None:
    (folder / "awesome-lint.toml").write_text('exclude = ["vendor"]', encoding="utf-8")
    client.initialize()
    client.open(client.uri("vendor/README.md"), LIST)
    assert client.diagnostics(client.uri("vendor/README.md")) == []


def test_what_stands_beside_a_list_is_looked_at_when_it_is_saved(client: Client, folder: Path) -> None:
    client.initialize()
    uri = client.uri("README.md")
    client.open(uri, "# List\n\n- [Notes](notes.md)\n- [Fish](https://fish.example)\n")
    assert "missing-file" in codes(client, uri)
    (folder / "notes.md").write_text("# Notes\n", encoding="utf-8")
    client.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
    assert "missing-file" not in codes(client, uri)


def test_folders_come_and_go(client: Client, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "awesome-lint.toml").write_text('ignore = ["et-al"]', encoding="utf-8")
    client.initialize()
    client.open("untitled:Untitled-1", LIST)
    assert "et-al" in codes(client, "untitled:Untitled-1")
    here, there = ({"uri": each.as_uri(), "name": each.name} for each in (folder, other))
    client.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [there], "removed": [here]}})
    # What was never saved may come to stand in the first folder.
    assert "et-al" not in codes(client, "untitled:Untitled-1")


def test_who_is_not_asked_says_what_holds_by_itself(client: Client) -> None:
    client.initialize({"workspace": {"configuration": False}}, pulls=False, options={"delay": 10})
    uri = client.uri("README.md")
    client.open(uri, LIST)
    assert "et-al" in {each["code"] for each in client.notified("textDocument/publishDiagnostics")["diagnostics"]}
    client.notify("workspace/didChangeConfiguration", {"settings": {"awesomeLint": {"ignore": ["et-al"]}}})
    assert "et-al" not in {each["code"] for each in client.notified("textDocument/publishDiagnostics")["diagnostics"]}


def test_a_baseline_that_cannot_be_followed_is_told(client: Client, folder: Path) -> None:
    (folder / ".awesome-lint-baseline.json").write_text("{", encoding="utf-8")
    client.initialize()
    client.open(client.uri("README.md"), LIST)
    assert client.diagnostics(client.uri("README.md")) == []
    assert "baseline" in client.notified("window/showMessage")["message"]


# --- mistakes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "code", "number"),
    [
        (b"{", -32700, None),
        (b"\xff\xfe", -32700, None),
        (b"[" * 100_000, -32700, None),
        (b"[]", -32600, None),
        (b"null", -32600, None),
        (b'{"jsonrpc": "1.0", "id": 7, "method": "shutdown"}', -32600, 7),
        (b'{"jsonrpc": "2.0", "id": [1], "method": "shutdown"}', -32600, None),
        (b'{"jsonrpc": "2.0", "id": null, "method": "shutdown"}', -32600, None),
        (b'{"jsonrpc": "2.0", "id": 7, "method": 5}', -32600, 7),
        (b'{"jsonrpc": "2.0", "id": 7}', -32600, 7),
        (b'{"jsonrpc": "2.0"}', -32600, None),
        (b'{"jsonrpc": "2.0", "id": 7, "method": "no/such"}', -32601, 7),
        (b'{"jsonrpc": "2.0", "id": "a", "method": "$/no"}', -32601, "a"),
        (b'{"jsonrpc": "2.0", "id": 7, "method": "textDocument/diagnostic"}', -32602, 7),
        (b'{"jsonrpc": "2.0", "id": 7, "method": "textDocument/diagnostic", "params": [1, 2]}', -32602, 7),
        (b'{"jsonrpc": "2.0", "id": 7, "method": "textDocument/diagnostic", "params": {"textDocument": {}}}', -32602, 7),
        (b'{"jsonrpc": "2.0", "id": 7, "method": "initialize", "params": {"capabilities": {}, "processId": 1}}', -32600, 7),
    ],
)
def test_what_is_no_request_is_refused(shared: Client, body: bytes, code: int, number: object) -> None:
    client = shared
    client.send_body(body)
    answer = client.next(lambda each: "error" in each)
    assert (answer["error"]["code"], answer["id"]) == (code, number)
    assert "Traceback" not in json.dumps(answer)
    client.open(client.uri("README.md"), LIST)
    assert client.diagnostics(client.uri("README.md"))


def test_what_is_no_message_is_passed_over(client: Client) -> None:
    client.initialize()
    client.write(b"Hello\r\n\r\ncontent-type: x\r\n\r\n")
    client.write(b"content-LENGTH:  2 \r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n{}")
    assert client.next(lambda each: "error" in each)["error"]["code"] == -32600
    for message in (
        {"jsonrpc": "2.0", "id": 999, "result": {}},
        {"jsonrpc": "2.0", "id": None, "error": {"code": 1, "message": "x"}},
        {"jsonrpc": "2.0", "method": "no/such", "params": {}},
        {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": {"uri": 1}}},
        {"jsonrpc": "2.0", "method": "$/setTrace", "params": {"value": "off"}},
    ):
        client.send(message)
    client.open(client.uri("README.md"), LIST)
    assert client.diagnostics(client.uri("README.md"))


def test_a_failure_of_ours_is_told_without_what_only_we_can_read(capsys: pytest.CaptureFixture[str]) -> None:
    from awesome_lint.server.protocol import Server

    def fails(_: object) -> None:
        raise ZeroDivisionError("of ours")

    server = Server()
    server.answers("textDocument/hover", fails)
    server.commands("fail", lambda: fails(None))  # type: ignore[arg-type,return-value]
    position = {"textDocument": {"uri": "x"}, "position": {"line": 0, "character": 0}}
    requests = [
        ("initialize", {"processId": None, "rootUri": None, "capabilities": {}}),
        ("textDocument/hover", position),
        ("workspace/executeCommand", {"command": "fail", "arguments": []}),
        ("workspace/executeCommand", {"command": "fail", "arguments": ["more"]}),
    ]
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as incoming, os.fdopen(writing, "wb") as stream:

        class Outgoing(BytesIO):
            """Ends the conversation when everything has its answer."""

            def flush(self) -> None:
                if len(list(bodies(BytesIO(self.getvalue())))) == len(requests):
                    stream.close()

        outgoing = Outgoing()
        for number, (method, params) in enumerate(requests):
            stream.write(encoded({"jsonrpc": "2.0", "id": number, "method": method, "params": params}))
        stream.flush()
        assert server.serve(incoming, outgoing) == 1
    answers = [json.loads(body) for body in bodies(BytesIO(outgoing.getvalue()))]
    codes = {each["id"]: each.get("error", {}).get("code") for each in answers}
    assert codes == {0: None, 1: -32603, 2: -32603, 3: -32602}
    assert "Traceback" not in outgoing.getvalue().decode()
    assert capsys.readouterr().err.count("ZeroDivisionError: of ours") == 2


def test_before_it_is_initialized_a_server_does_nothing(client: Client) -> None:
    with pytest.raises(RefusedError) as refused:
        client.ask("textDocument/diagnostic", {"textDocument": {"uri": "x"}})
    assert refused.value.code == -32002
    client.open("file:///x.md", LIST)
    client.initialize()
    assert client.diagnostics("file:///x.md") == []


def test_after_it_was_shut_down_a_server_does_nothing(client: Client) -> None:
    client.initialize()
    client.ask("shutdown", None)
    with pytest.raises(RefusedError) as refused:
        client.ask("textDocument/diagnostic", {"textDocument": {"uri": "x"}})
    assert refused.value.code == -32600
    client.notify("exit", None)
    client.has_ended = True
    assert client.end() == 0


@pytest.mark.parametrize("state", ["new", "ready", "busy", "waiting"])
@pytest.mark.parametrize("way", ["exit", "gone"])
def test_a_server_ends_whatever_it_does(folder: Path, state: str, way: str) -> None:
    client = Client(folder)
    if state != "new":
        client.initialize(pulls=state != "waiting")
    if state in ("busy", "waiting"):
        client.open(client.uri("README.md"), LIST * 50)
    if state == "busy":
        client.begin("textDocument/diagnostic", {"textDocument": {"uri": client.uri("README.md")}})
    if way == "exit":
        client.notify("exit", None)
    client.has_ended = True
    assert client.end() == 1
    assert "Traceback" not in client.said


def test_huge_texts_are_taken(client: Client) -> None:
    client.initialize()
    uri = client.uri("README.md")
    for text in ("x" * 500_000, "[" * 10_000, "\n" * 20_000, "- [a](b)\n" * 300):
        client.open(uri, text)
        assert isinstance(client.diagnostics(uri), list)
        end = {"line": 0, "character": 1_000_000}
        client.change(uri, {"range": {"start": end, "end": end}, "text": "y"})
        assert isinstance(client.diagnostics(uri), list)


def test_without_the_extra_the_command_says_what_to_install(folder: Path) -> None:
    code = (
        "import sys\n"
        "for name in ('attrs', 'cattrs', 'lsprotocol', 'pygls'): sys.modules[name] = None\n"
        "from awesome_lint.cli.commands import run\n"
        "sys.exit(run(['server']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": SOURCES},
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "pip install 'awesome-lint[server]'" in done.stderr


# --- documents ----------------------------------------------------------------------------------------------------------

EXTENSION = Path(__file__).parent.parent / "editors" / "vscode"
PAGE = (Path(__file__).parent.parent / "docs" / "editors.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def test_the_problem_matcher_reads_what_is_reported(folder: Path) -> None:
    (folder / "README.md").write_text(LIST + "\n- [x](https://x.example)  the the\n", encoding="utf-8")
    (task,) = next(each["tasks"] for each in map(json.loads, blocks("json")) if "tasks" in each)
    done = subprocess.run(
        [sys.executable, "-m", *task["command"].replace("awesome-lint", "awesome_lint", 1).split()],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": SOURCES},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    pattern = task["problemMatcher"]["pattern"]
    matches = [re.match(pattern["regexp"], line) for line in done.stdout.splitlines() if line.startswith("README.md:")]
    assert len(matches) > 3
    found = [(each[pattern["file"]], each[pattern["code"]]) for each in matches if each]
    assert ("README.md", "et-al") in found
    assert len(found) == len(matches)


def test_what_the_page_says_of_other_editors_is_well_formed(folder: Path) -> None:
    assert len([json.loads(block) for block in blocks("json")]) == 4
    helix = next(block for block in blocks("text") if "[language-server" in block)
    assert toml.parsed(helix)["language-server"]["awesome-lint"]["args"] == ["server"]
    (formatter,) = (
        each["languages"]["Markdown"]["formatter"] for each in map(json.loads, blocks("json")) if "languages" in each
    )
    arguments = [each.replace("{buffer_path}", "README.md") for each in formatter["external"]["arguments"]]
    done = subprocess.run(
        [sys.executable, "-m", "awesome_lint", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": SOURCES},
        input=LIST,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0
    assert done.stdout == awesome_lint.fix(LIST, select="layout").text


def test_every_key_of_the_editors_settings_is_told() -> None:
    from awesome_lint.server.workspace import Options

    table = PAGE.partition("## Settings of the editor")[2].partition("\n## ")[0]
    told = {
        name for line in table.splitlines() if line.startswith("| `") for name in re.findall(r"`(\w+)`", line.split(" | ")[0])
    }
    assert told == set(Options.__struct_encode_fields__)


def test_the_extension_is_of_this_version_and_offers_what_the_server_reads() -> None:
    from awesome_lint.server.actions import FIX_ALL
    from awesome_lint.server.live import SECTION
    from awesome_lint.server.workspace import Options

    manifest = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    assert manifest["version"] == json.loads((EXTENSION / "package-lock.json").read_text(encoding="utf-8"))["version"]
    assert manifest["version"] == awesome_lint.__version__
    properties = {name.removeprefix(f"{SECTION}.") for name in manifest["contributes"]["configuration"]["properties"]}
    # It asks for diagnostics, so that none are sent late.
    assert properties - {"path", "trace.server"} == {*Options.__struct_encode_fields__} - {"delay"}
    assert FIX_ALL in PAGE
    assert f"{manifest['publisher']}.{manifest['name']}" in PAGE
