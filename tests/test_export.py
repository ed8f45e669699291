"""Entries as data: the fields of a record, every format, and Markdown that reads as the same entries."""

import csv
import json
import os
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import jsonschema
import msgspec
import pybtex.database
import pybtex.errors
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from citeproc.source.json import CiteProcJSON
from pybtex.richtext import Text as RichText
from terminal import ROOT, checkout, run

import awesome_lint
from awesome_lint.cli import commands as cli
from awesome_lint.document import Document
from awesome_lint.export import FORMATS, Options, bibtex, exporter, headings
from awesome_lint.export.record import Record, records
from awesome_lint.export.reference import Person, person, references, year
from awesome_lint.habits.template import Template, TemplateError, Values, template
from awesome_lint.parser import parse
from awesome_lint.source import Source

SCHEMA = Path(awesome_lint.__file__).parent / "export" / "record.schema.json"

PAPERS = """# Papers

## Pruning

- **Pruning the BERT model.** *Ann Lee, Bo van der Berg, et al.* NeurIPS 2020. [paper](https://arxiv.org/abs/2001.01234v2) [code](https://github.com/Lee/Prune)
- **Pruning nets.** *Ann Lee and Cy Díaz.* ICML, 2020. [paper](https://doi.org/10.1000/ABC_1)
- **Pruning again?** *Ann Lee.* [paper](https://example.org/a_(b))

### NeurIPS 2021

- **A survey of 50% & more Q-learning with $k$ steps.** *Bo Chen, John Smith, Jr., and The Big Team.* [paper](https://example.org/50%25)
"""
NAMES = """# Tools

* [fast](https://github.com/o/fast) - A `fast` [parser](https://example.org/p) that *works*.
* [slow](https://example.org/slow) - It is slow.
* [=SUM(A1)](https://example.org/sum)
* [Größe 大小](https://example.org/x) – Maße.
"""
TABLE = """# Table

| Title | Venue | Link |
| --- | --- | --- |
| Deep nets for cats | ICML 2019 | [paper](https://arxiv.org/abs/1901.00001) |
| Deep nets for dogs | ICML 2020 | [paper](https://arxiv.org/abs/2001.00001) |
| Deep nets for cows | ICML 2021 | [paper](https://arxiv.org/abs/2101.00001) |
"""
NESTED = """# Nested

1. [One](https://example.org/1) - First.
    1. [Two](https://example.org/2) - Second.
    2. [Three][three] - Third.
2. [Four](https://example.org/4) - Fourth.

   Of which there is more to say.

[three]: https://example.org/3
"""
LISTS = {"papers": PAPERS, "names": NAMES, "table": TABLE, "nested": NESTED}


def document(text: str, path: str = "README.md") -> Document:
    return parse(Source.from_text(text, path))


def exported(name: str, *texts: str, form: str | None = None) -> str:
    return "".join(exporter(name)((document(text) for text in texts), Options(form)))


# --- records ----------------------------------------------------------------------------------------------------------


def test_a_record_has_every_field() -> None:
    line = exported("jsonl", PAPERS).splitlines()[0]
    start = PAPERS.index("- **Pruning the")
    assert json.loads(line) == {
        "file": "README.md",
        "line": 5,
        "end_line": 5,
        "section": ["Papers", "Pruning"],
        "kind": "paper",
        "title": "Pruning the BERT model.",
        "authors": ["Ann Lee", "Bo van der Berg", "et al."],
        "venue": "NeurIPS",
        "year": "2020",
        "links": [
            {"label": "paper", "url": "https://arxiv.org/abs/2001.01234v2", "kind": "inline"},
            {"label": "code", "url": "https://github.com/Lee/Prune", "kind": "inline"},
        ],
        "description": None,
        "tags": [],
        "identifiers": {"arxiv": ["2001.01234"], "github": ["lee/prune"]},
        "span": [start, PAPERS.index("\n", start) + 1],
        "inherited": {"year": None, "venue": None},
    }


