"""What is read of a list as a whole: entries that leave a doubt alone, and works without a link among their like."""

import pytest

from awesome_lint.document import Entry
from awesome_lint.parser import parse
from awesome_lint.source import Source

Read = tuple[str | None, list[str], str | None, str | None]
"""Title, authors, venue and year."""

LISTS: dict[str, tuple[str, list[Read]]] = {
    "a venue that nobody knows stands where others have theirs": (
        """\
- Lee, Ann, and Bo Chen. ["Nets for cats."](https://example.org/1), NDSS, 2020.
- Lee, Ann, et al. ["Nets for dogs."](https://example.org/2), CCS, 2021.
- Roe, Cy, et al. ["Nets for ants."](https://example.org/3), ICML, 2022.
- Roe, Cy, and Di Ng. ["Nets for fish."](https://example.org/4), Animal Letters Today, 2023.
""",
        [
            ("Nets for cats", ["Lee, Ann", "Bo Chen"], "NDSS", "2020"),
            ("Nets for dogs", ["Lee, Ann", "et al."], "CCS", "2021"),
            ("Nets for ants", ["Roe, Cy", "et al."], "ICML", "2022"),
            ("Nets for fish", ["Roe, Cy", "Di Ng"], "Animal Letters Today", "2023"),
        ],
    ),
    "brackets of less and greater, and by": (
        """\
* <[Nets for cats that sleep](https://example.org/1)> by Ann Lee, Bo Chen, and Cy Roe, 2012.
* [CAT] <[Nets for dogs that sleep](https://example.org/2)> by Ann Lee and Bo Chen, 2005
* <[Nets for ants that sleep](https://example.org/3)> by Ann Lee, 2010.
""",
        [
            ("Nets for cats that sleep", ["Ann Lee", "Bo Chen", "Cy Roe"], None, "2012"),
            ("Nets for dogs that sleep", ["Ann Lee", "Bo Chen"], None, "2005"),
            ("Nets for ants that sleep", ["Ann Lee"], None, "2010"),
        ],
    ),
    "venue, short year and names before the link": (
        """\
- SoCC 16 -- [Nets for cats that sleep](https://example.org/1)
- ISCA 15, Lee et al, [Nets for dogs that sleep](https://example.org/2)
- OSDI 14 -- [Nets for ants that sleep](https://example.org/3)
""",
        [
            ("Nets for cats that sleep", [], "SoCC", "16"),
            ("Nets for dogs that sleep", ["Lee", "et al"], "ISCA", "15"),
            ("Nets for ants that sleep", [], "OSDI", "14"),
        ],
    ),
    "everything in the text of the link": (
        """\
- [Nets for cats - CVPR - 2018](https://example.org/1)
- [Fast R-CNN - ICCV - 2017](https://example.org/2)
- [Nets for ants - ECCV - 2016](https://example.org/3)
""",
        [
            ("Nets for cats", [], "CVPR", "2018"),
            ("Fast R-CNN", [], "ICCV", "2017"),
            ("Nets for ants", [], "ECCV", "2016"),
        ],
    ),
    "a dash that is a part of some titles": (
        """\
- 16-ATC-Nets for cats that sleep
- 20-NSDI-Nets for dogs - a study of sleep
- 21-SIGCOMM-Nets for ants that sleep
- 22-OSDI-Nets for fish that sleep
""",
        [
            ("Nets for cats that sleep", [], "ATC", "16"),
            ("Nets for dogs", [], "NSDI", "20"),
            ("Nets for ants that sleep", [], "SIGCOMM", "21"),
            ("Nets for fish that sleep", [], "OSDI", "22"),
        ],
    ),
    "a short bold name in front of long titles": (
        """\
- **CatNet** **[Cat Lab]** Nets for cats that sleep in the sun · Vision / Cats [[paper](https://example.org/1)]
- **Dogs** **[Lab / Other Lab]** Nets for dogs that sleep in the sun · Vision [[paper](https://example.org/2)]
- **Ant Survey** **[Ant Lab]** Nets for ants that sleep in the sun · Survey / Ants [[paper](https://example.org/3)]
""",
        [
            ("Nets for cats that sleep in the sun", [], None, None),
            ("Nets for dogs that sleep in the sun", [], None, None),
            ("Nets for ants that sleep in the sun", [], None, None),
        ],
    ),
    "titles without a link that say where and when": (
        """\
* Nets for cats (SIGMOD 2017)
* Nets for dogs [KDD 2019]
* Nets for ants, 2021, ISCA
* [4] Nets for fish, 2006
* Nets for apes by those who [know](https://example.org) (VLDB 2021)
""",
        [
            ("Nets for cats", [], "SIGMOD", "2017"),
            ("Nets for dogs", [], "KDD", "2019"),
            ("Nets for ants", [], "ISCA", "2021"),
            ("Nets for fish", [], None, "2006"),
        ],
    ),
    "citations in paragraphs": (
        """\
A. Lee and B. C. Chen. 2021. Nets for cats that sleep. In Proceedings of the Cat Conference.

C. Roe. 2020. Nets for dogs that sleep. IEEE Access.

A. Lee, D. Ng, and C. Roe. 2019. Nets for ants that sleep. In 2019 IEEE Symposium on Ants.
""",
        [
            ("Nets for cats that sleep", ["A. Lee", "B. C. Chen"], "Proceedings of the Cat Conference", "2021"),
            ("Nets for dogs that sleep", ["C. Roe"], "IEEE Access", "2020"),
            ("Nets for ants that sleep", ["A. Lee", "D. Ng", "C. Roe"], "IEEE Symposium on Ants", "2019"),
        ],
    ),
    "fields below entries, one of them of a name that only this page knows": (
        """\
- [Nets for cats](https://example.org/1)
  - Ann Lee, Bo Chen. *ICLR 2019*
  - Worlds: [maze](https://example.org/maze)
- [Nets for dogs](https://example.org/2)
  - Ann Lee, Cy Roe
  - Worlds: [maze](https://example.org/maze), [field](https://example.org/field)
- [Nets for ants](https://example.org/3)
  - Di Ng, Cy Roe
  - Worlds: [hill](https://example.org/hill)
""",
        [
            ("Nets for cats", ["Ann Lee", "Bo Chen"], "ICLR", "2019"),
            ("Nets for dogs", ["Ann Lee", "Cy Roe"], None, None),
            ("Nets for ants", ["Di Ng", "Cy Roe"], None, None),
        ],
    ),
    "dates where others have a description": (
        "# Reports\n\n- [Nets](https://example.org/1) - (Dec 2024)\n- [Cats](https://example.org/2) – 2023\n"
        "- [Dogs](https://example.org/3) - A report of 2022.\n",
        [("Nets", [], None, "2024"), ("Cats", [], None, "2023"), ("Dogs", [], None, None)],
    ),
    "a list in HTML, with a list in it": (
        """# Tools

<ul>
<li><a href="https://example.org/1">Alpha</a> - Does it.</li>
<li><a href="https://example.org/2">Beta &amp; Co</a> - Does more.
<ul><li><a href="https://example.org/3"><b>Gamma</b></a></li></ul>
<!-- <li><a href="https://example.org/4">Delta</a></li> -->
<li><a href="https://example.org/5">Echo</a>
</ul>
""",
        [("Alpha", [], None, None), ("Beta & Co", [], None, None), ("Gamma", [], None, None), ("Echo", [], None, None)],
    ),
    "paragraphs in HTML": (
        """# Papers

<p><b>Nets for cats and dogs.</b> Ann Lee, Bo Chen. ICML 2020. <a href="https://example.org/1">paper</a></p>
<p><b>Nets for ants and bees.</b> Ann Lee, Cy Diaz. ICML 2021. <a href="https://example.org/2">paper</a></p>
<p><b>Nets for cows and pigs.</b> Bo Chen, Cy Diaz. ICML 2022. <a href="https://example.org/3">paper</a></p>
""",
        [
            ("Nets for cats and dogs", ["Ann Lee", "Bo Chen"], "ICML", "2020"),
            ("Nets for ants and bees", ["Ann Lee", "Cy Diaz"], "ICML", "2021"),
            ("Nets for cows and pigs", ["Bo Chen", "Cy Diaz"], "ICML", "2022"),
        ],
    ),
    "a table in HTML whose cells span rows": (
        """\
<table>
<tr><th>Group</th><th>Paper</th><th>Year</th><th>Venue</th></tr>
<tr><td rowspan="2">Cats</td><td><a href="https://example.org/1">Nets for cats</a></td><td>1720</td><td>ICML</td></tr>
<tr><td><a href="https://example.org/2">Nets for &amp; by dogs</a></td><td>2020</td><td>ICLR</td></tr>
<tr><td>Ants</td><td><a href="https://example.org/3">Nets for ants</a></td><td>2021</td><td>CVPR</td></tr>
</table>
""",
        [
            ("Nets for cats", [], "ICML", "1720"),
            ("Nets for & by dogs", [], "ICLR", "2020"),
            ("Nets for ants", [], "CVPR", "2021"),
        ],
    ),
    "linked headings with notes": (
        """\
#### [Nets for cats](https://example.org/1)

arXiv 1712; NeurIPS workshop 2017

1. Shows that nets find cats.

#### [Nets for dogs](https://example.org/2)

AAAI 2019

1. As for cats.
2. Digital domain.

#### [Nets for ants](https://example.org/3)

IEEE Access
""",
        [
            ("Nets for cats", [], "NeurIPS workshop", "2017"),
            ("Nets for dogs", [], "AAAI", "2019"),
            ("Nets for ants", [], "IEEE Access", None),
        ],
    ),
    "lines that begin with an address": (
        """\
https://example.org/1 A tool for cats.

https://example.org/2

https://example.org/3 A tool for ants.
""",
        [
            ("https://example.org/1", [], None, None),
            ("https://example.org/2", [], None, None),
            ("https://example.org/3", [], None, None),
        ],
    ),
}

