"""Sections, headings and their anchors, contents and placeholders, as the parser finds them."""

import pytest

from awesome_lint.document import Container, Document, Section
from awesome_lint.export.record import records
from awesome_lint.parser import parse
from awesome_lint.source import Source


def document(text: str) -> Document:
    return parse(Source.from_text(text))


def outline(section: Section) -> object:
    """Return a section as its heading's text, with those inside it."""
    name = section.heading.text.value if section.heading else None
    return (name, [outline(inner) for inner in section.sections]) if section.sections else name


# What GitHub's page of a README gives each heading as its anchor.
SLUGS = {
    "# Contents": "contents",
    "# Text Editors": "text-editors",
    "# C++ / C#": "c--c",
    "# ASP.NET 8.0 (2023)": "aspnet-80-2023",
    "# Fairness, and Security": "fairness-and-security",
    "# Q&A": "qa",
    "# Q &amp; A": "q--a",
    "# snake_case and kebab-case": "snake_case-and-kebab-case",
    "# **Bold**, *italic* and `code`": "bold-italic-and-code",
    "# [Linked](https://example.org) words": "linked-words",
    "# List ![badge](https://example.org/b.svg)": "list-",
    "# List [![badge](https://example.org/b.svg)](https://example.org)": "list-",
    "# List [![a](https://example.org/a.svg)](https://a.org) [![b](https://example.org/b.svg)](https://b.org)": "list--",
    "# ![logo](https://example.org/l.png) Name": "-name",
    "# 🚀 News": "-news",
    "# News 🚀": "news-",
    "# ✏️ Editors": "\ufe0f-editors",
    "# :rocket: News": "rocket-news",
    "# 目标检测(Object Detection)": "目标检测object-detection",
    "# 图像分类：综述": "图像分类综述",
    "# Économie d'été": "économie-dété",
    "# x² in Ⅳ parts": "x-in-ⅳ-parts",
    "# Two  spaces": "two--spaces",
    "# Closed ##": "closed",
    "Underlined\n==========": "underlined",
    "# ": "",
    '<h1 align="center">Awesome &amp; <i>more</i></h1>': "awesome--more",
    '## <a name="other"></a>Editors': "editors",
}


@pytest.mark.parametrize(("text", "slug"), SLUGS.items(), ids=list(SLUGS.values()))
def test_slug(text: str, slug: str) -> None:
    (heading,) = document(text + "\n").headings
    assert heading.slug == slug


def test_repeated_slugs_are_counted() -> None:
    found = document("# Others\n\n## Others\n\n## Others 1\n\n## Others\n\n## others\n")
    assert [heading.slug for heading in found.headings] == ["others", "others-1", "others-1-1", "others-2", "others-3"]


def test_sections_are_a_tree() -> None:
    found = document("Intro.\n\n# A\n\n## B\n\n#### C\n\n## D\n\n# E\n")
    assert [outline(section) for section in found.sections] == [None, ("A", [("B", ["C"]), "D"]), "E"]


def test_sections_share_out_the_text() -> None:
    text = "Intro.\n\n# A\n\n## B\n\n- [One](https://example.org)\n\n# C\n"
    found = document(text)
    assert "".join(found.source.slice(section.span) for section in found.sections) == text


def test_headings_in_lists_and_quotations_begin_no_section() -> None:
    found = document("# A\n\n> ## Quoted\n\n- ## Listed\n\n## B\n")
    assert [outline(section) for section in found.sections] == [("A", ["B"])]
    assert [heading.text.value for heading in found.headings] == ["A", "Quoted", "Listed", "B"]


@pytest.mark.parametrize(
    "below",
    [
        "Words.",
        "- [One](https://example.org)",
        "> Quoted.",
        "```\ncode\n```",
        "| a |\n|---|\n| b |",
        '<img src="https://example.org/i.png">',
        "<p>Words</p>",
        '<script src="https://example.org/s.js"></script>',
        '<a href="https://example.org">Words</a>',
        "![image](https://example.org/i.png)",
        "### Inner\n\nWords.",
    ],
)
def test_filled_section(below: str) -> None:
    (section,) = document(f"## Tools\n\n{below}\n").sections
    assert not section.is_empty


@pytest.mark.parametrize(
    "below",
    ["", "- **** **\n- **  **", "***", "<br>", '<a name="next"></a>', '<a name="next"/>', "<!-- later -->", "### Inner"],
)
def test_empty_section(below: str) -> None:
    (section,) = document(f"## Tools\n\n{below}\n").sections
    assert section.is_empty