def test_entries_inherit_what_they_do_not_say() -> None:
    *_, last = records(document(PAPERS))
    assert (last.venue, last.year) == (None, None)
    assert (last.inherited.venue, last.inherited.year) == ("NeurIPS", "2021")


def test_nested_entries_follow_the_one_that_holds_them() -> None:
    found = [(record.title, record.line, record.end_line) for record in records(document(NESTED))]
    assert found == [("One", 3, 5), ("Two", 4, 4), ("Three", 5, 5), ("Four", 6, 8)]


def test_placeholders_are_no_records() -> None:
    assert list(records(document("# A\n\n- **** **\n- **** **\n"))) == []


def test_an_entry_that_is_not_read_keeps_its_links() -> None:
    text = "# A\n\n- **Title* *Ann Lee.* [paper](https://example.org/1)\n"
    (record,) = records(document(text))
    assert record.kind == "unparsed"
    assert (record.title, record.authors, record.venue) == (None, (), None)
    assert [link.url for link in record.links] == ["https://example.org/1"]


def test_a_badge_is_a_link_where_it_leads_somewhere() -> None:
    badge = "[![Stars](https://img.shields.io/stars.svg)](https://github.com/o/nets)"
    text = f"- [Nets](https://example.org) - Of cats. {badge} ![new](new.svg)\n  - [Cats](https://example.org/cats) {badge}\n"
    records = [json.loads(line) for line in exported("jsonl", text).splitlines()]
    assert [[(link["label"], link["url"]) for link in record["links"]] for record in records] == [
        [("Nets", "https://example.org"), ("Stars", "https://github.com/o/nets")],
        [("Cats", "https://example.org/cats"), ("Stars", "https://github.com/o/nets")],
    ]
    assert records[0]["identifiers"] == {"github": ["o/nets"]}


def test_wrapped_values_are_on_one_line() -> None:
    text = "# A\n\n- **One\n  two.** *Ann Lee,\n  Bo Chen.* [paper](https://example.org/1)\n"
    (record,) = records(document(text))
    assert (record.title, record.authors) == ("One two.", ("Ann Lee", "Bo Chen"))


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_records_follow_the_schema(text: str) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    lines = exported("jsonl", text).splitlines()
    assert lines
    for line in lines:
        validator.validate(json.loads(line))


def test_the_schema_is_that_of_the_record() -> None:
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Record)}
    assert json.loads(SCHEMA.read_text("utf-8")) == made


def test_the_schema_asks_for_every_field() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    assert schema["$defs"]["Record"]["required"] == list(Record.__struct_fields__)
    assert schema["$defs"]["Record"]["additionalProperties"] is False


def test_json_is_one_array_of_the_same() -> None:
    lines = [json.loads(line) for line in exported("jsonl", *LISTS.values()).splitlines()]
    assert json.loads(exported("json", *LISTS.values())) == lines
    assert json.loads(exported("json", "nothing\n")) == []


def test_json_acts_on_no_terminal() -> None:
    text = "# A\n\n- [a](https://example.org/1) - Is \x1b[31m\x7f\u202eb##[c\U0001f600é.\n"
    line = exported("jsonl", text)
    assert not set("\x1b\x7f\u202e") & set(line)
    assert "##[" not in line
    assert "é" in line
    assert json.loads(line)["description"] == "Is \x1b[31m\x7f\u202eb##[c\U0001f600é."


@pytest.mark.parametrize("name", FORMATS)
def test_a_document_is_written_before_the_next_is_read(name: str) -> None:
    read: list[str] = []

    def documents() -> Iterator[Document]:
        for number, text in enumerate((PAPERS, NAMES)):
            read.append(text)
            yield document(text, f"{number}.md")

    pieces = exporter(name)(documents(), Options())
    written = ""
    while "Pruning nets" not in written:
        written += next(pieces)
    assert read == [PAPERS]