# Lines that read like titles in other lists.
NOTHING = {
    "what a project can do": """\
# Papers of mine

## Features

- Browse Papers with Tags and Status Tracking in 2024
- Admin Panel for Uploading, Organizing, and Managing Files
- Award Tagging System for All National Levels
- Preview of PDF Files and Download of Archives
- A Dark Theme and Many Light Themes for Readers
""",
    "bold features": """\
## Highlights

- **Fast and Very Efficient Rendering of Large Scenes**
- **Support for Multiple Different Output Formats**
- **A Plugin System with Hot Reload and More**
""",
    "news": """\
## News

- [2024-03-01] We released the second version.
- [2024-03-02] Our survey is accepted by TPAMI 2024.
- **2024-03-04** We added [Nets for cats](https://example.org/1).
""",
    "contents by name": """\
- [Cats and dogs](cats-and-dogs)
- [Ants (and their like)](https://example.org/list/ants)
- [Fish](other.md)

# Cats and dogs

# Ants and their like

# Fish
""",
    "prose with links": """\
- The course can also be taken from [edX](https://example.org/1) in 2015.
- Thanks to [Ann Lee](https://example.org/2) for all of it.
- Uses [Tool](https://example.org/3) for the theme of the site.
""",
    "prose in paragraphs": """\
In 2020 we wrote about [cats](https://example.org/1) at ICML. It was read by many.

This was in 2021, and Ann Lee said so at [NeurIPS](https://example.org/2).

[Cats](https://example.org/3) are liked by those who wrote this in 2022.
""",
    "paragraphs and a list in HTML that greet a reader": """\
<p align="center"><a href="https://example.org/"><img src="https://example.org/1.svg" alt="Logo of it"></a></p>
<p align="center">What <a href="https://example.org/1">others</a> say of it is true.</p>
<p align="center"><a href="https://example.org/2">Guide</a> | <a href="https://example.org/3">Manual</a></p>
<ul><li><a href="#a">Use</a></li><li><a href="#b">Parts</a></li><li><a href="#c">Licence</a></li></ul>
<ul><li>Fast</li><li>Small</li><li>Free, as in <a href="https://example.org/4">freedom</a></li></ul>
""",
    "a table that lays out a page": """\
<table>
<tr><td><b>Statistics</b></td><td><a href="https://example.org/1"><img src="https://example.org/1.svg"></a></td></tr>
<tr><td><b>Actions</b></td><td><a href="https://example.org/2"><img src="https://example.org/2.svg"></a></td></tr>
<tr><td><b>Licence</b></td><td><a href="https://example.org/3"><img src="https://example.org/3.svg"></a></td></tr>
</table>
""",
}
DESCRIPTIONS = {
    "the one item below an entry": (
        "- [Nets](https://example.org)\n  - The first of its kind\n",
        "The first of its kind",
    ),
    "one of several": ("- [Nets](https://example.org)\n  - The first of its kind\n  - Slow\n", None),
    "behind labels": (
        "- **[Nets](https://example.org)** – **[Code](https://example.org/c)**  \n  Finds cats.\n",
        "Finds cats.",
    ),
    "behind an emoji by name": ("- [nets](https://example.org) :star:, finds cats in pictures\n", "finds cats in pictures"),
    "a sentence with a year": (
        "- [nets](https://example.org) is a library for Delphi 2010 and higher that finds cats.\n",
        "is a library for Delphi 2010 and higher that finds cats.",
    ),
    "in Chinese": ("- [nets](https://example.org)：一个高效的文本查找替换库。\n", "一个高效的文本查找替换库。"),
}