def test_contents_are_nested_links_to_headings() -> None:
    found = document("# A\n\n## Contents\n\n- [B](#b)\n  - [C](#c)\n- Parts\n  - [D](#d)\n\n## B\n\n### C\n\n### D\n")
    (contents,) = found.contents
    assert [(depth, link.url) for depth, link in contents.links] == [(0, "#b"), (1, "#c"), (1, "#d")]
    assert contents.heading == found.headings[1]
    assert found.source.slice(contents.span) == "- [B](#b)\n  - [C](#c)\n- Parts\n  - [D](#d)\n"
    assert not found.entries


@pytest.mark.parametrize(
    "text",
    [
        "- [A](#a)\n",
        "- [A](#a)\n- [B](https://example.org)\n",
        "- [A](#a)\n- Words without a link\n",
        "- [A](#a)\n- [B](other.md#b)\n",
        "[A](#a) [B](#b)\n",
    ],
)
def test_no_contents(text: str) -> None:
    assert not document(text).contents


def test_anchors_are_names_and_ids() -> None:
    found = document(
        '<a name="one"></a>\n\n## <a id=\'two\'></a> Two\n\n<div class=x\n  id=three>\n\n- <span ID="four">4</span> '
        '[no](https://example.org?name=five)\n\n`a name="six"`\n'
    )
    assert found.anchors == {"one", "two", "three", "four"}


def test_placeholders_are_runs_of_one_list() -> None:
    found = document(
        "1. **** **\n1. **** **\n1. **A paper.** *Ann Lee and Bo Li.*\n1. ****\n\n## B\n\n- **** **\n\n  - [x](https://x.org)\n"
    )
    runs = [[found.source.slice(span) for span in run.spans] for run in found.placeholders]
    assert runs == [["1. **** **\n", "1. **** **\n"], ["1. ****\n"]]
    assert [(run.starts_list, run.ends_list, run.is_removable) for run in found.placeholders] == [
        (True, False, True),
        (False, True, True),
    ]


@pytest.mark.parametrize(
    ("text", "removable"),
    [
        ("- **** **\n", True),
        ("- a\n\n1. **** **\n", True),
        ("- a\n\n1. **** **\n\nWords.\n\n- b\n", True),
        ("- a\n\n1. **** **\n\n- b\n", False),
        ("- - **** **\n", False),
        ("> - **** **\n", True),
    ],
)
def test_placeholders_that_can_go(text: str, removable: bool) -> None:
    (run,) = document(text).placeholders
    assert run.is_removable is removable


@pytest.mark.parametrize(
    "item", ["-", "- ---", "- 🚀", "- `x`", "- <br>", "- ![i](https://example.org/i.png)", "- [](https://a.org)"]
)
def test_no_placeholder(item: str) -> None:
    assert not document(f"- a\n{item}\n- b\n").placeholders


@pytest.mark.parametrize(
    ("description", "people"),
    [
        ("Ann Lee, Bo Chen (PDF)", ["Ann Lee", "Bo Chen"]),
        ("Ann Lee, Bo Chen, et al", ["Ann Lee", "Bo Chen", "et al"]),
        ("Ann Lee, Bo Chen, et al.", ["Ann Lee", "Bo Chen", "et al."]),
        ("Ann Lee, Bo Chen.", []),
        ("How to feed cats", []),
    ],
)
def test_people_who_describe_a_list_of_books(description: str, people: list[str]) -> None:
    books = "- [Cats in depth](https://example.org/1) - Ann Lee\n" * 20
    *_, last = document(f"{books}- [Dogs in depth](https://example.org/2) - {description}\n").entries
    assert [author.name for author in last.authors.people] == people if last.authors else people == []


def headed(text: str) -> list[str]:
    """Return the titles of the entries that headings name."""
    return [entry.name or "" for entry in document(text).entries if entry.container is Container.HEADING]


def papers(count: int, level: str = "##") -> str:
    return "".join(f"{level} Net {number}\n\n- [PDF](https://example.org/{number})\n\n" for number in range(count))