# --- headings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Surveys", None),
        ("2015-2018", None),
        ("2015 – 2018", None),
        ("Before 2015", None),
        ("Since 2020", None),
        ("2019 and 2020", None),
        ("ICLR 201X-2020", None),
        ("Version 1.2019", None),
        ("The 2010s", None),
        ("2019", "2019"),
        ("🔥 NeurIPS 2020 (12)", "2020"),
        ("Papers of the week (May 27 - June 2) - 2024", "2024"),
        ("[2021 年](#00)", "2021"),
    ],
)
def test_the_year_of_a_heading(text: str, found: str | None) -> None:
    assert headings.year(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Surveys", None),
        ("Nature and science", None),
        ("SIGMOD VLDB ICDE 2022", None),
        ("MICRO-architecture of CPUs", None),
        ("Fuzzing with ICSE tools", None),
        ("NeurIPS", "NeurIPS"),
        ("ICML 2020", "ICML"),
        ("NeurIPS Datasets and Benchmarks", "NeurIPS Datasets and Benchmarks"),
        ("CVPR-2024-Papers", "CVPR"),
        ("Cats Journal 2020", "Cats Journal"),
    ],
)
def test_the_venue_of_a_heading(text: str, found: str | None) -> None:
    assert headings.venue(text, frozenset({"cats journal"})) == found


# --- references -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ann Lee", Person("Lee", "Ann")),
        ("Ann B. Lee", Person("Lee", "Ann B.")),
        ("Lee, Ann", Person("Lee", "Ann")),
        ("Bo van der Berg", Person("Berg", "Bo", "van der")),
        ("van der Berg, Bo", Person("Berg", "Bo", "van der")),
        ("John Smith, Jr.", Person("Smith", "John", "", "Jr.")),
        ("John Smith III", Person("Smith", "John", "", "III")),
        ("Song Han*", Person("Han", "Song")),
        ("Madonna", Person("Madonna")),
        ("张三", Person("张三")),
        ("DeepSeek-AI", Person("DeepSeek-AI")),
        ("The Big Team", Person("The Big Team")),
        ("OpenAI Research", Person("OpenAI Research")),
        ("danah boyd", Person("danah boyd")),
    ],
)
def test_the_parts_of_a_name(name: str, parts: Person) -> None:
    assert person(name) == parts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (None, None),
        ("soon", None),
        ("2020", 2020),
        ("May 2024", 2024),
        ("2024/05", 2024),
        ("'21", 2021),
        ("98", 1998),
        ("12345", None),
    ],
)
def test_the_year_of_a_date(text: str | None, found: int | None) -> None:
    assert year(text) == found


def test_keys_are_readable_and_stay() -> None:
    entry = "- **{}.** *{}.* ICML 2020. [paper](https://example.org/{})\n"
    titles = [("Pruning nets", "Ann Lee"), ("Pruning more", "Ann Lee"), ("The pruning", "Ann Lee"), ("Ärger", "Zoë Øre")]
    text = "# A\n\n" + "".join(entry.format(*each, number) for number, each in enumerate(titles))
    keys = [reference.key for reference in references([document(text)])]
    assert keys == ["lee2020pruning", "lee2020pruning-a", "lee2020pruning-b", "ore2020arger"]
    more = text + entry.format("Pruning at last", "Ann Lee", 9)
    assert [reference.key for reference in references([document(more)])][:4] == keys


@pytest.mark.parametrize(
    "links",
    [
        "[2403.00002](https://arxiv.org/abs/2403.00002) [link](https://github.com/a/b)",
        "[code](https://github.com/a/b) [abs](https://arxiv.org/abs/2403.00002)",
        "[link](https://github.com/a/b) [web](https://example.org) [x](https://arxiv.org/abs/2403.00002)",
        "[code](https://github.com/a/b) [pdf](https://arxiv.org/abs/2403.00002) [doi](https://doi.org/10.1000/1)",
    ],
)
def test_the_url_of_a_reference_leads_to_the_work(links: str) -> None:
    (found,) = references([document(f"# Papers\n\n- **A long paper.** *Ann Bee and Carl Dee.* {links}\n")])
    assert found.url == "https://arxiv.org/abs/2403.00002"