def read(text: str) -> list[Entry]:
    return list(parse(Source.from_text(text)).entries)


def told(entry: Entry) -> Read:
    title, venue, year = (field.value.rstrip(".") if field else None for field in (entry.title, entry.venue, entry.year))
    return title, [author.name for author in entry.authors.people] if entry.authors else [], venue, year


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_read_as_a_whole(name: str) -> None:
    text, expected = LISTS[name]
    assert [told(entry) for entry in read(text) if entry.is_read][: len(expected)] == expected


@pytest.mark.parametrize("name", NOTHING)
def test_nothing_is_read_where_nothing_is_listed(name: str) -> None:
    assert [told(entry) for entry in read(NOTHING[name]) if entry.is_read] == []


def test_items_that_nobody_read_are_known() -> None:
    text = (
        "## 3D\n\n- One\n- Two words\n- Three here\n\n## Features\n\n- Fast\n- Small\n- Good\n\n## Groups\n\n- A:\n- B:\n- C:\n"
    )
    source = Source.from_text(text)
    assert [source.slice(span) for items in parse(source).unread for span in items.spans] == ["One", "Two words", "Three here"]


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_what_describes_an_entry(name: str) -> None:
    text, expected = DESCRIPTIONS[name]
    entry = read(text)[0]
    assert (entry.description and entry.description.value) == expected
    assert entry.authors is None


