"""What an editor offers at a place of a list: fixes, comments, and lists put in order."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

import pytest
from client import Client, RefusedError

import awesome_lint
from awesome_lint.engine.fixer import apply

pytest.importorskip("pygls")


PAPERS = """\
# Papers 📚

- **One 🔥 thing.** *Ann Lee, Bo Chen, et.al.* [paper](http://arxiv.org/abs/1706.03762)
- **Two things.** *Ann Lee, Bo Chen, et.al.* [paper](https://example.org/2)
- **図書 three.** *Ann Lee, Cy Day, and Bo Chen.* [paper](https://example.org/3)
"""
SHELLS = """\
# Shells

- [Bash](https://bash.example) - A shell.
- [Zsh](https://zsh.example) - A shell.
  - [Oh My Zsh](https://omz.example) - For it.
- [Elvish 🐚](https://elvish.example) - A shell.
- [Fish](https://fish.example) - A shell.
"""


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    (tmp_path / ".git").mkdir()
    started = Client(tmp_path)
    yield started
    started.end()


def place(text: str, offset: int) -> dict[str, int]:
    before = text[:offset]
    return {"line": before.count("\n"), "character": len(before.rpartition("\n")[2].encode("utf-16-le")) // 2}


def changed(text: str, edits: list[dict[str, Any]]) -> str:
    """Make edits of a text as a client does: by places that it counts itself."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]

    def offset(position: dict[str, int]) -> int:
        line = lines[position["line"]]
        return starts[position["line"]] + len(line.encode("utf-16-le")[: position["character"] * 2].decode("utf-16-le"))

    made = [(offset(edit["range"]["start"]), offset(edit["range"]["end"]), edit["newText"]) for edit in edits]
    for start, end, new in sorted(made, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def offered(client: Client, uri: str, text: str, at: str, only: list[str] | None = None) -> dict[str, dict[str, Any]]:
    """Return what is offered where a text stands first, by title."""
    where = place(text.replace("\r\n", "\n"), text.replace("\r\n", "\n").index(at))
    context: dict[str, Any] = {"diagnostics": client.diagnostics(uri)}
    if only is not None:
        context["only"] = only
    request = {"textDocument": {"uri": uri}, "range": {"start": where, "end": where}, "context": context}
    return {each["title"]: each for each in client.ask("textDocument/codeAction", request)}


def done(client: Client, uri: str, text: str, at: str, title: str) -> str:
    """Return the text after what is offered where a text stands is done."""
    action = client.ask("codeAction/resolve", offered(client, uri, text, at)[title])
    return changed(text, action["edit"]["changes"][uri])


def test_one_place_or_all_of_a_rule_are_mended(client: Client) -> None:
    client.initialize()
    uri = client.uri("README.md")
    client.open(uri, PAPERS)
    titles = offered(client, uri, PAPERS, "et.al.")
    assert {"Fix this (et-al)", "Fix all of et-al", "Ignore et-al here", "Explain et-al"} <= {*titles}
    assert titles["Fix this (et-al)"]["isPreferred"]
    (diagnostic,) = titles["Fix this (et-al)"]["diagnostics"]
    assert diagnostic["code"] == "et-al"
    assert done(client, uri, PAPERS, "et.al.", "Fix this (et-al)") == PAPERS.replace("et.al.", "et al.", 1)
    assert done(client, uri, PAPERS, "et.al.", "Fix all of et-al") == PAPERS.replace("et.al.", "et al.")


def test_what_the_client_shows_on_the_line_is_mended_from_anywhere_in_it(client: Client) -> None:
    client.initialize()
    uri = client.uri("README.md")
    client.open(uri, PAPERS)
    diagnostics = client.diagnostics(uri)
    begin = {"line": 2, "character": 0}
    request = {"textDocument": {"uri": uri}, "range": {"start": begin, "end": begin}}

    def titles(told: list[dict[str, Any]]) -> list[str]:
        found = client.ask("textDocument/codeAction", {**request, "context": {"diagnostics": told, "only": ["quickfix"]}})
        return [each["title"] for each in found if each["title"].startswith("Fix this")]

    assert titles([]) == []
    # Those of the line alone, however many are named.
    assert titles(diagnostics) == ["Fix this (et-al)", "Fix this (insecure-link)"]
    assert titles([each for each in diagnostics if each["code"] == "et-al"]) == ["Fix this (et-al)"]
    # What the cursor is in comes first.
    place_ = place(PAPERS, PAPERS.index("http://"))
    request["range"] = {"start": place_, "end": place_}
    assert titles(diagnostics) == ["Fix this (insecure-link)", "Fix this (et-al)"]


def test_everything_is_mended_as_on_the_command_line(client: Client) -> None:
    client.initialize()
    uri = client.uri("README.md")
    text = PAPERS.replace("- **T", "*   **T").replace("\n", "\r\n")
    client.open(uri, text)
    (action,) = offered(client, uri, text, "Papers", ["source.fixAll"]).values()
    assert action["kind"] == "source.fixAll.awesomeLint"
    edits = client.ask("codeAction/resolve", action)["edit"]["changes"][uri]
    fixed = awesome_lint.fix(text).text
    assert changed(text.replace("\r\n", "\n"), edits).replace("\r\n", "\n") == fixed.replace("\r\n", "\n")
    assert all("\n" not in edit["newText"].replace("\r\n", "") for edit in edits)


def test_what_needs_consent_says_so(client: Client) -> None:
    client.initialize()
    uri = client.uri("README.md")
    text = "# List\n\n- [Fish](https://fish.example) - A shell for the the people.\n"
    client.open(uri, text)
    titles = offered(client, uri, text, "the the")
    assert "Fix this (repeated-word, unsafe: it may change words)" in titles
    everything = [each for each in titles if each.startswith("Fix everything")]
    assert everything == ["Fix everything, with unsafe fixes, which may change words"]
    # What editors do whenever a file is saved is none of that.
    assert not titles[everything[0]]["kind"].startswith("source.fixAll")
    assert offered(client, uri, text, "the the", ["source.fixAll"]) == {}
    assert done(client, uri, text, "the the", everything[0]) == text.replace("the the", "the")


def test_a_comment_ignores_what_is_said_here(client: Client) -> None:
    client.initialize()
    uri = client.uri("README.md")
    client.open(uri, PAPERS)
    text = done(client, uri, PAPERS, "et.al.", "Ignore et-al here")
    assert text.count("<!-- awesome-lint: ignore et-al -->") == 1
    client.change(uri, text)
    assert [each["range"]["start"]["line"] for each in client.diagnostics(uri) if each["code"] == "et-al"] == [3]
    assert text.splitlines()[2].endswith("<!-- awesome-lint: ignore et-al -->")


def test_a_rule_is_explained(client: Client) -> None:
    client.initialize({"window": {"showDocument": {"support": True}}})
    uri = client.uri("README.md")
    client.open(uri, PAPERS)
    command = offered(client, uri, PAPERS, "et.al.")["Explain et-al"]["command"]
    manual = client.ask("workspace/executeCommand", {"command": command["command"], "arguments": command["arguments"]})
    assert manual.startswith("# et-al\n")
    assert client.asked[-1]["params"]["uri"].endswith("/docs/rules/et-al.md")
    with pytest.raises(RefusedError) as refused:
        client.ask("workspace/executeCommand", {"command": command["command"], "arguments": []})
    assert refused.value.code == -32602


def test_a_command_mends_everything(client: Client) -> None:
    client.initialize()
    uri = client.uri("README.md")
    client.open(uri, PAPERS)
    client.ask("workspace/executeCommand", {"command": "awesomeLint.fixAll", "arguments": [uri]})
    assert client.asked[-1]["method"] == "workspace/applyEdit"
    edits = client.asked[-1]["params"]["edit"]["changes"][uri]
    assert changed(PAPERS, edits) == awesome_lint.fix(PAPERS).text


def test_a_client_that_does_not_ask_again_gets_the_edits_at_once(client: Client) -> None:
    client.initialize(
        {"textDocument": {"codeAction": {}, "diagnostic": {}}, "workspace": {"workspaceEdit": {"documentChanges": True}}}
    )
    uri = client.uri("README.md")
    client.open(uri, PAPERS)
    action = offered(client, uri, PAPERS, "et.al.")["Fix this (et-al)"]
    (change,) = action["edit"]["documentChanges"]
    assert change["textDocument"] == {"uri": uri, "version": 1}
    assert changed(PAPERS, change["edits"]) == PAPERS.replace("et.al.", "et al.", 1)


def test_an_action_of_a_text_that_has_changed_is_refused(client: Client) -> None:
    client.initialize()
    uri = client.uri("README.md")
    client.open(uri, PAPERS)
    action = offered(client, uri, PAPERS, "et.al.")["Fix this (et-al)"]
    client.change(uri, "\n" + PAPERS)
    with pytest.raises(RefusedError) as refused:
        client.ask("codeAction/resolve", action)
    assert refused.value.code == -32801


@pytest.mark.parametrize("number", range(40))
def test_changes_make_one_text_of_the_other(number: int) -> None:
    from awesome_lint.server.edits import changes

    random = Random(number)
    lines = ["", "- a", "- b", "x\x0cy", "图书 🔥", *(f"- entry {index}" for index in range(20))]
    ends = ("\n", "\n", "\n", "")
    before = "".join(f"{random.choice(lines)}\n" for _ in range(random.choice((0, 3, 40, 200)))) + random.choice(lines[:5])
    parts = before.splitlines(keepends=True)
    for _ in range(random.choice((1, 5, 60))):
        at = random.randrange(len(parts) + 1)
        parts[at : at + random.choice((0, 1, 4))] = [random.choice(lines) + random.choice(ends)]
    after = "".join(parts)
    made = list(changes(before, after))
    assert apply(before, made) == after
    assert made == sorted(made)
    assert all(before[edit.span.start : edit.span.end] != edit.text for edit in made)


@pytest.mark.repeating
def test_changes_are_found_soon_however_much_repeats() -> None:
    from awesome_lint.server.edits import changes

    before = "".join(f"- {number}\n\n" for number in range(20_000))
    begun = process_time()
    made = list(changes(before, before.replace("- ", "* ")))
    assert len(made) == 20_000
    assert all(edit.text == "*" for edit in made)
    assert process_time() - begun < 10


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, -32803),
        ({"uri": "x"}, -32803),
        ({"uri": "x", "version": 1, "name": "all", "arguments": []}, -32801),
        ({"uri": "README.md", "version": 1, "name": "fix", "arguments": [99, 0]}, -32801),
        ({"uri": "README.md", "version": 1, "name": "rule", "arguments": ["no-rule", False]}, -32801),
    ],
)
def test_an_action_that_was_never_offered_is_refused(client: Client, data: object, code: int) -> None:
    client.initialize()
    uri = client.uri("README.md")
    client.open(uri, PAPERS)
    if isinstance(data, dict) and data["uri"] == "README.md":
        data = {**data, "uri": uri}
    with pytest.raises(RefusedError) as refused:
        client.ask("codeAction/resolve", {"title": "x", "data": data})
    assert refused.value.code == code
    assert "failed" not in client.said


def test_a_baseline_that_cannot_be_followed_is_no_failure(client: Client, tmp_path: Path) -> None:
    (tmp_path / ".awesome-lint-baseline.json").write_text("{", encoding="utf-8")
    client.initialize()
    uri = client.uri("README.md")
    client.open(uri, PAPERS)
    with pytest.raises(RefusedError, match="baseline") as refused:
        client.ask("workspace/executeCommand", {"command": "awesomeLint.fixAll", "arguments": [uri]})
    assert refused.value.code == -32803


# --- arranging ----------------------------------------------------------------------------------------------------------


def test_a_list_is_sorted(client: Client) -> None:
    client.initialize()
    uri = client.uri("README.md")
    client.open(uri, SHELLS)
    text = done(client, uri, SHELLS, "Elvish", "Sort this list by title")
    assert [line for line in text.splitlines() if "example" in line] == [
        "- [Bash](https://bash.example) - A shell.",
        "- [Elvish 🐚](https://elvish.example) - A shell.",
        "- [Fish](https://fish.example) - A shell.",
        "- [Zsh](https://zsh.example) - A shell.",
        "  - [Oh My Zsh](https://omz.example) - For it.",
    ]
    client.change(uri, text)
    assert not [title for title in offered(client, uri, text, "Elvish") if title.startswith(("Sort", "Move"))]


def test_a_list_is_sorted_by_date(client: Client) -> None:
    client.initialize()
    uri = client.uri("README.md")
    lines = [f"- **Thing {name}.** *Ann Lee.* ICML {year}. [paper](https://example.org/{name})" for name, year in
             (("b", 2019), ("a", 2021), ("c", 2020))]  # fmt: skip
    text = "# Papers\n\n" + "\n".join(lines) + "\n"
    client.open(uri, text)
    assert done(client, uri, text, "ICML", "Sort this list newest first").splitlines()[2:] == [lines[1], lines[2], lines[0]]
    assert done(client, uri, text, "ICML", "Sort this list oldest first").splitlines()[2:] == [lines[0], lines[2], lines[1]]


def test_an_entry_is_taken_to_its_place(client: Client) -> None:
    client.initialize()
    uri = client.uri("README.md")
    names = ("Ant", "Bee", "Cat", "Dog", "Elk")
    lines = [f"- [{name}](https://{name}.example) - An animal.".lower() for name in names]
    text = "# Animals\n\n" + "\n".join([lines[3], *lines[:3], lines[4]]) + "\n"
    client.open(uri, text)
    assert done(client, uri, text, "[dog]", "Move this entry to its place").splitlines()[2:] == lines
    assert "Move this entry to its place" not in offered(client, uri, text, "[bee]")
    # In no order at all, no place is anybody's.
    text = "# Animals\n\n" + "\n".join([lines[3], lines[1], lines[4], lines[0], lines[2]]) + "\n"
    client.change(uri, text)
    for name in names:
        assert not [title for title in offered(client, uri, text, f"[{name.lower()}]") if title.startswith("Move")]


def test_a_list_is_numbered_again(client: Client) -> None:
    client.initialize()
    uri = client.uri("README.md")
    text = (
        "# List\n\n1. [A](https://a.example)\n2. [B](https://b.example)\n2. [C](https://c.example)\n7. [D](https://d.example)\n"
    )
    client.open(uri, text)
    numbered = done(client, uri, text, "[B]", "Number this list again")
    assert [line[:2] for line in numbered.splitlines()[2:]] == ["1.", "2.", "3.", "4."]


def test_the_contents_are_brought_up_to_date(client: Client) -> None:
    client.initialize(options={"ignore": ["stale-contents"]})
    uri = client.uri("README.md")
    text = (
        "# List\n\n<!-- awesome-lint: contents -->\n\n- [Shells](#shells)\n- [Old](#old)\n\n## Shells\n\n"
        "- [Fish](https://fish.example) - A shell.\n\n## Editors 🖊\n\n- [Vim](https://vim.example) - An editor.\n"
    )
    client.open(uri, text)
    assert "Update the contents" not in offered(client, uri, text, "Fish")
    after = done(client, uri, text, "[Old]", "Update the contents")
    assert "- [Shells](#shells)\n- [Editors 🖊](#editors-)\n" in after


def test_an_entry_is_written_as_its_neighbours_are(client: Client) -> None:
    client.initialize()
    uri = client.uri("README.md")
    lines = [f"- **Thing {number}.** *Ann Lee and Bo Chen.* [paper](https://example.org/{number})" for number in range(30)]
    odd = "- [Thing of others](https://arxiv.org/abs/1706.03762), Cy Day and Di Fox"
    text = "# Papers\n\n" + "\n".join([*lines[:10], odd, *lines[10:]]) + "\n"
    client.open(uri, text)
    title = "Write this entry as its neighbours are written"
    assert title not in offered(client, uri, text, "Thing 3.")
    after = done(client, uri, text, "Cy Day", title)
    assert after.splitlines()[12] == "- **Thing of others.** *Cy Day and Di Fox.* [paper](https://arxiv.org/abs/1706.03762)"
    spaced = text.replace(odd, "- **Thing of others.** *Cy Day and Di Fox.*  [Paper](https://arxiv.org/abs/1706.03762)")
    client.change(uri, spaced)
    after = done(client, uri, spaced, "Cy Day", title)
    assert after.splitlines()[12] == "- **Thing of others.** *Cy Day and Di Fox.* [paper](https://arxiv.org/abs/1706.03762)"


# --- layout -------------------------------------------------------------------------------------------------------------

LOOSE = "Papers\n======\n*   [One](https://example.org/1)\n*   [Two](https://example.org/2)  \n\n\n\nEnd:\n+ [x](https://x.example)\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_list_is_laid_out(client: Client, newline: str) -> None:
    client.initialize(options={"select": ["et-al"]})
    uri = client.uri("README.md")
    client.open(uri, LOOSE.replace("\n", newline))
    options = {"tabSize": 4, "insertSpaces": True}
    edits = client.ask("textDocument/formatting", {"textDocument": {"uri": uri}, "options": options})
    after = changed(LOOSE, edits).replace("\r\n", "\n")
    assert after == awesome_lint.fix(LOOSE, select="layout").text
    client.change(uri, after)
    assert client.ask("textDocument/formatting", {"textDocument": {"uri": uri}, "options": options}) == []


def test_what_takes_long_is_shown_to_clients_that_ask_for_it(client: Client) -> None:
    capabilities = client.initialize()["capabilities"]
    assert capabilities["documentFormattingProvider"]["workDoneProgress"] is True
    uri = client.uri("README.md")
    client.open(uri, LOOSE)
    params = {"textDocument": {"uri": uri}, "options": {"tabSize": 4, "insertSpaces": True}}
    number = client.begin("textDocument/formatting", {**params, "workDoneToken": "mine"})
    begun, ended = client.notified("$/progress"), client.notified("$/progress")
    assert begun == {"token": "mine", "value": {"kind": "begin", "title": "awesome-lint: laying out the list"}}
    assert ended == {"token": "mine", "value": {"kind": "end"}}
    assert client.answer(number)
    # Who does not ask hears nothing.
    client.ask("textDocument/formatting", params)
    with pytest.raises(TimeoutError):
        client.notified("$/progress", seconds=0.2)


def test_what_a_comment_leaves_as_it_is_is_not_laid_out(client: Client) -> None:
    client.initialize()
    uri = client.uri("README.md")
    kept = "<!-- awesome-lint: disable layout -->\n\n*   [One](https://example.org/1)\n\n<!-- awesome-lint: enable layout -->"
    text = f"# Papers\n\n{kept}\n\n\n\nEnd.\n"
    client.open(uri, text)
    options = {"tabSize": 4, "insertSpaces": True}
    edits = client.ask("textDocument/formatting", {"textDocument": {"uri": uri}, "options": options})
    after = changed(text, edits)
    assert after == awesome_lint.fix(text, select="layout").text
    assert "*   [One]" in after
    assert "\n\n\n" not in after
    nowhere = {"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 0}}
    request = {"textDocument": {"uri": uri}, "range": nowhere, "options": options}
    assert client.ask("textDocument/rangeFormatting", request) == []


def test_a_part_of_a_list_is_laid_out(client: Client) -> None:
    client.initialize()
    uri = client.uri("README.md")
    loose = LOOSE.replace("Papers\n======", "# Papers")
    client.open(uri, loose)
    where = place(loose, loose.index("[One]"))
    request = {
        "textDocument": {"uri": uri},
        "range": {"start": where, "end": where},
        "options": {"tabSize": 4, "insertSpaces": True},
    }
    after = changed(loose, client.ask("textDocument/rangeFormatting", request))
    assert after.startswith("# Papers\n\n* [One](https://example.org/1)\n* [Two](https://example.org/2)\n")
    assert after.endswith("End:\n+ [x](https://x.example)\n")
