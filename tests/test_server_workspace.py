"""What a client is told of all lists in its folders, whether they are open or not."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from client import Client, RefusedError
from test_server import LIST, said

import awesome_lint

pytest.importorskip("pygls")

OPTIONS = {"workspaceDiagnostics": True}
SOUND = "# Shells\n\n- [Fish](https://fish.example) - A shell.\n"
METHOD = "workspace/diagnostic"
REQUEST_CANCELLED = -32800


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    (tmp_path / ".git").mkdir()
    started = Client(tmp_path)
    yield started
    started.end()


def write(folder: Path, **texts: str) -> None:
    """Write READMEs, each into the folder that its name says, with `__` between folders."""
    for name, text in texts.items():
        path = folder.joinpath(*name.split("__"), "README.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def begin(client: Client, known: dict[str, str] | None = None, **more: Any) -> int:
    told = [{"uri": uri, "value": value} for uri, value in (known or {}).items()]
    return client.begin(METHOD, {"identifier": "awesomeLint", "previousResultIds": told, **more})


def reports(client: Client, known: dict[str, str] | None = None) -> dict[str, dict[str, Any]]:
    """Return what is reported, by the name of each file in the folder."""
    return named(client, client.answer(begin(client, known))["items"])


def named(client: Client, items: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {each["uri"].removeprefix(f"{client.folder.as_uri()}/"): each for each in items}


def names(client: Client, told: dict[str, dict[str, Any]]) -> dict[str, str]:
    return {client.uri(name): each["resultId"] for name, each in told.items()}


def test_lists_that_nobody_opened_are_told_as_the_command_line_tells_them(client: Client, tmp_path: Path) -> None:
    write(tmp_path, one=LIST, two__three=SOUND, out=LIST, node_modules__x=LIST)
    (tmp_path / "NOTES.md").write_text(LIST, encoding="utf-8")
    (tmp_path / ".awesome-lint.toml").write_text('exclude = ["out"]\nignore = ["et-al"]\n', encoding="utf-8")
    (tmp_path / ".gitignore").write_text("ignored\n", encoding="utf-8")
    write(tmp_path, ignored=LIST)
    client.initialize(options=OPTIONS, encodings=["utf-32"])
    told = reports(client)
    assert {name: len(each["items"]) for name, each in told.items() if not each["items"]} == {
        "out/README.md": 0,
        "two/three/README.md": 0,
    }
    assert set(told) == {"one/README.md", "two/three/README.md", "out/README.md"}
    assert told["one/README.md"]["version"] is None
    expected = awesome_lint.lint(LIST, ignore=["et-al"])
    assert [rule for rule, *_ in said(told["one/README.md"]["items"])] == [each.rule for each in expected.diagnostics]


def test_nothing_is_offered_that_nobody_asked_for(client: Client) -> None:
    provider = client.initialize()["capabilities"]["diagnosticProvider"]
    assert provider["workspaceDiagnostics"] is False
    with pytest.raises(RefusedError) as refused:
        reports(client)
    assert refused.value.code == -32601


def test_what_is_open_is_told_as_it_is_there(client: Client, tmp_path: Path) -> None:
    write(tmp_path, one=LIST, two=SOUND)
    assert client.initialize(options=OPTIONS)["capabilities"]["diagnosticProvider"]["workspaceDiagnostics"] is True
    uri = client.uri("one/README.md")
    client.open(uri, SOUND)
    told = reports(client)
    assert (told["one/README.md"]["items"], told["one/README.md"]["version"]) == ([], 1)
    alone = client.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}})
    assert alone["resultId"] == told["one/README.md"]["resultId"]
    client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    again = reports(client, names(client, told))
    assert (again["one/README.md"]["kind"], again["one/README.md"]["version"]) == ("full", None)
    assert {each["code"] for each in again["one/README.md"]["items"]} > {"et-al"}


def test_only_what_is_new_is_told_and_who_knows_everything_waits(client: Client, tmp_path: Path) -> None:
    write(tmp_path, one=LIST, two=SOUND)
    client.initialize(options=OPTIONS)
    known = names(client, reports(client))
    waiting = begin(client, known)
    with pytest.raises(TimeoutError):
        client.next(lambda each: each.get("id") == waiting, 0.3)
    (tmp_path / "one" / "README.md").write_text(SOUND, encoding="utf-8")
    write(tmp_path, three=LIST)
    client.notify("workspace/didChangeWatchedFiles", {"changes": []})
    told = named(client, client.answer(waiting)["items"])
    assert {name: each["kind"] for name, each in told.items()} == {
        "one/README.md": "full",
        "two/README.md": "unchanged",
        "three/README.md": "full",
    }
    assert told["one/README.md"]["items"] == []
    assert told["three/README.md"]["items"]


def test_of_what_is_gone_nothing_is_left(client: Client, tmp_path: Path) -> None:
    write(tmp_path, one=LIST, two=LIST)
    client.initialize(options=OPTIONS)
    known = names(client, reports(client))
    os.remove(tmp_path / "two" / "README.md")
    told = reports(client, known)
    assert (told["two/README.md"]["kind"], told["two/README.md"]["items"]) == ("full", [])
    assert told["one/README.md"]["kind"] == "unchanged"


def test_other_settings_and_baselines_hold_at_once(client: Client, tmp_path: Path) -> None:
    write(tmp_path, one=LIST, two=SOUND)
    client.initialize(options=OPTIONS)
    known = names(client, reports(client))
    (tmp_path / "one" / ".awesome-lint.toml").write_text('select = ["et-al"]\n', encoding="utf-8")
    told = reports(client, known)
    assert {each["code"] for each in told["one/README.md"]["items"]} == {"et-al"}
    assert told["two/README.md"]["kind"] == "unchanged"
    known = names(client, told)
    (tmp_path / ".awesome-lint-baseline.json").write_text("{", encoding="utf-8")
    told = reports(client, known)
    assert told["one/README.md"]["items"] == []
    assert "baseline" in client.notified("window/showMessage")["message"]


def test_pieces_come_as_they_are_found(client: Client, tmp_path: Path) -> None:
    write(tmp_path, one=LIST, two=SOUND)
    client.initialize(options=OPTIONS)
    number = begin(client, partialResultToken="pieces", workDoneToken="work")
    assert client.answer(number) == {"items": []}
    told = [each["params"] for each in client.received if each.get("method") == "$/progress"]
    kinds = [each["value"].get("kind") for each in told if each["token"] == "work"]
    assert (kinds[0], kinds[-1]) == ("begin", "end")
    assert [each["value"]["message"] for each in told if each["value"].get("kind") == "report"] == ["1 of 2", "2 of 2"]
    pieces = [item for each in told if each["token"] == "pieces" for item in each["value"]["items"]]
    assert set(named(client, pieces)) == {"one/README.md", "two/README.md"}


def test_short_lists_come_first_and_what_is_asked_goes_before(client: Client, tmp_path: Path) -> None:
    long = "# Papers\n\n" + "".join(
        f"- **Thing {number}.** *Ann Lee.* [paper](https://x.example/{number})\n" for number in range(6000)
    )
    write(tmp_path, a_long=long, b_short=SOUND)
    client.initialize(options=OPTIONS)
    number = begin(client, partialResultToken="pieces")
    first = client.notified("$/progress")["value"]["items"]
    assert set(named(client, first)) == {"b_short/README.md"}
    # The long one waits for a pause that is as long as it takes.
    client.open(client.uri("other.md"), LIST)
    assert client.diagnostics(client.uri("other.md"))
    assert not [each for each in client.received if each.get("method") == "$/progress"]
    client.notify("$/cancelRequest", {"id": number})
    with pytest.raises(RefusedError):
        client.answer(number)


def test_who_waits_may_cancel_and_end(client: Client, tmp_path: Path) -> None:
    write(tmp_path, one=LIST)
    client.initialize(options=OPTIONS)
    known = names(client, reports(client))
    waiting = begin(client, known)
    client.notify("$/cancelRequest", {"id": waiting})
    with pytest.raises(RefusedError) as refused:
        client.answer(waiting)
    assert refused.value.code == REQUEST_CANCELLED
    begin(client, known)
    assert client.end() == 0
    assert client.said == ""


def test_what_was_judged_is_not_judged_again(client: Client, tmp_path: Path) -> None:
    write(tmp_path, **{f"list{number}": LIST.replace("One", f"One{number}") for number in range(3)})
    client.initialize(options=OPTIONS)
    reports(client)
    number = begin(client, workDoneToken="work")
    assert len(client.answer(number)["items"]) == 3
    assert not [each for each in client.received if each.get("method") == "$/progress"]