NO_ENTRIES = {
    "two are no habit": papers(2),
    "most of the level are sections": papers(3)
    + "".join(f"## Group {n}\n\n- [Tool](https://t.org/{n}) - It works.\n\n" for n in range(3)),
    "headings that say what kind of link follows": "".join(
        f"## {name}\n\n- [Paper](https://a.org)\n\n" for name in ("Papers", "Code", "Docs")
    ),
    "prose that leads elsewhere": "".join(f"## Part {n}\n\nRead [the manual](https://a.org/{n}) first.\n\n" for n in range(3)),
    "a table": "".join(f"## Part {n}\n\n[PDF](https://a.org)\n\n| a |\n| - |\n| b |\n\n" for n in range(3)),
    "bold names of their own": "".join(f"## Part {n}\n\n**Name {n}**\n\n- [PDF](https://a.org/{n})\n\n" for n in range(3)),
    "nothing but words": "".join(f"## Part {n}\n\nWords.\n\n" for n in range(3)),
}


@pytest.mark.parametrize("text", NO_ENTRIES.values(), ids=list(NO_ENTRIES))
def test_a_heading_that_names_no_entry(text: str) -> None:
    assert not headed(text)


def test_headings_that_name_entries() -> None:
    found = document("# List\n\n" + papers(3) + "## Shells\n\n- [Fish](https://fish.org) - Friendly.\n")
    assert [(entry.name, entry.container) for entry in found.entries] == [
        *((f"Net {number}", Container.HEADING) for number in range(3)),
        ("Fish", Container.LIST_ITEM),
    ]
    # They begin no section, but stay headings of the page.
    assert outline(found.sections[0]) == ("List", ["Shells"])
    assert len(found.headings) == 5
    assert found.sections[0].has_content


def test_headings_with_nothing_below_name_entries() -> None:
    lines = [
        f'#### {number}) *"Nets for {number} cats"*, ICML 2020 [[paper](https://example.org/{number})]' for number in (1, 2, 3)
    ]
    assert headed("## Vision\n\n" + "\n".join(lines)) == [f"Nets for {number} cats" for number in (1, 2, 3)]


def test_fields_with_names_and_notes_below_a_heading() -> None:
    paper = (
        "### Nets for {0} cats (2022)\n\n**Authors:** Ann Lee, Bo Chen\n**Link:** [arXiv:2210.03629](https://arxiv.org/abs/2210.0362{0})\n\n"
        "**Key Contributions:**\n\n- Finds cats\n- Finds dogs\n\n"
    )
    entries = list(document("## Vision\n\n" + "".join(map(paper.format, (1, 2, 3)))).entries)
    assert [entry.title and entry.title.value for entry in entries] == [f"Nets for {number} cats" for number in (1, 2, 3)]
    assert all(entry.authors and len(entry.authors.people) == 2 and len(entry.links) == 1 for entry in entries)


def test_headings_in_quotations_are_lines_that_may_name_entries() -> None:
    lines = [
        f'> #### {number}) *"Nets for {number} cats"*, ICML 2020 [[paper](https://example.org/{number})]'
        for number in (1, 2, 3)
    ]
    entries = list(document("## Vision\n\n" + "\n".join(lines)).entries)
    assert [(entry.title and entry.title.value, entry.year and entry.year.value) for entry in entries] == [
        (f"Nets for {number} cats", "2020") for number in (1, 2, 3)
    ]


def test_a_heading_after_a_section_keeps_its_place() -> None:
    found = document("# List\n\n## Shells\n\n- [Fish](https://fish.org) - Friendly.\n\n" + papers(3))
    assert [entry.name for entry in found.entries] == ["Fish", "Net 0", "Net 1", "Net 2"]
    assert [record.section for record in records(found)] == [("List", "Shells"), ("List",), ("List",), ("List",)]


def test_keyed_bullets_belong_to_their_heading_among_bold_names() -> None:
    named = "".join(f"**Net {n}**\n\n- arxiv: <https://arxiv.org/abs/1503.0000{n}>\n\n" for n in range(3))
    found = document(
        f"## Nets\n\n{named}## Mask\n\n- arxiv: <https://arxiv.org/abs/1703.06870>\n- github: <https://github.com/o/r>\n"
    )
    assert [entry.name for entry in found.entries] == ["Net 0", "Net 1", "Net 2", "Mask"]
    assert len(found.entries[-1].links) == 2


def test_blocks_below_a_bold_name_are_its_fields_up_to_the_next() -> None:
    text = "".join(
        f"**Net {n}**\n\n*Ann Lee, Bo Chen*\n\n![](https://example.org/{n}.png)\n\n- [Paper](https://example.org/{n})\n\n"
        for n in range(3)
    )
    found = document(text + "**Not one**\n\nWords.\n")
    assert [entry.name for entry in found.entries] == ["Net 0", "Net 1", "Net 2"]
    assert all(entry.authors and len(entry.links) == 1 for entry in found.entries)
