"""What an editor is told of a list: what things are, where they are, what leads where, what may come next."""

import json
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from client import Client, RefusedError
from test_server_actions import changed, place

pytest.importorskip("pygls")

LIST = """\
# List 📚

- [Shells 🐚](#shells-)
- [Papers](#papers)
- [Papers](#papers-1)

<!-- awesome-lint: ignore et-al, links -->

## Shells 🐚

- [Fish](https://github.com/fish-shell/fish-shell) - A shell, see [its papers](#papers) and [the manual][manual].
  - [Fisher](https://github.com/jorgebucaran/fisher) - For it.
- [図書 Zsh](https://zsh.example) - A shell with `many` words.

## Papers

- **Attention Is All You Need.** *Ashish Vaswani, Noam Shazeer, et al.* NeurIPS 2017. [paper](https://arxiv.org/abs/1706.03762)
- **Layer Normalization.** *Jimmy Ba and Geoffrey Hinton.* NeurIPS 2016. [paper](https://arxiv.org/abs/1607.06450)

### Papers

- **Attention is all you need.** *Ashish Vaswani et al.* [PDF](https://arxiv.org/pdf/1706.03762v5) See arXiv:1512.03385.

[manual]: https://fishshell.com/docs "The manual"
"""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A server for all tests that ask about the list and change nothing but its text."""
    folder = tmp_path_factory.mktemp("shared")
    (folder / ".git").mkdir()
    started = Client(folder)
    started.initialize()
    yield started
    started.end()


@pytest.fixture
def client(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Client]:
    if "uri" in request.fixturenames:
        yield request.getfixturevalue("shared")
        return
    (tmp_path / ".git").mkdir()
    started = Client(tmp_path)
    yield started
    started.end()


@pytest.fixture(params=["\n", "\r\n"])
def uri(client: Client, request: pytest.FixtureRequest) -> str:
    found = client.uri("README.md")
    client.open(found, LIST.replace("\n", request.param))
    return found


def asked(client: Client, method: str, uri: str, at: str, offset: int = 0, **more: object) -> Any:
    """Ask about where a text stands first, or so many characters behind that."""
    position = place(LIST, LIST.index(at) + offset)
    return client.ask(f"textDocument/{method}", {"textDocument": {"uri": uri}, "position": position, **more})


def written(found: dict[str, Any]) -> str:
    """Return what a range of the list holds."""
    start, end = (found[name] for name in ("start", "end"))
    lines = LIST.split("\n")
    cut = [len(lines[at["line"]].encode("utf-16-le")[: at["character"] * 2].decode("utf-16-le")) for at in (start, end)]
    starts = [sum(len(line) + 1 for line in lines[: at["line"]]) for at in (start, end)]
    return LIST[starts[0] + cut[0] : starts[1] + cut[1]]


# --- hovers -------------------------------------------------------------------------------------------------------------


def test_an_entry_is_told_with_its_fields_and_where_else_it_is(client: Client, uri: str) -> None:
    found = asked(client, "hover", uri, "Attention Is")
    text = found["contents"]["value"]
    assert text.startswith("**Attention Is All You Need.**\n\nPaper · 2 authors and others · NeurIPS 2017")
    assert "- Identifiers: arXiv 1706.03762" in text
    assert f"[Attention is all you need.]({uri}#L22), line 22" in text
    assert written(found["range"]).startswith("**Attention Is")


def test_links_and_headings_are_told(client: Client, uri: str) -> None:
    text = asked(client, "hover", uri, "https://arxiv.org/abs/1607")["contents"]["value"]
    assert text.startswith("Link (inline), arXiv 1607.06450\n")
    text = asked(client, "hover", uri, "(#papers) and")["contents"]["value"]
    assert "The heading **Papers**, line 15" in text
    text = asked(client, "hover", uri, "## Papers", 4)["contents"]["value"]
    assert "anchor `#papers`" in text
    assert "- 3 entries, 1 of them in sections within it\n- 2 links of this page to it" in text


def test_rules_in_comments_are_told(client: Client, uri: str) -> None:
    assert asked(client, "hover", uri, "et-al", 2)["contents"]["value"].startswith("# et-al\n")
    assert "a group of rules" in asked(client, "hover", uri, "et-al, links", 8)["contents"]["value"]
    assert "Ignores" in asked(client, "hover", uri, "ignore et-al", 2)["contents"]["value"]


def test_nothing_in_a_list_acts_on_who_is_told_of_it(client: Client) -> None:
    client.initialize()
    uri = client.uri("README.md")
    title = "A [b](command:x) <img src=x> \u202eevil\u2066 `c` ![d](https://e.example/f.png)"
    written = title.replace("[", "\\[").replace("<", "\\<").replace("`", "\\`")
    text = f"# List\n\n- **{written}.** *Ann Lee,Bo \u202eDay.* [paper](https://example.org/1)\n"
    text += "- [Evil \u202etitle](https://e.example) - A thing.\n"
    client.open(uri, text)
    position = place(text, text.index("A \\"))
    shown = client.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": position})["contents"]["value"]
    assert "\\[b\\](command:x)" in shown
    assert "\\<img src=x\\>" in shown
    symbols = json.dumps(client.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}}), ensure_ascii=False)
    told = "".join(each["message"] for each in client.diagnostics(uri))
    assert "u202e" in symbols
    for each in (shown, symbols, told):
        assert not {"\u202e", "\u2066"} & set(each)


def test_a_client_without_markdown_gets_text(client: Client) -> None:
    client.initialize({"textDocument": {"hover": {"contentFormat": ["plaintext"]}, "diagnostic": {}}})
    uri = client.uri("README.md")
    client.open(uri, LIST)
    found = asked(client, "hover", uri, "図書 Zsh")["contents"]
    assert found["kind"] == "plaintext"
    assert found["value"].startswith("図書 Zsh\n")
    assert "](" not in asked(client, "hover", uri, "Attention Is")["contents"]["value"]


def test_other_lists_are_known(client: Client, tmp_path: Path) -> None:
    other = tmp_path / "other" / "README.md"
    other.parent.mkdir()
    other.write_text("# Other\n\n- [Transformers](https://arxiv.org/abs/1706.03762)\n- [Fish](https://fish.example)\n", "utf-8")
    client.initialize()
    uri = client.uri("README.md")
    client.open(uri, LIST)
    names = {each["name"] for each in client.ask("workspace/symbol", {"query": "fish"})}
    assert names == {"Fish", "Fisher"}
    (found,) = client.ask("workspace/symbol", {"query": "transf"})
    assert found["location"]["uri"] == other.as_uri()
    assert found["containerName"] == "Other"
    text = asked(client, "hover", uri, "Attention Is")["contents"]["value"]
    assert f"[Transformers]({other.as_uri()}#L3)" in text
    locations = asked(client, "references", uri, "Attention Is", context={"includeDeclaration": False})
    assert [each["uri"] for each in locations] == [uri, other.as_uri()]
    other.write_text("# Other\n", "utf-8")
    assert client.ask("workspace/symbol", {"query": "transf"}) == []


def test_a_list_that_was_closed_is_forgotten() -> None:
    from lsprotocol.types import TextDocumentItem

    from awesome_lint.server.library import Library
    from awesome_lint.server.workspace import Workspace

    workspace = Workspace()
    library = Library(workspace)
    workspace.open(TextDocumentItem("untitled:1", "markdown", 1, LIST))
    (listed,) = library.open()
    kept = weakref.ref(listed.document)
    workspace.close("untitled:1")
    del listed
    assert list(library.open()) == []
    assert kept() is None


# --- symbols ------------------------------------------------------------------------------------------------------------


def test_the_outline_is_that_of_the_list(client: Client, uri: str) -> None:
    (top,) = client.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    assert (top["name"], top["detail"]) == ("List 📚", "6 entries")
    shells, papers = top["children"]
    assert [each["name"] for each in shells["children"]] == ["Fish", "図書 Zsh"]
    assert [each["name"] for each in shells["children"][0]["children"]] == ["Fisher"]
    assert papers["children"][0]["detail"] == "Ashish Vaswani et al. · NeurIPS 2017"
    assert papers["children"][-1]["name"] == "Papers"
    assert written(papers["selectionRange"]) == "## Papers"


def test_a_client_without_a_tree_gets_a_row(client: Client) -> None:
    client.initialize({"textDocument": {"documentSymbol": {}, "diagnostic": {}}})
    uri = client.uri("README.md")
    client.open(uri, LIST)
    found = client.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    assert [(each["name"], each.get("containerName")) for each in found][:4] == [
        ("List 📚", None), ("Shells 🐚", "List 📚"), ("Fish", "Shells 🐚"), ("Fisher", "Fish"),
    ]  # fmt: skip


def test_sections_and_long_entries_fold(client: Client, uri: str) -> None:
    found = client.ask("textDocument/foldingRange", {"textDocument": {"uri": uri}})
    assert {(each["startLine"], each["endLine"]) for each in found} >= {(8, 12), (14, 23), (10, 11)}


# --- links --------------------------------------------------------------------------------------------------------------


def test_links_can_be_followed(client: Client, uri: str) -> None:
    found = client.ask("textDocument/documentLink", {"textDocument": {"uri": uri}})
    targets = {written(each["range"]): each["target"] for each in found}
    assert targets["https://zsh.example"] == "https://zsh.example"
    assert targets["#shells-"] == f"{uri}#L9"
    assert targets["arXiv:1512.03385"] == "https://arxiv.org/abs/1512.03385"


def test_links_lead_to_headings_and_definitions_and_back(client: Client, uri: str) -> None:
    assert written(asked(client, "definition", uri, "#papers-1", 2)["range"]) == "### Papers"
    assert written(asked(client, "definition", uri, "[the manual][manual]", 3)["range"]).startswith("[manual]: https")
    assert asked(client, "definition", uri, "many") is None
    there = asked(client, "references", uri, "## Papers", 4, context={"includeDeclaration": True})
    assert [written(each["range"]) for each in there] == ["## Papers", "#papers", "#papers"]
    there = asked(client, "references", uri, "[manual]: ", 2, context={"includeDeclaration": False})
    assert [written(each["range"]) for each in there] == ["[the manual][manual]"]


def test_links_lead_to_files_beside_the_list(client: Client) -> None:
    client.initialize()
    uri = client.uri("docs/README.md")
    text = "# List\n\n- [Notes](notes.md#part) of [others](../other.md)\n- [Odd](http://[x) [none]()\n"
    client.open(uri, text)
    position = place(text, text.index("notes.md"))
    found = client.ask("textDocument/definition", {"textDocument": {"uri": uri}, "position": position})
    assert found["uri"] == client.uri("docs/notes.md")
    targets = [each["target"] for each in client.ask("textDocument/documentLink", {"textDocument": {"uri": uri}})]
    assert targets == [client.uri("docs/notes.md") + "#part", client.uri("other.md")]


def test_a_heading_that_holds_a_link_is_renamed(client: Client) -> None:
    client.initialize()
    uri = client.uri("README.md")
    text = "# List\n\n[Up](#shells), [up][up]\n\n## [Shells](#shells)\n\n[up]: #shells\n"
    client.open(uri, text)
    position = place(text, text.index("## [Shells]") + 5)
    request = {"textDocument": {"uri": uri}, "position": position, "newName": "Fish"}
    after = changed(text, client.ask("textDocument/rename", request)["changes"][uri])
    assert after == "# List\n\n[Up](#fish), [up][up]\n\n## Fish\n\n[up]: #fish\n"


def renamed(client: Client, uri: str, at: str, name: str) -> str:
    position = place(LIST, LIST.index(at) + 4)
    request = {"textDocument": {"uri": uri}, "position": position, "newName": name}
    return changed(LIST, client.ask("textDocument/rename", request)["changes"][uri])


def test_a_heading_is_renamed_with_all_that_leads_to_it(client: Client, uri: str) -> None:
    prepared = asked(client, "prepareRename", uri, "## Papers", 4)
    assert (written(prepared["range"]), prepared["placeholder"]) == ("Papers", "Papers")
    after = renamed(client, uri, "## Papers", "文章 Works!")
    # The other heading of the old name has an anchor of its own now.
    assert "- [文章 Works!](#文章-works)\n- [Papers](#papers)\n" in after
    assert "[its papers](#文章-works)" in after
    assert "## 文章 Works!\n" in after
    assert after.count("Papers") == LIST.count("Papers") - 2
    assert renamed(client, uri, "[Papers](#papers)\n", "Papers") == LIST


@pytest.mark.parametrize("name", ["", "  ", "a\nb"])
def test_what_is_no_name_of_a_heading_is_refused(client: Client, uri: str, name: str) -> None:
    with pytest.raises(RefusedError) as refused:
        renamed(client, uri, "## Papers", name)
    assert refused.value.code == -32803
    assert asked(client, "prepareRename", uri, "many") is None


# --- completion ---------------------------------------------------------------------------------------------------------


def completed(client: Client, uri: str, line: str) -> dict[str, str]:
    """Return what may follow a line at the end of the list, as the line that it makes."""
    text = LIST + "\n" + line
    client.change(uri, text)
    where = place(text, len(text))
    found = client.ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": where})
    return {each["label"]: changed(text, [each["textEdit"]])[len(LIST) + 1 :] for each in found}


@pytest.mark.parametrize(
    ("line", "label", "after"),
    [
        ("- see [x](#pap", "papers", "- see [x](#papers"),
        ("- see [x](#", "shells-", "- see [x](#shells-"),
        ("- see [x][", "manual", "- see [x][manual"),
        ("- **図書.** [", "paper", "- **図書.** [paper"),
        ("- **図書 🐚.** *Ann Lee.* Neu", "NeurIPS", "- **図書 🐚.** *Ann Lee.* NeurIPS"),
        ("- **図書 🐚.** *Ann Lee.* In N", "NeurIPS", "- **図書 🐚.** *Ann Lee.* In NeurIPS"),
        ("<!-- awesome-lint: ", "ignore-file", "<!-- awesome-lint: ignore-file"),
        ("<!-- awesome-lint: ignore et", "et-al", "<!-- awesome-lint: ignore et-al"),
        ("<!-- awesome-lint: disable et-al, dupl", "duplicates", "<!-- awesome-lint: disable et-al, duplicates"),
        ("<!-- awesome-lint: sorted n", "sorted newest first", "<!-- awesome-lint: sorted newest first"),
        ("<!--", "awesome-lint: ignore ", "<!--awesome-lint: ignore "),
    ],
)
def test_what_the_list_has_may_come_next(client: Client, uri: str, line: str, label: str, after: str) -> None:
    assert completed(client, uri, line)[label] == after


@pytest.mark.parametrize(
    "line", ["- a word of text", "- see [x](https://arxiv.org/Ne", "Neu", "<!-- another comment", "- [x](#a) "]
)
def test_elsewhere_nothing_is_offered(client: Client, uri: str, line: str) -> None:
    assert completed(client, uri, line) == {}


def test_what_an_entry_lacks_is_shown_where_it_is_wanted(client: Client) -> None:
    entries = [f"- **Thing {number}.** *Ann Lee.* ICML 2020. [paper](https://example.org/{number})" for number in range(12)]
    entries[5] = "- **Thing 5 🐚.** *Ann Lee.* [paper](https://example.org/5)"
    text = "# Papers\n\n" + "\n".join(entries) + "\n"
    client.initialize({"workspace": {"inlayHint": {"refreshSupport": True}}}, options={"inlayHints": True})
    uri = client.uri("README.md")
    client.open(uri, text)
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
    (hint,) = client.ask("textDocument/inlayHint", {"textDocument": {"uri": uri}, "range": whole})
    assert hint["label"] == "no venue, no year"
    assert hint["position"] == place(text, text.index(entries[5]) + len(entries[5]))
    part = {"start": {"line": 0, "character": 0}, "end": {"line": 3, "character": 0}}
    assert client.ask("textDocument/inlayHint", {"textDocument": {"uri": uri}, "range": part}) == []
    client.configuration = {"inlayHints": False}
    client.notify("workspace/didChangeConfiguration", {"settings": None})
    client.awaits("workspace/configuration")
    assert client.ask("textDocument/inlayHint", {"textDocument": {"uri": uri}, "range": whole}) == []
    # A client asks again by itself only when the text changes.
    client.awaits("workspace/inlayHint/refresh")


# --- settings files -----------------------------------------------------------------------------------------------------

SETTINGS = """\
ignore = [
    "et-al",
]
select = ["links"]