def test_the_url_of_a_row_leads_to_the_work() -> None:
    table = "|Date|Title|Authors|PDF|Code|\n|---|---|---|---|---|\n"
    row = "|**2024-03-02**|**Two robots**|Carl Dee et.al.|[2403.00002](http://arxiv.org/abs/2403.00002)|**[link](https://github.com/a/b)**|\n"
    (found,) = references([document(f"# Papers\n\n{table}{row}")])
    assert found.url == "http://arxiv.org/abs/2403.00002"


def test_references_have_letters_for_commands_of_latex() -> None:
    text = r"""# Papers

- **Nets of {\"O}zt{\"u}rk.** *\L ukasz Nowak, P\'al Erd{\H o}s and Hanna \c{S}en.* [paper](https://example.org/1)
- **{BERT} for charts.** *Andr{\'e} Bee and Carl Dee.* [paper](https://example.org/2)
"""
    written = exported("bibtex", text)
    assert "{Nowak, Łukasz and Erdős, Pál and Şen, Hanna}" in written
    assert "{Nets of {Öztürk}}" in written
    assert "{Bee, André and Dee, Carl}" in written
    assert "{{BERT} for charts}" in written


def test_others_have_other_words_in_other_languages() -> None:
    written = exported(
        "bibtex", "- **论文一。** *张三，李四，等.* [paper](https://example.org/1)\n- **P.** *Ann Bee, Carl Dee и др.*\n"
    )
    assert "{{张三} and {李四} and others}" in written
    assert "{Bee, Ann and Dee, Carl and others}" in written


def test_a_work_listed_twice_is_one_reference() -> None:
    assert len(list(references([document(PAPERS), document(PAPERS)]))) == len(list(references([document(PAPERS)])))


def test_bibtex() -> None:
    assert exported("bibtex", PAPERS) == (
        "@inproceedings{lee2020pruning,\n"
        "  author        = {Lee, Ann and van der Berg, Bo and others},\n"
        "  title         = {Pruning the {BERT} model},\n"
        "  booktitle     = {NeurIPS},\n"
        "  year          = {2020},\n"
        "  eprint        = {2001.01234},\n"
        "  archiveprefix = {arXiv},\n"
        "  url           = {https://arxiv.org/abs/2001.01234v2},\n"
        "  keywords      = {Pruning},\n"
        "}\n\n"
        "@inproceedings{lee2020pruning-a,\n"
        "  author    = {Lee, Ann and Díaz, Cy},\n"
        "  title     = {Pruning nets},\n"
        "  booktitle = {ICML},\n"
        "  year      = {2020},\n"
        "  doi       = {10.1000/abc_1},\n"
        "  url       = {https://doi.org/10.1000/ABC_1},\n"
        "  keywords  = {Pruning},\n"
        "}\n\n"
        "@misc{leepruning,\n"
        "  author   = {Lee, Ann},\n"
        "  title    = {Pruning again?},\n"
        "  url      = {https://example.org/a_(b)},\n"
        "  keywords = {Pruning},\n"
        "}\n\n"
        "@inproceedings{chen2021survey,\n"
        "  author    = {Chen, Bo and Smith, Jr., John and {The Big Team}},\n"
        "  title     = {A survey of 50\\% \\& more {Q-learning} with {$k$} steps},\n"
        "  booktitle = {NeurIPS},\n"
        "  year      = {2021},\n"
        "  url       = {https://example.org/50%25},\n"
        "  keywords  = {NeurIPS 2021},\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Deep nets for cats", "Deep nets for cats"),
        ("Deep Nets for Cats", "Deep Nets for Cats"),
        ("A Survey: The Way of All Nets", "A Survey: The Way of All Nets"),
        ("Deep nets find their way in Paris: The end", "Deep nets find their way in {Paris}: The end"),
        ("BERT: Pre-training of ImageNet GANs", "{BERT}: Pre-training of {ImageNet} {GANs}"),
        ("What is new? A survey", "What is new? {A} survey"),
        ('"ResNet" (GPT-4), and 3D', '"{ResNet}" ({GPT-4}), and {3D}'),
        ("100% of {a} \\ ~b_c^d #1", r"100\% of \textbraceleft{}a\textbraceright{} \textbackslash{} \textasciitilde{}b\_c"
         r"\textasciicircum{}d \#1"),
        ("From $5 to $10", r"From {\$5} to {\$10}"),
        ("Learning $\\alpha + \\beta$ nets", "Learning {$\\alpha + \\beta$} nets"),
    ],
)  # fmt: skip
def test_titles_keep_their_capitals(title: str, written: str) -> None:
    assert bibtex.protected(title) == written


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_bibtex_loads(text: str) -> None:
    written = exported("bibtex", text)
    titled = sum(1 for _ in references([document(text)]))
    _require_bibtex(written, titled)


