"""Lists that are looked up: what is asked, what is said, what is written."""

import asyncio
import os
from collections.abc import Sequence
from io import BytesIO, TextIOWrapper
from pathlib import Path

import msgspec
import pytest
from library import Library, Work

from awesome_lint.cli import commands
from awesome_lint.cli.online import Asking
from awesome_lint.diagnostic import Diagnostic
from awesome_lint.engine.fixer import fix
from awesome_lint.engine.linter import lint
from awesome_lint.export.reference import Person
from awesome_lint.online.cache import NAME, Cache
from awesome_lint.online.known import Known
from awesome_lint.online.lookup import rules, wants
from awesome_lint.online.matching import Wanted, found
from awesome_lint.online.network import Limits
from awesome_lint.online.questions import BIBLIOGRAPHIES, DEFAULT_SERVICES, learn, planned
from awesome_lint.online.records import Kind, Record
from awesome_lint.online.rules.published_version import published
from awesome_lint.parser import parse
from awesome_lint.registry.discovery import discover, online_rules
from awesome_lint.registry.manual import manual
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.settings import Ages, Online, model
from awesome_lint.source import Source

NIGHT = Work("Deep nets for cats at night", arxiv="2101.00001")
DAY = Work("Deep nets for cats by day", venue="ICML", doi="10.9999/day.1", year=2020, services=("dblp", "crossref"))
PAGE = Work("Deep nets for cats at noon", venue="ICML", url="https://proceedings.example.org/noon.html", services=("dblp",))
LINKED = "- **Old nets for cats and dogs.** *Ann Quill and Cy Poe.* [paper](https://arxiv.org/abs/1901.00009)\n"
SPACE = " "
LIST = f"""# Papers

## Nets

{LINKED}- **Deep nets for cats at night.** *Ann Quill and Bo Marsh.*
- **Deep nets for cats by day.** *Ann Quill, Bo Marsh.*{SPACE}
- **Deep nets for cats at noon.** *Ann Quill and Bo Marsh.*
- **Deep nets for cats that nobody wrote.** *Ann Quill and Bo Marsh.*
"""
ALL = tuple(name for name, rule in online_rules().items() if rule.group == "lookup")


def known(text: str, *works: Work, names: Sequence[str] = ALL, refuses: Sequence[str] = ()) -> Known:
    document = parse(Source.from_text(text))
    return asyncio.run(learn(Library(*works, refuses=refuses), wants(document, names)))


def said(text: str, *works: Work, names: Sequence[str] = ALL) -> list[Diagnostic]:
    return list(lint(parse(Source.from_text(text)), rules(known(text, *works, names=names), names)).diagnostics)


def fixed(text: str, *works: Work, unsafe: bool = False, names: Sequence[str] = ALL) -> str:
    """Return a list with what is known written; a second run changes nothing."""
    chosen = rules(known(text, *works, names=names), names)
    done = fix(Source.from_text(text), chosen, unsafe=unsafe)
    assert done.left_out == ()
    assert not fix(done.after, chosen, unsafe=unsafe).is_changed
    # And what is asked of the new list brings no more.
    assert not fix(done.after, rules(known(done.after.text, *works, names=names), names), unsafe=unsafe).is_changed
    return done.after.text


# --- links ------------------------------------------------------------------------------------------------------------


def test_links_are_found_where_services_know_papers() -> None:
    messages = [each.message for each in said(LIST, NIGHT, DAY, PAGE, names=["findable-link"])]
    assert messages == [
        "Missing link: add https://arxiv.org/abs/2101.00001, as arXiv and DBLP know this paper.",
        "Missing link: add https://doi.org/10.9999/day.1, as Crossref and DBLP know this paper.",
        "Missing link: add https://proceedings.example.org/noon.html, as DBLP knows this paper.",
    ]


def test_a_safe_fix_writes_what_two_services_or_arxiv_say() -> None:
    after = fixed(LIST, NIGHT, DAY, PAGE)
    assert "night.** *Ann Quill and Bo Marsh.* [paper](https://arxiv.org/abs/2101.00001)\n" in after
    assert "day.** *Ann Quill, Bo Marsh.* [paper](https://doi.org/10.9999/day.1)" in after
    assert "noon.** *Ann Quill and Bo Marsh.*\n" in after
    unsafe = fixed(LIST, NIGHT, DAY, PAGE, unsafe=True)
    assert "noon.** *Ann Quill and Bo Marsh.* [paper](https://proceedings.example.org/noon.html)\n" in unsafe
    assert "nobody wrote.** *Ann Quill and Bo Marsh.*\n" in unsafe