[rules.link-label]
least = 3

[style]
title-ending = "."
"""


def settings(client: Client, text: str, name: str = ".awesome-lint.toml", language: str = "toml") -> str:
    uri = client.uri(name)
    client.open(uri, text, language)
    return uri


def test_keys_and_rules_of_settings_files_are_told(client: Client) -> None:
    client.initialize()
    uri = settings(client, SETTINGS)

    def told(at: str) -> str:
        position = place(SETTINGS, SETTINGS.index(at) + 1)
        found = client.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": position})
        return str(found["contents"]["value"])

    assert told("et-al").startswith("# et-al\n")
    assert "Do not run these rules." in told("ignore")
    assert "a group of rules" in told("links")
    assert told("link-label").startswith("# link-label\n")
    assert told("least").startswith("`least`")
    assert told("title-ending").startswith("`title-ending`")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("ig", "ignore"),
        ('ignore = ["et', "et-al"),
        ('ignore = [\n    "et-al",\n    "', "authors"),
        ("[rules.link-label]\nl", "least"),
        ("[style]\ntitle-e", "title-ending"),
        ("[", "style"),
        ("[ru", "rules.link-label"),
        ('["per-file"."README.zh.md"]\n', "ignore"),
        ('output-format = "', "concise"),
    ],
)
def test_what_a_settings_file_may_say_comes_next(client: Client, text: str, label: str) -> None:
    client.initialize()
    uri = settings(client, text)
    found = client.ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": place(text, len(text))})
    assert label in {each["label"] for each in found}


def test_pyproject_is_ours_in_our_table_alone(client: Client) -> None:
    client.initialize()
    text = '[project]\nname = "x"\n\n[tool.awesome-lint]\nignor = ["et-al"]\n\n[tool.awesome-lint.style]\n'
    uri = settings(client, text, "pyproject.toml")
    (found,) = client.diagnostics(uri)
    assert found["range"]["start"]["line"] == 4
    assert 'did you mean "ignore"?' in found["message"]

    def offered(at: str) -> set[str]:
        position = place(text, text.index(at) + len(at))
        found = client.ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": position})
        return {each["label"] for each in found}

    assert offered("[project]\n") == set()
    assert "ignore" in offered("[tool.awesome-lint]\n")
    assert "title-ending" in offered("[tool.awesome-lint.style]\n")


# Not every editor knows the language.
@pytest.mark.parametrize("language", ["toml", "plaintext"])
def test_mistakes_in_a_settings_file_are_told(client: Client, language: str) -> None:
    client.initialize()
    uri = settings(client, "ignore = [\n", language=language)
    assert client.diagnostics(uri)[0]["message"].startswith("Not TOML")
    client.change(uri, '[rules.link-label]\nleast = "many"\n\n[rules.no-rule]\n')
    assert [each["range"]["start"]["line"] for each in client.diagnostics(uri)] == [1, 3]
    client.change(uri, 'ignore = ["et-al"]\n')
    assert client.diagnostics(uri) == []
    other = settings(client, "x =  1, 1\n", "other.toml", language)
    assert client.diagnostics(other) == []