def _require_bibtex(written: str, count: int) -> None:
    library = parse_string(written)
    assert not library.failed_blocks
    assert len(library.entries) == count
    with pybtex.errors.capture() as found:
        database = pybtex.database.parse_string(written, "bibtex")
    assert found == []
    assert len(database.entries) == count
    for entry in database.entries.values():
        for value in entry.fields.values():
            RichText.from_latex(value)


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_csl_json_loads(text: str) -> None:
    works = json.loads(exported("csl-json", text))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        loaded = CiteProcJSON(works)
    assert list(loaded) == [work["id"] for work in works]


def test_csl_json() -> None:
    first, *_, last = json.loads(exported("csl-json", PAPERS))
    assert first == {
        "id": "lee2020pruning",
        "type": "paper-conference",
        "title": "Pruning the BERT model",
        "author": [
            {"family": "Lee", "given": "Ann"},
            {"family": "Berg", "given": "Bo", "non-dropping-particle": "van der"},
            {"literal": "others"},
        ],
        "container-title": "NeurIPS",
        "number": "arXiv:2001.01234",
        "issued": {"date-parts": [[2020]]},
        "URL": "https://arxiv.org/abs/2001.01234v2",
        "keyword": "Pruning",
    }
    assert last["author"][1:] == [{"family": "Smith", "given": "John", "suffix": "Jr."}, {"literal": "The Big Team"}]


def test_ris() -> None:
    first, *_, last = rispy.loads(exported("ris", PAPERS))
    assert first == {
        "type_of_reference": "CPAPER",
        "id": "lee2020pruning",
        "title": "Pruning the BERT model",
        "authors": ["Lee, Ann", "van der Berg, Bo"],
        "notes": ["The list of authors ends with et al."],
        "year": "2020",
        "secondary_title": "NeurIPS",
        "accession_number": "arXiv:2001.01234",
        "urls": ["https://arxiv.org/abs/2001.01234v2", "https://github.com/Lee/Prune"],
        "keywords": ["Pruning"],
    }
    assert last["authors"] == ["Chen, Bo", "Smith, John, Jr.", "The Big Team"]


def test_ris_has_the_lines_that_it_asks_for() -> None:
    lines = exported("ris", *LISTS.values()).split("\r\n")
    assert not any("\n" in line or "\r" in line for line in lines)
    assert all(not line or (line[:2].isalnum() and line[2:6] == "  - ") for line in lines)


# --- CSV --------------------------------------------------------------------------------------------------------------


def test_csv() -> None:
    rows = list(csv.DictReader(StringIO(exported("csv", PAPERS, NAMES))))
    assert rows[0]["section"] == "Papers > Pruning"
    assert rows[0]["authors"] == "Ann Lee; Bo van der Berg; et al."
    assert rows[0]["links"] == "https://arxiv.org/abs/2001.01234v2 https://github.com/Lee/Prune"
    assert rows[0]["arxiv"] == "2001.01234"
    assert [row["title"] for row in rows[4:]] == ["fast", "slow", "'=SUM(A1)", "Größe 大小"]