@pytest.mark.parametrize(
    ("neighbour", "entry", "expected"),
    [
        (
            "- **Old nets for cats.** *Ann Quill.* [[PDF](https://arxiv.org/pdf/1901.00009)]",
            "- **Deep nets for cats at night.** *Ann Quill and Bo Marsh.*",
            "- **Deep nets for cats at night.** *Ann Quill and Bo Marsh.* [[PDF](https://arxiv.org/pdf/2101.00001)]",
        ),
        (
            "- [Old nets for cats](https://arxiv.org/abs/1901.00009), Ann Quill and Cy Poe",
            "- Deep nets for cats at night, Ann Quill and Bo Marsh",
            "- [Deep nets for cats at night](https://arxiv.org/abs/2101.00001), Ann Quill and Bo Marsh",
        ),
        (
            "- **[Old nets for cats](https://arxiv.org/abs/1901.00009)**, *Ann Quill and Cy Poe*",
            "- **Deep nets for cats at night**, *Ann Quill and Bo Marsh*",
            "- **[Deep nets for cats at night](https://arxiv.org/abs/2101.00001)**, *Ann Quill and Bo Marsh*",
        ),
        (
            "- **Old nets for cats.** *Ann Quill and Cy Poe.* ([paper](https://arxiv.org/abs/1901.00009))",
            "- **Deep nets for cats at night.** *Ann Quill and Bo Marsh.* [paper]()",
            "- **Deep nets for cats at night.** *Ann Quill and Bo Marsh.* [paper](https://arxiv.org/abs/2101.00001)",
        ),
        (
            "- **Old nets for cats**. *Ann Quill and Cy Poe*. [paper](https://arxiv.org/abs/1901.00009)",
            "- **Deep nets for cats at night**. *Ann Quill and Bo Marsh*.",
            "- **Deep nets for cats at night**. *Ann Quill and Bo Marsh*. [paper](https://arxiv.org/abs/2101.00001)",
        ),
        (
            "- **Old nets for cats.** *Ann Quill and Cy Poe.* ICML 2019. [paper](https://arxiv.org/abs/1901.00009)",
            "- **Deep nets for cats at night.** *Ann Quill and Bo Marsh.* ICML 2021.",
            "- **Deep nets for cats at night.** *Ann Quill and Bo Marsh.* ICML 2021. [paper](https://arxiv.org/abs/2101.00001)",
        ),
    ],
)
def test_a_link_is_written_as_the_neighbours_write_theirs(neighbour: str, entry: str, expected: str) -> None:
    text = f"# Papers\n\n{neighbour}\n{neighbour.replace('Old', 'Older').replace('1901.00009', '1801.00008')}\n{entry}\n"
    assert fixed(text, NIGHT, names=["findable-link"]).splitlines()[-1] == expected


def test_a_link_goes_into_the_column_of_links() -> None:
    text = """# Papers

| Title | Authors | Link |
| --- | --- | --- |
| Old nets for cats | Ann Quill, Cy Poe | [paper](https://arxiv.org/abs/1901.00009) |
| Older nets for cats | Ann Quill, Cy Poe | [paper](https://arxiv.org/abs/1801.00008) |
| Deep nets for cats at night | Ann Quill, Bo Marsh | |
"""
    assert "| Ann Quill, Bo Marsh | [paper](https://arxiv.org/abs/2101.00001) |\n" in fixed(
        text, NIGHT, names=["findable-link"]
    )


def test_what_is_only_likely_is_said_and_not_written() -> None:
    work = Work("Deep nets for cats at nights", arxiv="2101.00001")
    (diagnostic,) = said(LIST, work, names=["findable-link"])
    assert diagnostic.fix is None
    assert diagnostic.message == (
        "Missing link: see whether it is https://arxiv.org/abs/2101.00001 "
        '(DBLP; the title there is "Deep nets for cats at nights").'
    )


def test_other_papers_are_left_alone() -> None:
    others = (
        Work("Deep nets for cats at night", ("Somebody Else", "Dee Other"), arxiv="2101.00001"),
        Work("Correction: Deep nets for cats by day", venue="ICML", doi="10.9999/day.2"),
        Work("Deep nets for cats at noon 2.0", venue="ICML", doi="10.9999/noon.2"),
    )
    assert said(LIST, *others, names=["findable-link"]) == []