@pytest.mark.parametrize("name", LISTS)
def test_fields_lie_where_they_are_written(name: str) -> None:
    source = Source.from_text(LISTS[name][0])
    for entry in parse(source).entries:
        for field in (entry.title, entry.venue, entry.year, entry.description):
            assert field is None or "&" in field.value or source.slice(field.span) == field.value


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# Awesome 3D\n\n- One\n- Two words\n- Three here\n", True),
        ("# 三维论文\n\n- One\n- Two words\n- Three here\n", True),
        ("# Engine\n\n- One\n- Two words\n- Three here\n", False),
        ("# Papers\n\n- It is fast.\n- It is small!\n- It is *good.*\n", False),
        ("# Papers\n\n- One\n- Two\n- Three\n\n## All\n\n- [A](https://a.org)\n- [B](https://b.org)\n", False),
        ("# awesome-lint\n\n- One\n- Two words\n- Three here\n", False),
    ],
)
def test_what_a_person_would_take_for_entries(text: str, told: bool) -> None:
    (items,) = parse(Source.from_text(text)).unread
    assert (items.size, items.is_told) == (3, told)


def test_names_with_descriptions_in_html() -> None:
    names = "".join(
        f'<dt><a href="https://example.org/{number}">Name {number}</a></dt>\n<dd>What it is for.</dd>\n' for number in range(3)
    )
    source = Source.from_text(f"# Tools\n\n<dl>\n{names}</dl>\n")
    entries = parse(source).entries
    assert [entry.title.value for entry in entries if entry.title] == ["Name 0", "Name 1", "Name 2"]
    assert {entry.description.value for entry in entries if entry.description} == {"What it is for."}
    assert {entry.container.value for entry in entries} == {"HTML item"}
    assert source.slice(entries[1].span).startswith('<a href="https://example.org/1">Name 1</a></dt>')