# --- Markdown ---------------------------------------------------------------------------------------------------------


FORMS = [
    None,
    "**{title}.** *{authors}.* {venue} {year}. [{label}]({url})",
    "[{title}]({url}). *{authors}.* {venue}, {year}. [[{label}]({url})]",
    "[{title}]({url}) - {description}",
    "{title}",
]


@pytest.mark.parametrize("form", FORMS, ids=[str(number) for number in range(len(FORMS))])
@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_markdown_reads_as_the_same_entries(text: str, form: str | None) -> None:
    assert _said(exported("markdown", text, form=form)) == _said(text)


def _said(text: str) -> list[object]:
    """Return what the entries say, but for the period that a template adds to a title or takes from it."""
    return [
        (
            record.title and record.title.rstrip("."),
            [name.rstrip(".") for name in record.authors],
            record.venue,
            record.year,
            record.description and record.description.rstrip("."),
            [link.url for link in record.links],
        )
        for record in records(document(text))
    ]


@pytest.mark.parametrize(
    ("entry", "form", "written"),
    [
        (
            "[A* search](https://a.org) - Finds paths.",
            "**{title}**: {description} ({url})",
            "**A\\* search**: Finds paths. (https://a.org)",
        ),
        (
            "[Q* and A*](https://a.org) - Finds paths.",
            "*{title}*: {description} ({url})",
            "*Q\\* and A\\**: Finds paths. (https://a.org)",
        ),
        (
            "**Foo ] bar.** *Ann Bee and Cy Dee.* [paper](https://a.org)",
            "[{title}]({url}) {authors}",
            "[Foo \\] bar](https://a.org) Ann Bee and Cy Dee",
        ),
        ("[`alpha`](https://a.org) - Tool.", "[{title}]({url}) - {description}", "[`alpha`](https://a.org) - Tool."),
        (
            "[a_b_c](https://a.org) - A `*` tool.",
            "**{title}** - {description} ({url})",
            "**a_b_c** - A `*` tool. (https://a.org)",
        ),
        ("[*A* star*](https://a.org) - Tool.", "*{title}* - {description} ({url})", "[*A* star*](https://a.org) - Tool."),
    ],
)
def test_marks_that_mean_nothing_mean_nothing_in_another_form(entry: str, form: str, written: str) -> None:
    assert exported("markdown", f"# Tools\n\n- {entry}\n", form=form) == f"# Tools\n\n- {written}\n"


def test_a_list_is_written_in_its_own_way() -> None:
    text = "# A\n\n" + "".join(f"* [{name}](https://example.org/{name}) - It is {name}.\n" for name in "abc")
    assert exported("markdown", text.replace(" - It is c", "  -  It is c")) == text


def test_a_list_is_moved_to_another_style() -> None:
    text = "# A\n\n- **One.** *Ann Lee.* [paper](https://example.org/1)\n- **Two?** *Bo Chen.* [paper](https://example.org/2)\n"
    assert exported("markdown", text, form="[{title}]({url}). *{authors}*") == (
        "# A\n\n- [One](https://example.org/1). *Ann Lee*\n- [Two?](https://example.org/2). *Bo Chen*\n"
    )


def test_what_has_no_place_stays_as_it_was() -> None:
    form = "[{title}]({url}) - {description}"
    assert exported("markdown", PAPERS, form=form).count("\n- **Pruning") == 3