def test_software_is_looked_up_nowhere() -> None:
    text = "# Tools\n\n" + "".join(f"- [Tool {n}](https://example.org/{n}) - Does it.\n" for n in range(9)) + "- Deep nets\n"
    assert wants(parse(Source.from_text(text)), ALL).titles == ()


def test_a_list_that_leads_elsewhere_gets_the_published_paper() -> None:
    both = Work("Deep nets for cats by day", venue="ICML", doi="10.9999/day.1", arxiv="2001.00002")
    text = LIST.replace("https://arxiv.org/abs/1901.00009", "https://doi.org/10.9999/old.1")
    assert "[paper](https://doi.org/10.9999/day.1)" in fixed(text, both)
    assert "[paper](https://arxiv.org/abs/2001.00002)" in fixed(LIST, both)


def test_an_entry_may_be_ignored() -> None:
    text = LIST.replace("night.**", "night.** <!-- awesome-lint: ignore findable-link -->")
    assert "2101.00001" not in fixed(text, NIGHT, names=["findable-link"])
    check = lint(parse(Source.from_text(text)), discovered())
    assert [each.rule for each in check.diagnostics if "ignore" in each.rule] == []


def discovered() -> "RuleSet":
    return RuleSet.of(rule() for rule in discover().values() if rule.group == "comments")


# --- other rules ------------------------------------------------------------------------------------------------------

YEARS = "".join(
    f"- **Old nets for cats number {n}.** *Ann Quill, Cy Poe.* ICML 20{n}. [paper](https://arxiv.org/abs/19{n - 9:02}.00009)\n"
    for n in range(10, 21)
)


def test_years_and_venues_are_found() -> None:
    entry = "- **Deep nets for cats by day.** *Ann Quill and Bo Marsh.* ICML. [paper](https://doi.org/10.9999/day.1)\n"
    text = f"# Papers\n\n{YEARS}{entry}"
    after = fixed(text, DAY, names=["findable-year"], unsafe=True)
    assert after.splitlines()[-1] == entry.strip().replace("ICML.", "ICML 2020.")
    without = entry.replace(" ICML.", "")
    after = fixed(f"# Papers\n\n{YEARS}{without}", DAY, names=["findable-venue", "findable-year"], unsafe=True)
    assert after.splitlines()[-1] == entry.strip().replace("ICML.", "ICML 2020.")


@pytest.mark.parametrize(("later", "is_said"), [(0, True), (1, False)])
def test_the_year_of_a_preprint_counts_where_papers_are_dated_so(later: int, is_said: bool) -> None:
    entry = "- **{title}.** *Ann Quill and Bo Marsh.*{year} [paper](https://arxiv.org/abs/{number})\n"
    others = "".join(
        entry.format(title=f"Old nets for cats number {year}", year=f" 20{year + later}.", number=f"{year}01.00009")
        for year in range(11, 23)
    )
    text = f"# Papers\n\n{others}" + entry.format(title=NIGHT.title, year="", number=NIGHT.arxiv)
    preprint = Work(NIGHT.title, NIGHT.people, arxiv=NIGHT.arxiv, year=2021)
    told = said(text, preprint, names=["findable-year"])
    assert [each.message for each in told] == (["Missing year: add 2021, as arXiv says."] if is_said else [])


def test_a_preprint_that_has_appeared() -> None:
    work = Work("Deep nets for cats at night", arxiv="2101.00001", doi="10.9999/night.1", venue="ICML")
    entry = "- **Deep nets for cats at night.** *Ann Quill and Bo Marsh.* [paper](https://arxiv.org/abs/2101.00001)\n"
    (diagnostic,) = said(f"# Papers\n\n{entry}", work, names=["published-version"])
    assert diagnostic.message == (
        "This preprint has appeared in ICML 2021, as Crossref says: link https://doi.org/10.9999/night.1."
    )
    assert diagnostic.fix is None
    others = "".join(
        entry.replace("night", f"night {n}").replace("arxiv.org/abs/2101.00001", f"doi.org/10.9999/{n}") for n in "ab"
    )
    text = f"# Papers\n\n{entry}{others}"
    assert fixed(text, work, names=["published-version"]) == text
    assert "(https://doi.org/10.9999/night.1)" in fixed(text, work, names=["published-version"], unsafe=True)
    named = entry.replace(" [paper]", " ICML 2021. [paper]")
    assert said(f"# Papers\n\n{named}", work, names=["published-version"]) == []