@pytest.mark.parametrize(
    ("form", "fields", "written"),
    [
        ("**{title}.** *{authors}.*", {"title": "One", "authors": "Ann Lee"}, "**One.** *Ann Lee.*"),
        ("**{title}.** *{authors}.*", {"title": "Why?", "authors": "Ann Lee et al."}, "**Why?** *Ann Lee et al.*"),
        ("**{title}.** *{authors}.* {venue}", {"title": "One"}, "**One.**"),
        ("{title} ({venue}, {year})", {"title": "One", "year": "2020"}, "One (2020)"),
        ("{title} ({venue}, {year})", {"title": "One", "venue": "ICML"}, "One (ICML)"),
        ("{title} ({venue}, {year})", {"title": "One"}, "One"),
        ("{title}, {venue}, {year}.", {"title": "One", "venue": "ICML"}, "One, ICML."),
        ("{title}, {venue}, {year}.", {"title": "One,"}, "One,."),
        ("{title}, {venue}", {"title": "One"}, "One"),
        ("{title} - {description}", {"title": "One"}, "One"),
        ("{title} - {description}", {"title": "One", "description": "Two,"}, "One - Two,"),
    ],
)
def test_absent_fields_take_their_marks_along(form: str, fields: dict[str, str], written: str) -> None:
    assert Template(form).write(Values(fields)) == written


def test_every_link_and_tag_is_written() -> None:
    values = Values({"title": "One"}, (("a", "u"), ("b", "v")), ("x", "y"))
    assert Template("**{title}** `{tag}` [[{label}]({url})]").write(values) == "**One** `x` `y` [[a](u)] [[b](v)]"
    assert Template("[{title}]({url}) [{label}]({url})").write(values) == "[One](u) [b](v)"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{name}", "unknown field {name}"),
        ("{authors}", "expected {title} once"),
        ("{title} {title}", "expected {title} once"),
        ("{title}\n{authors}", "expected one line"),
    ],
)
def test_templates_that_say_nothing_of_use(text: str, message: str) -> None:
    with pytest.raises(TemplateError, match=message.replace("{", r"\{")):
        template(text)


# --- the command line -------------------------------------------------------------------------------------------------


@pytest.fixture
def readme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "README.md"
    path.write_text(PAPERS, "utf-8")
    return path


@pytest.mark.parametrize("name", FORMATS)
def test_export_writes_what_the_format_gives(name: str, readme: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli.run(["export", "--format", name]) == 0
    assert capfdbinary.readouterr().out.decode() == exported(name, PAPERS)


def test_export_writes_a_file(readme: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Path("entries.md").write_text("older\n", "utf-8")
    assert cli.run(["export", "--format", "markdown", "--output", "entries.md"]) == 0
    assert Path("entries.md").read_text("utf-8") == exported("markdown", PAPERS)
    assert readme.read_text("utf-8") == PAPERS
    assert sorted(os.listdir()) == ["README.md", "entries.md"]
    assert capfd.readouterr().out == ""


def test_export_leaves_a_file_when_nothing_is_read(readme: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["export", "missing.md", "--output", "README.md"]) == 2
    assert readme.read_text("utf-8") == PAPERS
    assert "missing.md: no such file" in capfd.readouterr().err


def test_export_goes_on_after_a_file_that_cannot_be_read(readme: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["export", "missing.md", "README.md"]) == 2
    assert capfd.readouterr().out.count("\n") == 4


def test_export_tells_what_is_left_out(readme: Path, capfd: pytest.CaptureFixture[str]) -> None:
    readme.write_text("# A\n\n- **Title* *Ann Lee.* [paper](https://example.org/1)\n", "utf-8")
    assert cli.run(["export", "--format", "bibtex"]) == 0
    assert capfd.readouterr().err == "1 entry without a title left out\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "bibtext"], 'unknown format "bibtext" (did you mean "bibtex"?)'),
        (["--template", "{title}"], "--template is for --format markdown"),
        (["--format", "markdown", "--template", "{name}"], "--template: unknown field {name}"),
        (["--output", "no/such/folder"], "--output: no/such/folder: No such file or directory"),
    ],
)
def test_export_cannot_be_done(arguments: list[str], message: str, readme: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["export", *arguments]) == 2
    assert message in capfd.readouterr().err


# --- real lists -------------------------------------------------------------------------------------------------------

CORPUS = os.environ.get("AWESOME_LINT_CORPUS")
# Of the entries of a folder of real lists. What is left depends on its neighbours: a list in which most entries were written
# anew may be read otherwise where one stands that was not.
LEAST_SAME = 0.99
# Larger files take long in pybtex.
MOST_BYTES = 300_000