def test_where_a_paper_appeared() -> None:
    people = (Person("Quill", "Ann"),)
    one = Wanted("Deep nets for cats at night", people)

    def place(*records: Record) -> tuple[str | None, int | None]:
        record = published(found(one, records))
        return (record.venue, record.year) if record else (None, None)

    def record(service: str, venue: str, year: int, doi: str | None = None) -> Record:
        return Record(service, one.title, people, year, Kind.ARTICLE, venue, doi=doi)

    assert place(record("Crossref", "bioRxiv", 2021, "10.9999/b")) == (None, None)
    # It has one record for both, of the year of the preprint.
    assert place(record("Semantic Scholar", "Cats", 2020, "10.9999/c"), record("Crossref", "Cats", 2021, "10.9999/c")) == (
        "Cats",
        2021,
    )
    assert place(record("Semantic Scholar", "Cats", 2020, "10.9999/c")) == ("Cats", None)
    assert place(record("DBLP", "Cats", 2020), record("Crossref", "Journal of Cats", 2021, "10.9999/c")) == (
        "Journal of Cats",
        2021,
    )


def test_a_slip_in_a_title() -> None:
    entry = "- **Deep nets for cats at nihgt.** *Ann Quill and Bo Marsh.* [paper](https://arxiv.org/abs/2101.00001)\n"
    (diagnostic,) = said(f"# Papers\n\n{entry}", NIGHT, names=["title-mismatch"])
    assert diagnostic.message == "`nihgt` in the title should be `night`, as arXiv has it."
    assert "at night.**" in fixed(f"# Papers\n\n{entry}", NIGHT, names=["title-mismatch"], unsafe=True)
    for other in ("at nihgt", "at noon", "at night and day"):
        text = f"# Papers\n\n{entry.replace('at nihgt', other)}".replace("Ann Quill and Bo Marsh", "Dee Other")
        assert said(text, NIGHT, names=["title-mismatch"]) == []


def test_names_of_people_are_said_and_never_written() -> None:
    entry = "- **Deep nets for cats at night.** *Ann Quill, et al.* [paper](https://arxiv.org/abs/2101.00001)\n"
    (diagnostic,) = said(f"# Papers\n\n{entry}", NIGHT, names=["findable-authors"])
    assert diagnostic.message == "Not all authors are named: add Bo Marsh, as arXiv has them."
    assert diagnostic.fix is None
    # Who is missing between two that are named, nobody can tell.
    assert said(f"# Papers\n\n{entry.replace('Ann Quill', 'Bo Marsh')}", NIGHT, names=["findable-authors"]) == []


@pytest.mark.parametrize("name", ALL)
def test_each_rule_has_a_manual(name: str) -> None:
    page = manual(online_rules()[name])
    assert "Group `lookup`" in page
    assert "## Why" in page
    assert "known" not in page.partition("## Options")[2]
    assert name not in discover()


# --- asking -----------------------------------------------------------------------------------------------------------


def test_what_one_service_knows_is_asked_of_no_other() -> None:
    library = Library(NIGHT, DAY, PAGE)
    asyncio.run(learn(library, wants(parse(Source.from_text(LIST)), ["findable-link"])))
    # Ids of the list and those that were found, four titles; DOIs that were found, and the title that nobody knows.
    assert library.asked == {"arxiv": 3, "dblp": 4, "crossref": 2}
    assert len({request.key for request in library.requests}) == len(library.requests)


def test_a_service_that_does_not_answer_makes_nothing_unknown() -> None:
    one = known(LIST, NIGHT, DAY, PAGE, names=["findable-link"], refuses=["dblp"])
    wanted = wants(parse(Source.from_text(LIST)), ["findable-link"]).titles
    assert [one.is_unasked(each) for each in wanted] == [False, False, True, True]
    assert not any(known(LIST, NIGHT, names=["findable-link"]).is_unasked(each) for each in wanted)


def test_services_with_a_key_are_asked_with_one_alone() -> None:
    needed = wants(parse(Source.from_text(LIST)), ["findable-link"])
    assert [title for title, _ in planned(needed)] == ["arXiv", "DBLP", "Crossref"]
    keyed = planned(needed, keys=["openalex", "semantic-scholar"])
    assert [title for title, _ in keyed] == ["arXiv", "DBLP", "Crossref", "OpenAlex", "Semantic Scholar"]


CODED = """# Papers

- **Old nets for cats.** *Ann Quill and Cy Poe.* [[paper](https://arxiv.org/abs/1901.00009)] [[code](https://github.com/ann/old)]
- **Older nets for cats.** *Ann Quill and Cy Poe.* [[paper](https://arxiv.org/abs/1801.00008)] [[code](https://github.com/ann/older)]
- **Deep nets for cats at night.** *Ann Quill and Bo Marsh.* [[paper](https://arxiv.org/abs/2101.00001)]
"""


@pytest.mark.parametrize(
    ("comment", "code"),
    [
        ("10 pages. Code is available at https://github.com/Ann/Nets.", "https://github.com/Ann/Nets"),
        ("Source code: github.com/ann/nets.git", "https://github.com/ann/nets"),
        (
            "Our implementation (https://github.com/ann/nets) and https://github.com/Ann/nets/tree/main",
            "https://github.com/ann/nets",
        ),
        ("The code is at https://github.com/ann/nets, see https://github.com/ann/nets", "https://github.com/ann/nets"),
        ("Code: https://github.com/ann/nets, data: https://github.com/ann/data", None),
        ("We use https://github.com/bo/tool", None),
        ("Code will be released. We thank https://github.com/bo", None),
        ("Accepted at ICML", None),
        ("Software was tested. See https://github.com/bo/tool", None),
    ],
)
def test_code_is_where_its_authors_say(comment: str, code: str | None) -> None:
    work = msgspec.structs.replace(NIGHT, comment=comment)
    found = said(CODED, work, names=["findable-code"])
    assert [each.message for each in found] == ([f"Missing code: add {code}, as its authors say on arXiv."] if code else [])
    after = fixed(CODED, work, names=["findable-code"], unsafe=True)
    assert (f"/2101.00001)] [[code]({code})]\n" in after) is (code is not None)
    assert fixed(CODED, work, names=["findable-code"]) == CODED


def test_code_is_asked_for_only_where_papers_have_theirs() -> None:
    work = msgspec.structs.replace(NIGHT, comment="Code: https://github.com/ann/nets")
    assert said(LIST, work, names=["findable-code"]) == []
    has_it = CODED.replace("/2101.00001)]", "/2101.00001)] [[Code](https://example.org/nets)]")
    assert said(has_it, work, names=["findable-code"]) == []
    apart = CODED.replace("[[paper](https://arxiv.org/abs/2101.00001)]", "([paper](https://arxiv.org/abs/2101.00001))")
    (found,) = said(apart, work, names=["findable-code"])
    assert found.fix is None
    assert not online_rules()["findable-code"].default


# --- the command line -------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a list, and with all that services have to say about it in a cache."""
    place = tmp_path / "list"
    (place / ".git").mkdir(parents=True)
    monkeypatch.chdir(place)
    (place / "README.md").write_text(LIST, encoding="utf-8")
    (tmp_path / "kept").mkdir()
    cache = Cache(str(tmp_path / "kept" / NAME))
    library = Library(NIGHT, DAY, PAGE, cache=cache)
    asyncio.run(learn(library, wants(parse(Source.from_text(LIST)), ALL)))
    cache.close(0)
    return place


def run(*arguments: str) -> int:
    return commands.run(["lookup", "--offline", "--cache-dir", "../kept", *arguments])