@pytest.mark.skipif(CORPUS is None, reason="AWESOME_LINT_CORPUS names no folder of lists")
def test_real_lists_read_as_the_same_entries() -> None:
    same, total = 0, 0
    for path in sorted(Path(CORPUS or "").glob("*.md")):
        source = Source.from_bytes(path.read_bytes(), path.name)
        before = Counter(map(repr, _said(source.text)))
        after = Counter(map(repr, _said(exported("markdown", source.text))))
        same += (before & after).total()
        total += before.total()
    assert same >= total * LEAST_SAME


@pytest.mark.skipif(CORPUS is None, reason="AWESOME_LINT_CORPUS names no folder of lists")
def test_real_lists_load_as_bibliographies() -> None:
    for path in sorted(Path(CORPUS or "").glob("*.md")):
        if path.stat().st_size > MOST_BYTES:
            continue
        text = Source.from_bytes(path.read_bytes(), path.name).text
        count = sum(1 for _ in references([document(text)]))
        _require_bibtex(exported("bibtex", text), count)
        assert len(rispy.loads(exported("ris", text))) == count
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            CiteProcJSON(json.loads(exported("csl-json", text)))


# --- the manual -------------------------------------------------------------------------------------------------------

MANUAL = ROOT / "docs" / "export.md"
SHOWN = re.compile(r"^```console\n\$ ((?:.+\\\n)*.+)\n((?:(?!```).*\n)*)```$", re.MULTILINE)


def test_the_manual_shows_what_happens(tmp_path: Path, update: bool) -> None:
    folder = checkout(tmp_path)
    text = MANUAL.read_text("utf-8")
    made = SHOWN.sub(lambda match: f"```console\n$ {match.group(1)}\n{_on_terminal(match.group(1), folder)}```", text)
    if update:
        MANUAL.write_text(made, "utf-8")
    assert made == MANUAL.read_text("utf-8")
    assert len(SHOWN.findall(made)) == made.count("```console")


def _on_terminal(command: str, folder: Path) -> str:
    return "".join(line.rstrip(" ") + "\n" for line in run(command, folder).text.splitlines())


MODEL = ROOT / "docs" / "entry-model.md"
# `markdown 3 times` is an example that is read as the first of so many.
EXAMPLE = re.compile(r"^```markdown((?: \d+ times)?)\n((?:(?!```).*\n)+)```\n\n```json\n((?:(?!```).*\n)*)```$", re.MULTILINE)


def test_the_entry_model_shows_what_is_read(update: bool) -> None:
    text = MODEL.read_text("utf-8")
    made = EXAMPLE.sub(_with_reading, text)
    if update:
        MODEL.write_text(made, "utf-8")
    assert made == MODEL.read_text("utf-8")
    assert len(EXAMPLE.findall(made)) == made.count("```markdown")


def _with_reading(match: re.Match[str]) -> str:
    times, example = match.group(1), match.group(2)
    count = int(times.split()[0]) if times else 1
    read = _as_read("\n".join([example] * count))
    if times:
        objects = read.split("}\n{\n")
        assert len(objects) == count
        read = objects[0] + "}\n"
    return f"```markdown{times}\n{example}```\n\n```json\n{read}```"


def _as_read(text: str) -> str:
    """Return what the entries of an example say, an object for each."""
    read = [
        {
            "kind": record.kind,
            "title": record.title,
            "authors": record.authors,
            "venue": record.venue,
            "year": record.year,
            "links": [link.url for link in record.links],
            "description": record.description,
            "tags": record.tags,
            "inherited": {name: value for name, value in msgspec.structs.asdict(record.inherited).items() if value},
        }
        for record in records(document(text))
    ]
    return "".join(
        json.dumps({name: value for name, value in each.items() if value}, ensure_ascii=False, indent=2) + "\n" for each in read
    )