def test_a_run_reports(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--output-format", "json", "README.md") == 1
    assert capsys.readouterr().out.count('"rule": "findable-link"') == 3
    for name in ("sarif", "github", "junit", "html"):
        assert run("--output-format", name) == 1
        one = capsys.readouterr().out
        assert run("--output-format", name) == 1
        assert one == capsys.readouterr().out
        assert "findable-link" in one


def test_a_run_writes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--diff") == 1
    assert "+- **Deep nets for cats at night.** *Ann Quill and Bo Marsh.* [paper]" in capsys.readouterr().out
    assert run("--fix", "--unsafe-fixes") == 0
    text = (folder / "README.md").read_text(encoding="utf-8")
    assert text.count("[paper](") == 4
    assert text.replace(" \n", "\n").startswith(LIST[: LIST.index("- **Deep")])
    assert run("--fix", "--unsafe-fixes") == 0
    assert (folder / "README.md").read_text(encoding="utf-8") == text


def test_a_run_holds_back_what_a_baseline_says(folder: Path) -> None:
    assert run("--write-baseline") == 0
    assert run() == 0
    assert run("--no-baseline", "--ignore", "findable-link") == 0


def test_requests_are_explained_and_not_made(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.run(["lookup", "--explain-requests"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == [
        "arXiv: 5 requests at most",
        "DBLP: 4 requests at most",
        "Crossref: 4 requests at most",
        "13 requests at most; a title that one service knows is asked of no other, and what is kept of nobody",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--cache-dir", "kept"], "--cache-dir: kept is in the repository of the list"),
        (["--contact", "me"], 'expected something like "me@example.org", got "me"'),
        (["--max-time", "10"], 'expected a duration such as 24h, 7d, 2y, got "10"'),
        (["--config", "online.services = ['crosref']"], 'got "crosref" (did you mean "crossref"?)'),
        (["--service", "crosref"], 'unknown service "crosref" (did you mean "crossref"?)'),
        (["--select", "et-al"], 'unknown rule "et-al"'),
        (["--select", "findable-lnik"], '(did you mean "findable-link"?)'),
    ],
)
def test_what_cannot_be_followed(folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    assert run(*arguments) == 2
    assert message in " ".join(capsys.readouterr().err.split())


def test_a_check_runs_no_rule_of_a_lookup(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.run(["--select", "findable-link"]) == 2
    assert "asks other machines" in capsys.readouterr().err
    (folder / ".awesome-lint.toml").write_text('ignore = ["findable-link"]\n', encoding="utf-8")
    assert run() == 0
    assert commands.run(["--select", "links"]) in (0, 1)


def test_no_secret_is_asked_of_the_list(folder: Path) -> None:
    library = Library(NIGHT)
    asyncio.run(learn(library, wants(parse(Source.from_text(LIST, str(folder / "README.md"))), ALL)))
    assert not any(str(folder) in request.url or os.environ.get("USER", "\0") in request.url for request in library.requests)


def test_a_list_comes_through_a_pipe(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run("--output-format", "concise", "README.md") == 1
    named = capfdbinary.readouterr().out
    for arguments, name in ((["-"], b"<stdin>"), (["--stdin-filename", "README.md"], b"README.md"), (["--fix", "-"], b"")):
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(LIST.encode())))
        run("--output-format", "concise", *arguments)
        said = capfdbinary.readouterr().out
        if name:
            assert said == named.replace(b"README.md", name)
        else:
            assert said.startswith(b"# ")
            assert b"[paper](https://arxiv.org/abs/2101.00001)" in said
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(b"\xff\xfe")))
    assert run("-") == 2


def test_no_list_says_where_its_answers_are_kept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = folder / ".awesome-lint.toml"
    settings.write_text('[online]\ncache = "../kept"\n', encoding="utf-8")
    command = ["lookup", "--offline", "--output-format", "concise"]
    assert commands.run(command) == 2
    assert ".awesome-lint.toml:2: online.cache: no list says where its answers are kept" in capsys.readouterr().err
    # Who names the settings says so.
    assert commands.run([*command, "--config", ".awesome-lint.toml"]) == 1
    assert "findable-link" in capsys.readouterr().out
    settings.unlink()
    assert commands.run([*command, "--config", "online.cache = '../kept'"]) == 1
    assert "findable-link" in capsys.readouterr().out


def test_settings_say_what_is_asked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / ".awesome-lint.toml").write_text('[online]\nservices = ["dblp"]\n', encoding="utf-8")
    assert commands.run(["lookup", "--explain-requests"]) == 0
    assert capsys.readouterr().out.startswith("DBLP: 4 requests at most\n")
    assert commands.run(["lookup", "--explain-requests", "--service", "crossref"]) == 0
    assert capsys.readouterr().out.startswith("Crossref: 4 requests at most\n")
    assert {*BIBLIOGRAPHIES} == {*model.choices(model.ServiceName)}
    assert Online().services == DEFAULT_SERVICES
    stated = Online(contact="a@b.cc", max_requests=5, max_time="3m", max_age=Ages(alive="1h"))
    limits = Asking().about([], stated).limits
    assert (limits.contact, limits.max_requests, limits.max_time, limits.ages.alive) == ("a@b.cc", 5, 180, 3600)
    typed = Asking(contact="c@d.ee", max_requests=6, max_time=1.0).about([], stated).limits
    assert (typed.contact, typed.max_requests, typed.max_time) == ("c@d.ee", 6, 1.0)
    assert Asking().limits == Limits()
