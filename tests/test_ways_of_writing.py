"""The same papers in many ways of writing them: what is read does not depend on what stands between the fields.

Some of the people and venues are such that nobody knows them, so that only the way in which all are written tells.
"""

from collections.abc import Iterator, Sequence

import pytest

from awesome_lint.document import Entry
from awesome_lint.parser import parse
from awesome_lint.source import Source

Paper = tuple[str, tuple[str, ...], str, str]
PAPERS: tuple[Paper, ...] = (
    ("Learning to Graze: Sheep Detection in Fog", ("Mirela Okonkwo", "Jonas Weber", "Li Zhang"), "CVPR", "2021"),
    ("Woolly Transformers", ("Aditi Sharma", "Kenji Watanabe"), "NeurIPS", "2019"),
    ("Do Goats Dream of Electric Fences?", ("Tomasz Brzozowski",), "ICLR", "2020"),
    ("Barns: A Survey with 3D Priors", ("Chidi Eze", "Hannah Müller"), "ECCV", "2018"),
    ("Low-Light Cow Tracking", ("Noah Peterson", "Xin Wang", "et al."), "arXiv", "2023"),
)
LINK = "https://example.org/{number}"
WAYS = (
    "- **{title}.** {people}. {venue} {year}. [[pdf](LINK)]",
    "- **{title}**, {people}, {venue} {year} [[pdf](LINK)]",
    "- **{title}** — {people} — {venue} {year} — [pdf](LINK)",
    "- **{title}**\n  {people}\n  {venue} {year} [[pdf](LINK)]",
    "- **{title}** <br> {people} <br> *{venue} {year}* [[pdf](LINK)]",
    "- [{venue} {year}] - **{title}** - {people}. [[pdf](LINK)]",
    "- [{venue} {year}] **{title}**, {people}. [[pdf](LINK)]",
    "- **{venue} {year}** [{title}](LINK) *{people}*",
    "- [{title}](LINK) - {people}, {venue} {year}",
    "- [{title}](LINK) — {people} ({venue} {year})",
    "- [{title}](LINK) by {people} ({venue}, {year})",
    "- [{title}](LINK), {people}, {venue}, {year}",
    "- [{title}](LINK) | {people} | {venue} {year}",
    '- {people}, "{title}." *{venue}* ({year}). [[pdf](LINK)]',
    "- {people}, [{title}](LINK), {venue} {year}",
    "[{title}](LINK)  \n{people}  \n*{venue} {year}*\n",
    "### {title}\n\n- Authors: {people}\n- Venue: {venue} {year}\n- [pdf](LINK)\n",
    "- {title} ({people}, {venue} {year}) [[pdf](LINK)]",
    "- [{title}](LINK) ({people}; {venue} {year})",
    '- {people}, "{title}," in {venue}, {year}, pp. 1-10. [pdf](LINK)',
)
KEYED = (
    "- **{title}**\n  Authors: {people}\n  Venue: {venue} {year}\n  [pdf](LINK)",
    "- [{title}](LINK)<br>Authors: {people}<br>Venue: {venue} {year}",
    "1. {title}\n   作者：{people}\n   会议：{venue} {year}\n   链接：LINK",
    "- **{title}**\n\n  Authors: {people}\n  Venue: {venue} {year}\n  Link: LINK\n",
    "- **{title}**\n  Authors: {people}\n  Venue: {venue} {year}\n  Link: LINK\n  - It works.\n  - It is fast.",
    "### {title}\n\n*Authors*: {people}\\\n*Venue*: {venue} {year}\\\n*Link*: LINK\n",
    "### [{title}](LINK)\n**Authors:** {people}  \n**Conference:** {venue} {year}  \n**Where From:** Barn House\n",
    "**{title}**\n\nAuthors: {people}\nVenue: {venue} {year}\nLink: LINK\n",
    "{title}\nAuthors: {people}\nVenue: {venue} {year}\n[pdf](LINK)\n",
    "Title: {title}\nAuthors: {people}\nVenue: {venue} {year}\nLink: LINK\n",
    "#### Nick\n**Paper:** [{title}](LINK)  \n**First Author:** {people}  \n**Record:** {venue}  \n**Sent In:** {year}\n",
)
WITHOUT_PEOPLE = (
    "- [{title}](LINK) ({venue} {year})",
    "- {venue} {year} | [{title}](LINK)",
    "- {venue} {year} - {title} [[pdf](LINK)]",
    "- `{venue} {year}` {title} [[pdf](LINK)]",
    "- **[{venue} {year}]** {title} [[pdf](LINK)]",
    "- {title} [{venue} {year}]",
    "- [{title}](LINK) - {venue}, {year}.",
    "{title}\n[[pdf](LINK)] {venue} {year}\n",
)
# What is known of people and titles by themselves tells these apart, so that not every paper is one of them.
CITED = (
    "- {title}. {people}. {venue}, {year}. [pdf](LINK)",
    "- {people}: {title}. {venue} {year}: 12-20 [pdf](LINK)",
    '- {people}. "{title}". In: {venue} ({year}). [pdf](LINK)',
    "### {title}\n{people}. {venue} {year}. [[pdf](LINK)]\n",
    "- {people} ({year}). [{title}](LINK). {venue}.",
)


def read(way: str, papers: Sequence[Paper] = PAPERS) -> Iterator[tuple[Paper, Entry]]:
    text = "\n".join(
        way.replace("LINK", LINK).format(title=title, people=", ".join(people), venue=venue, year=year, number=number)
        for number, (title, people, venue, year) in enumerate(papers)
    )
    entries = parse(Source(f"# Awesome Papers\n\n## Barns\n\n{text}\n")).entries
    return zip(papers, entries, strict=True)


def said(entry: Entry) -> Paper:
    title, venue, year = (text.value.rstrip(".") if text else "" for text in (entry.title, entry.venue, entry.year))
    return title, tuple(author.name for author in entry.authors.people) if entry.authors else (), venue, year


@pytest.mark.parametrize("way", WAYS)
def test_papers(way: str) -> None:
    for paper, entry in read(way):
        assert (said(entry), entry.description) == (paper, None)


@pytest.mark.parametrize("way", CITED)
def test_papers_cited(way: str) -> None:
    papers = (
        ("Learning to graze: Sheep in fog", ("Jonas Weber", "Li Zhang"), "CVPR", "2021"),
        ("Woolly transformers for the barn", ("Aditi Sharma", "Kenji Watanabe"), "NeurIPS", "2019"),
        ("Goats dream of electric fences", ("Hannah Müller", "Noah Peterson"), "ICLR", "2020"),
    )
    for paper, entry in read(way, papers):
        assert said(entry) == paper


def test_people_on_a_line_with_a_colon_above_the_title() -> None:
    text = "Jonas Weber, Li Zhang:  \nGrazing in fog: A survey. CoRR abs/1812.03224 (2018)  \nhttps://e.org/1\n\n"
    text += "Hannah Müller, Noah Peterson:\nWoolly transformers. NIPS 2017: 12-20  \nhttps://e.org/2\n> They are woolly.\n\n"
    text += "Aditi Sharma, Kenji Watanabe:\nFences for goats. ICML 2020\n"
    first, second, third = parse(Source(f"# Papers\n\n{text}")).entries
    assert said(first) == ("Grazing in fog: A survey", ("Jonas Weber", "Li Zhang"), "CoRR abs/1812.03224", "2018")
    assert said(second) == ("Woolly transformers", ("Hannah Müller", "Noah Peterson"), "NIPS", "2017")
    assert (second.description and second.description.value) == "They are woolly."
    assert said(third) == ("Fences for goats", ("Aditi Sharma", "Kenji Watanabe"), "ICML", "2020")


def test_a_title_with_a_colon_behind_people() -> None:
    text = "- Richard Sutton and Andrew Barto, Reinforcement Learning: An Introduction [[pdf]](https://e.org)\n"
    (entry,) = parse(Source(f"# Books\n\n{text}")).entries
    assert said(entry)[:2] == ("Reinforcement Learning: An Introduction", ("Richard Sutton", "Andrew Barto"))


@pytest.mark.parametrize(
    "way",
    [
        "- [{title}](LINK) - {people} ({venue} {year}) - It sees sheep.",
        "- [{title}](LINK) - {people} ({venue}, {year}). It sees sheep.",
        "- [{title}](LINK) | {people} | {venue} {year} | It sees sheep.",
    ],
)
def test_what_is_said_behind_people_and_places(way: str) -> None:
    for paper, entry in read(way):
        assert (said(entry), entry.description and entry.description.value) == (paper, "It sees sheep.")


def test_what_is_said_behind_a_place_and_a_bar() -> None:
    for (title, _, venue, year), entry in read("- [{title}](LINK) | {venue} {year} | It sees sheep."):
        assert (said(entry), entry.description and entry.description.value) == ((title, (), venue, year), "It sees sheep.")


@pytest.mark.parametrize("way", ["- [{title}](LINK). *{venue}*, {year}.", "- [{title}](LINK). *{venue}* ({year})."])
def test_places_that_nobody_knows_before_a_year(way: str) -> None:
    papers = [(title, people, f"Barn{venue[:1].upper()}onf", year) for title, people, venue, year in PAPERS]
    for (title, _, venue, year), entry in read(way, papers):
        assert said(entry) == (title, (), venue, year)


def test_one_person_before_a_year() -> None:
    for (title, people, venue, year), entry in read("- {people} ({year}) [{title}](LINK). {venue}."):
        assert said(entry) == (title, people, venue, year)


def test_a_year_behind_the_period_of_a_title_in_a_link() -> None:
    text = (
        "- [Learning to graze in fog. 2021](https://e.org/1) How to graze.\n- [Blade Runner. 2049](https://e.org/2) A film.\n"
    )
    first, second = parse(Source(f"# Papers\n\n{text}")).entries
    assert (first.name, first.year and first.year.value) == ("Learning to graze in fog.", "2021")
    assert (second.name, second.year) == ("Blade Runner. 2049", None)


@pytest.mark.parametrize("year", ["2016.", "2016", "(2016)."])
def test_what_says_nothing_but_when_describes_nothing(year: str) -> None:
    (entry,) = parse(Source(f"# Papers\n\n- [Nets for cats](https://example.org) - {year}\n")).entries
    assert (entry.year and entry.year.value, entry.description) == ("2016", None)


def test_people_below_the_title_in_a_cell() -> None:
    rows = "".join(
        f"| {title} <br> {', '.join(people)} | [pdf](https://e.org/{title[:2]}) |\n" for title, people, _, _ in PAPERS
    )
    entries = parse(Source(f"# Papers\n\n| Title & Authors | Links |\n|---|---|\n{rows}")).entries
    assert [said(entry)[:2] for entry in entries] == [paper[:2] for paper in PAPERS]


def test_people_whom_nobody_knows_are_no_venue() -> None:
    text = "- [Woolly Nets](https://e.org/1) (Thandeka Mbuyi, Qorvas Ilt, 2019)\n- [Nets](https://e.org/2) (BarnConf, 2019)\n"
    first, second = parse(Source(f"# Papers\n\n{text}")).entries
    assert (first.venue, second.venue and second.venue.value) == (None, "BarnConf")


def test_what_is_no_name_of_a_person_names_nobody() -> None:
    text = "[CatNet](https://e.org/1)\nLayered Motion with Occlusions, Temporal Consistency, and Depth Ordering\n\n"
    text += "[DogNet](https://e.org/2)\nDogs that learn to see\n\n[HenNet](https://e.org/3)\nHens that learn to see\n"
    assert all(entry.authors is None for entry in parse(Source(f"# Papers\n\n{text}")).entries)


def test_remarks_that_lead_somewhere_among_remarks_are_no_entries() -> None:
    text = "- **Quality**: Good venues, as [ranked](https://e.org/1) there.\n- **Regular**: Often.\n- **Easy**: Always.\n\n"
    text += "## Papers\n\n- [Nets for cats](https://e.org/2) - Sees cats.\n"
    assert [entry.name for entry in parse(Source(f"# Papers\n\n## What to expect\n\n{text}")).entries] == ["Nets for cats"]


def test_people_below_an_item_that_they_are_indented_too_little_for() -> None:
    text = "".join(f"{n + 1}.  **{t}** {v}, {y}.\n\n   *{', '.join(p)}*\n\n" for n, (t, p, v, y) in enumerate(PAPERS))
    assert [said(entry) for entry in parse(Source(f"# Papers\n\n{text}")).entries] == list(PAPERS)


def test_one_person_surname_first_before_a_quoted_title() -> None:
    text = '- Abadie, Alberto. "[Using controls](https://e.org/1)." JEL, 2021\n- [Lim, Bryan. "Using nets." ICML 2020](https://e.org/2)\n'
    for entry, name in zip(parse(Source(f"# Papers\n\n{text}")).entries, ("Abadie, Alberto", "Lim, Bryan"), strict=True):
        assert said(entry)[1] == (name,)


WITH_INITIALS = (
    "Silva, A., Lima, M.",
    "Silva, A., & Lima, M.",
    "Silva, A. e Lima, M.",
    "A. Silva and M. Lima.",
    "Silva A, Lima M.",
    "Silva, A.",
)


@pytest.mark.parametrize("people", WITH_INITIALS)
@pytest.mark.parametrize(
    "way", ["[{title}](LINK). {venue}, {year}.", "**{title}**. {venue}, {year}.", "*{title}*. {venue}, {year}."]
)
def test_initials_right_before_a_title_with_marks(people: str, way: str) -> None:
    way = way if "LINK" in way else f"{way} [[pdf](LINK)]"
    for (title, _, venue, year), entry in read(f"- {people} {way}"):
        found, named, *placed = said(entry)
        assert (found, len(named), *placed) == (title, 2 if "Lima" in people else 1, venue, year)


@pytest.mark.parametrize("title", ["**{title}**.", "{title}."])
def test_where_people_are_from_before_the_period_of_a_citation(title: str) -> None:
    for (named, _, venue, year), entry in read(f"- Ana Silva (MIT), Bo Chen (CMU). {title} {{venue}}, {{year}}. [[pdf](LINK)]"):
        assert said(entry) == (named, ("Ana Silva", "Bo Chen"), venue, year)


@pytest.mark.parametrize("place", ["SBRC.", "In SBRC.", "In *SBRC*. [pdf](https://example.org/x)"])
def test_a_short_place_that_nobody_knows_behind_a_citation(place: str) -> None:
    for (title, _, _, year), entry in read(f"- Lima, M. & Silva, A. ({{year}}). [{{title}}](LINK). {place}"):
        assert said(entry) == (title, ("Lima, M.", "Silva, A."), "SBRC", year)


def test_citations_in_links_in_cells() -> None:
    cited = ((t, p, v, y) for t, p, v, y in PAPERS if len(p) == 2)
    rows = "".join(f"| [{', '.join(p)}. {t}. {v} {y}.](https://e.org) | [code](https://e.org/c) |\n" for t, p, v, y in cited)
    entries = parse(Source(f"# Papers\n\n| Reference | Code |\n|---|---|\n{rows}")).entries
    assert [said(entry) for entry in entries] == [paper for paper in PAPERS if len(paper[1]) == 2]
    assert all(len(entry.links) == 2 for entry in entries)


def test_pictures_that_were_meant_for_links_in_cells() -> None:
    rows = "".join(f"| ![{title}](https://arxiv.org/abs/{year}) | {year} |\n" for title, _, _, year in PAPERS)
    entries = parse(Source(f"# Papers\n\n| Paper | Year |\n|---|---|\n{rows}")).entries
    assert [(said(entry)[0], len(entry.links)) for entry in entries] == [(title, 1) for title, *_ in PAPERS]


def test_months_behind_a_comma() -> None:
    for (title, _, _, year), entry in read("- [{year},06] [{title}](LINK)"):
        assert said(entry) == (title, (), "", year)


def test_institutions_before_where_and_when() -> None:
    for (title, _, venue, year), entry in read("- [{title}](LINK), MIT, {venue} {year}"):
        assert said(entry) == (title, (), venue, year)


def test_headings_that_are_contents_name_nothing_and_what_leads_back_says_nothing() -> None:
    for url in ("docs/nets.md", "https://github.com/bo/list/tree/master/nets#cats"):
        contents = "".join(f"### [{name}]({url})\n\n" for name in ("Detection", "Cats", "Dogs"))
        assert parse(Source(f"# Papers\n\n{contents}")).entries == ()
    for (title, *_), entry in read("### [{title}](LINK)\n\n[(back to the contents)](#barns)\n"):
        assert (said(entry)[0], entry.description) == (title, None)


@pytest.mark.parametrize("way", KEYED)
def test_papers_whose_fields_have_names_on_lines_of_their_own(way: str) -> None:
    for paper, entry in read(way):
        assert said(entry) == paper
        assert entry.links


def test_what_goes_on_below_the_line_that_describes() -> None:
    way = "### {title}\nAuthors: {people}\nVenue: {venue} {year}\nLink: LINK\nSummary: It grazes,\nand it sees.\n"
    for paper, entry in read(way):
        assert (said(entry), entry.description and entry.description.value) == (paper, "It grazes, and it sees.")


def test_lines_of_prose_with_a_colon_tell_no_fields() -> None:
    text = "We list papers here.\nNote: all of them are good.\nMind this: there are many.\n"
    assert parse(Source(f"# Papers\n\n{text}\n- [Nets for cats](https://example.org)\n")).entries[0].name == "Nets for cats"
    assert len(parse(Source(f"# Papers\n\n{text}\n{text}\n{text}")).entries) == 0


@pytest.mark.parametrize("way", WITHOUT_PEOPLE)
def test_papers_without_people(way: str) -> None:
    for (title, _, venue, year), entry in read(way):
        assert (said(entry), entry.description) == ((title, (), venue, year), None)


def test_the_first_of_the_people_and_where_in_the_same_brackets() -> None:
    for (title, _, venue, year), entry in read("- {title} (Jonas Weber et al., {venue} {year}) [[pdf](LINK)]"):
        assert said(entry) == (title, ("Jonas Weber", "et al."), venue, year)


def test_people_in_brackets_behind_the_title() -> None:
    for (title, people, _, _), entry in read("- {title} [{people}] [pdf](LINK)"):
        assert said(entry) == (title, people, "", "")


def test_a_label_before_a_citation() -> None:
    for (title, people, venue, year), entry in read("- [pdf](LINK) {people}, {title}. {venue} {year}"):
        assert said(entry) == (title, people, venue, year)


@pytest.mark.parametrize("way", ["- {venue} {year}: {title} [[pdf](LINK)]", "- [[{venue} {year}]](LINK) {title}"])
def test_where_and_when_before_a_title(way: str) -> None:
    for (title, _, venue, year), entry in read(way):
        assert said(entry) == (title, (), venue, year)


TOOLS = (
    ("fence", "A small tool to build fences quickly."),
    ("Barn Door", "Opens and closes barns from the terminal."),
    ("Milk", "Simple, fast and extensible milking framework."),
    ("cow-say", "Talking cow with many faces"),
    ("Goat Tracker 2", "Music editor for the Commodore 64"),
    ("Hay", "Self-hosted bookmarks, notes and feeds."),
)
DESCRIBED = (
    "- [{name}](LINK) - {said}",
    "- [{name}](LINK): {said}",
    "- [{name}](LINK) {said}",
    "- [{name}](LINK)\n  > {said}",
    "- [{name}](LINK) ⭐ 1.2k - {said}",
    "- [{name}](LINK) ⭐123 - {said}",
    "- [{name}](LINK) - {said} [Demo](LINK/demo)",
    "- ~~[{name}](LINK)~~ - {said}",
    "- **{name}** - {said} [Link](LINK)",
    "- **{name}**: {said} LINK",
    "- {name} - {said} [link](LINK)",
    "**[{name}](LINK)**<br>{said}\n",
)


@pytest.mark.parametrize("way", DESCRIBED)
def test_tools(way: str) -> None:
    text = "\n".join(
        way.replace("LINK", LINK).format(name=name, said=said, number=number) for number, (name, said) in enumerate(TOOLS)
    )
    entries = parse(Source(f"# Awesome Farm\n\n## Tools\n\n{text}\n")).entries
    assert [(entry.name, entry.description and entry.description.value) for entry in entries] == list(TOOLS)


def test_a_dash_in_titles_of_papers_parts_no_description() -> None:
    titles = [f"CatNet{number} - Gradients of cats converge in {number} nets" for number in range(6)]
    text = "".join(f"- {title} [[pdf](https://example.org)]\n" for title in titles)
    assert all(entry.description is None for entry in parse(Source(f"# Papers\n\n{text}")).entries)


CAPITALS = (
    ("WEBER, Jonas; ZHANG, Li", ("WEBER, Jonas", "ZHANG, Li")),
    ("WEBER, J.; ZHANG, L.", ("WEBER, J.", "ZHANG, L.")),
    ("Weber, J.; Zhang, L.", ("Weber, J.", "Zhang, L.")),
    ("WEBER J, ZHANG L", ("WEBER J", "ZHANG L.")),
    ("WEBER, Jonas Maria", ("WEBER, Jonas Maria",)),
    ("Weber JA, Zhang L, et al", ("Weber JA", "Zhang L", "et al")),
)


@pytest.mark.parametrize(("people", "named"), CAPITALS)
@pytest.mark.parametrize("title", ["Grazing in fog: A survey", "*Grazing in fog: A survey*"])
def test_surnames_first_before_a_title(people: str, named: Sequence[str], title: str) -> None:
    text = f"- {people.rstrip('.')}. {title}. Nature, v. 3, n. 2, p. 10-20, 2020.\n"
    (entry,) = parse(Source(f"# Papers\n\n{text}")).entries
    found, names, venue, year = said(entry)
    assert (found, [name.rstrip(".") for name in names]) == ("Grazing in fog: A survey", [name.rstrip(".") for name in named])
    assert (venue, year) == ("Nature", "2020")


def test_a_citation_that_is_bold_from_end_to_end() -> None:
    text = "".join(
        f"{number}. 🐑 **WEBER, Jonas. *{title}*. Cham: Springer, 2018.**\n    * ***Why:*** It says how sheep see.\n\n"
        for number, title in enumerate(("Sheep and Fog", "Goats in Depth: A Guide", "Cows, Hens, and Pigs"), 1)
    )
    first, second, third = parse(Source(f"# Referências\n\n## Livros\n\n{text}")).entries
    assert said(first) == ("Sheep and Fog", ("WEBER, Jonas",), "Springer", "2018")
    assert said(second)[0] == "Goats in Depth: A Guide"
    assert said(third)[0] == "Cows, Hens, and Pigs"
    assert (third.description and third.description.value) == "It says how sheep see."


@pytest.mark.parametrize("way", ['**"{title}" by {person}**', '"{title}" by {person}'])
def test_a_quoted_title_and_who_wrote_it_above_its_link(way: str) -> None:
    people = ("Clifford Weber", "Dr. Margaret Zhang", "Hannah Müller")
    text = "\n".join(
        f"1. {way.format(title='Sheep in Fog', person=person)}\n   - https://e.org/1\n   - A classic about sheep\n"
        for person in people
    )
    entries = parse(Source(f"# References\n\n{text}")).entries
    assert [said(entry) for entry in entries] == [("Sheep in Fog", (person,), "", "") for person in people]
    assert {entry.description and entry.description.value for entry in entries} == {"A classic about sheep"}


def test_how_somebody_is_addressed_before_the_name() -> None:
    people = ("Prof. Peter Weber", "Dr. Anna Zhang", "Prof. Joe Sharma")
    text = "".join(f"- {person} - [Sheep and fog {person[-2:]}](https://e.org).\n" for person in people)
    entries = parse(Source(f"# Courses\n\n{text}")).entries
    assert [said(entry)[1] for entry in entries] == [(person,) for person in people]


def test_names_without_links_that_a_field_below_describes() -> None:
    text = "".join(f"*   **{name}**\n    *   **Description:** {what}\n" for name, what in TOOLS)
    entries = parse(Source(f"# Resources\n\n#### Farms\n\n{text}")).entries
    assert [(entry.name, entry.description and entry.description.value) for entry in entries] == list(TOOLS)


@pytest.mark.parametrize("at", [0, 1])
@pytest.mark.parametrize(
    "way",
    [
        "- [{title}](LINK). {people}. {venue} {year}.",
        '- "{title}", {people}, {venue} {year} [[pdf](LINK)]',
        '- {people}. "{title}". {venue} {year}. [[pdf](LINK)]',
        "- {people}. {title}. {venue} {year}. [[pdf](LINK)]",
    ],
)
def test_one_of_the_people_in_bold(way: str, at: int) -> None:
    for (title, people, venue, year), entry in read(way, PAPERS[1 - at : 2]):
        marked = [f"**{name}**" if index == at else name for index, name in enumerate(people)]
        text = way.replace("LINK", "https://e.org").format(title=title, people=", ".join(marked), venue=venue, year=year)
        (found,) = parse(Source(f"# Papers\n\n{text}\n")).entries
        assert said(found) == said(entry) == (title, people, venue, year)


@pytest.mark.parametrize("place", ["Nat. comm.", "Phys. Rev. D", "Proc. Natl. Acad. Sci. USA", "J. Mach. Learn. Res."])
def test_journals_in_short_forms_behind_titles_without_links(place: str) -> None:
    text = "".join(f"- **{title}.** *{place}*\n" for title, *_ in PAPERS)
    entries = parse(Source(f"# Notes\n\n## Barns\n\nDec\n{text}")).entries
    assert [(said(entry)[0], said(entry)[2].rstrip(".")) for entry in entries] == [(t, place.rstrip(".")) for t, *_ in PAPERS]


@pytest.mark.parametrize("lead", ["Accepted in ", "To appear in ", "Presented at ", ""])
def test_paragraphs_that_cite_with_bold_titles(lead: str) -> None:
    place = "Proceedings of the Conference on Barns (BARN)"
    text = "".join(
        f"Jonas Weber, Li Zhang and Noah Peterson, **{title}**, {lead}{place}, June {year}\n\n" for title, *_, year in PAPERS
    )
    entries = parse(Source(f"# Publications\n\n{text}")).entries
    people = ("Jonas Weber", "Li Zhang", "Noah Peterson")
    assert [said(entry) for entry in entries] == [(title, people, place, year) for title, *_, year in PAPERS]


def test_titles_that_begin_with_a_field_or_an_article_behind_a_colon() -> None:
    titles = ("Philosophy of Science: A Contemporary Introduction", "Sheep and fog: a pastoral study", "Goats")
    people = ("Alex Weber & Lee Zhang", "Barry Müller, David Weber & John Henry", "Karl Weber")
    text = "".join(f"- {title} - _{named}_\n  - [link](https://e.org)\n" for title, named in zip(titles, people, strict=True))
    entries = parse(Source(f"# Reading List\n\n{text}")).entries
    assert [said(entry)[0] for entry in entries] == list(titles)
    assert [len(said(entry)[1]) for entry in entries] == [2, 3, 1]


def test_what_is_said_begins_before_the_colon_in_it() -> None:
    text = "".join(
        f"1. (2020 ICML) **{title}.** _{', '.join(people)}_. [[pdf](https://e.org)]\n"
        "   <br>[Summary] Cause: sheep that nobody saw, effect: holes in many fences\n"
        for title, people, *_ in PAPERS[:2]
    )
    entries = parse(Source(f"# Papers\n\n{text}")).entries
    told = "Cause: sheep that nobody saw, effect: holes in many fences"
    assert [entry.description and entry.description.value for entry in entries] == [told, told]


PUBLISHED = (
    "**Sheep Society.** ({year}). *{title}*. Fence Books. LINK",
    "Sheep Weber, J. ({year}). [*{title}*](LINK) (3rd ed.). Fence Books",
    "Weber, J. ({year}). *{title}* (6.ª ed.). Fence de los Books. DOI: 10.1000/182",
)


@pytest.mark.parametrize("way", PUBLISHED)
@pytest.mark.parametrize("place", ["- {}\n", "{}\n\n", "### 1. {}\n\n- **About:** It is good.\n- **Why:** It is read.\n\n"])
def test_who_published_behind_a_dated_title(way: str, place: str) -> None:
    titles = ("Sheep and Fog", "Goats: A Guide in Depth", "What Cows See")
    text = "".join(
        place.format(way.replace("LINK", "https://e.org/x").format(title=title, year=2003 + number))
        for number, title in enumerate(titles)
    )
    entries = parse(Source(f"# References\n\n## Books\n\n{text}")).entries
    signed = {"**": "Sheep Society", "Sh": "Sheep Weber, J.", "We": "Weber, J."}[way[:2]]
    where = "Fence de los Books" if "de los" in way else "Fence Books"
    assert [said(entry) for entry in entries] == [(t, (signed,), where, str(2003 + n)) for n, t in enumerate(titles)]


@pytest.mark.parametrize("behind", ["*Nature*", "*Jonas Weber, Li Zhang*", "[pdf](https://e.org)"])
def test_a_bold_title_before_its_year(behind: str) -> None:
    (entry,) = parse(Source(f"# Papers\n\n- **Sheep and fog.** (2020). {behind} [code](https://e.org/c)\n")).entries
    assert said(entry)[0] == "Sheep and fog"


def test_headings_with_people_above_a_description_and_a_link_that_are_called_alike() -> None:
    books = (("Sheep in Fog", "James Weber"), ("Goat-Month", "Andrew Hunt & David Weber"), ("Cows", "Tom Weber Jr."))
    text = "".join(
        f"### **{title} — {people}**\n\nA book about {title}.  \n[Barn Store](https://e.org/{number})\n\n---\n\n"
        for number, (title, people) in enumerate(books)
    )
    entries = parse(Source(f"# Recommendations\n\n## Books\n\n{text}")).entries
    assert [said(entry)[0] for entry in entries] == [title for title, _ in books]
    assert [len(said(entry)[1]) for entry in entries] == [1, 2, 1]
    assert [entry.description and entry.description.value for entry in entries] == [f"A book about {t}." for t, _ in books]


@pytest.mark.parametrize("way", ["- [{name}](LINK) / {said}", "[{name}](LINK)\n: {said}\n"])
def test_slashes_before_descriptions_and_definitions_below_names(way: str) -> None:
    text = "\n".join(
        way.replace("LINK", LINK).format(name=name, said=said, number=number) for number, (name, said) in enumerate(TOOLS)
    )
    entries = parse(Source(f"# Awesome Farm\n\n## Tools\n\n{text}\n")).entries
    assert [(entry.name, entry.description and entry.description.value) for entry in entries] == list(TOOLS)


def test_addresses_in_code_in_cells() -> None:
    rows = "".join(f"| {name} | `https://e.org/{number}` | {what} |\n" for number, (name, what) in enumerate(TOOLS))
    entries = parse(Source(f"# Farms\n\n| Name | Address | What |\n|---|---|---|\n{rows}")).entries
    assert [(entry.name, entry.links) for entry in entries] == [(name, ()) for name, _ in TOOLS]


@pytest.mark.parametrize("header", ["| | | |", "| Option | Says | See |"])
def test_rows_of_settings_are_no_entries(header: str) -> None:
    rows = "".join(f"| `--{word}` | Runs {word} | [docs](https://e.org/{word}) |\n" for word in ("fast", "slow", "far"))
    assert not parse(Source(f"# Fence\n\n{header}\n|---|---|---|\n{rows}")).entries


def test_names_behind_anchors_above_their_links() -> None:
    text = "".join(f'<a id="{number}"></a>**{name}**\n\n[site](https://e.org)\n\n' for number, (name, _) in enumerate(TOOLS))
    assert [entry.name for entry in parse(Source(f"# Farms\n\n{text}")).entries] == [name for name, _ in TOOLS]


def test_sentences_that_lead_to_an_address_are_no_entries() -> None:
    text = "- If you like it, see https://e.org/x for more.\n- The server runs at http://localhost:80 by default\n- Sheep Blog https://e.org/b\n"
    assert [entry.name for entry in parse(Source(f"# Fence\n\n{text}")).entries] == ["Sheep Blog"]


@pytest.mark.parametrize("when", ["Talk, Berlin, 12 May 2020", "May 12, 2020", "Workshop | 2020"])
def test_when_it_was_on_a_line_below_a_linked_heading(when: str) -> None:
    text = "".join(f"## [{name}](https://e.org)\n\n{when}\n\n{what} It is good.\n\n" for name, what in TOOLS)
    entries = parse(Source(f"# Talks\n\n{text}")).entries
    assert [(e.name, e.year and e.year.value, e.description and e.description.value) for e in entries] == [
        (name, "2020", f"{what} It is good.") for name, what in TOOLS
    ]


def test_surnames_before_a_period_and_a_title() -> None:
    items = (
        "Weber. Fieldnotes. The making of sheep",
        "Smith, Jones. Goats in fog",
        "Müller. Cows at night",
        "Chen, Roe. On hens",
        "Okafor. On pigs",
    )
    text = "".join(f"- {item}.\n" for item in items)
    entries = parse(Source(f"# Notes\n\n## Theory\n\n{text}")).entries
    assert [said(entry)[:2] for entry in entries] == [
        (title, tuple(people.split(", "))) for people, _, title in (item.partition(". ") for item in items)
    ]


def test_words_before_a_period_are_no_surnames() -> None:
    text = "".join(f"- {name}. {what}\n" for name, what in TOOLS)
    assert all(entry.authors is None for entry in parse(Source(f"# Awesome Farm\n\n{text}")).entries)


def test_titles_of_the_pages_of_repositories() -> None:
    text = "".join(
        f"- [{before}farm/{name.lower().replace(' ', '-')}: {what}](https://github.com/farm/{name.lower().replace(' ', '-')})\n"
        for (name, what), before in zip(TOOLS, ("", "GitHub - ") * 3, strict=True)
    )
    entries = parse(Source(f"# Awesome Farm\n\n{text}")).entries
    assert [(entry.name, entry.description and entry.description.value) for entry in entries] == [
        (f"farm/{name.lower().replace(' ', '-')}", what) for name, what in TOOLS
    ]
    (entry,) = parse(Source("- [Input/Output: How sheep read](https://e.org)\n")).entries
    assert entry.name == "Input/Output: How sheep read"


def test_rows_of_works_that_say_nothing_but_a_title() -> None:
    rows = "| Sheep in deep fog |  |  | Fog |\n| Goats in deep fog | Weber | 2018 | Fog |\n| testing hens well |  |  | Hens |\n"
    text = f"| Title | Author | Year | Keywords |\n|---|---|---|---|\n{rows}"
    assert len(parse(Source(f"# Barns\n\n{text}")).entries) == 3


def test_somebody_by_initials_at_the_end_of_a_link() -> None:
    people = ("R. M. Keel", "Kevin Weber", "Jon Müller")
    text = "".join(f"- [Sheep and fog {name[-1]} - {name}](https://e.org)\n" for name in people)
    assert [said(entry)[1] for entry in parse(Source(f"# Reading\n\n{text}")).entries] == [(name,) for name in people]


def test_where_a_publisher_is_behind_a_title() -> None:
    text = "* Dustin Weber and Anna Zhang, 2012, _Sheep in Fog: Simple Techniques_ O'Reilly, Sebastopol, CA\n"
    text += "* Matthew Müller, 2018, _Why Goats Sleep_ Penguin Books, London\n* 2007 de Queiroz, [*Species of Sheep*](https://e.org)\n"
    first, second, third = parse(Source(f"# Readings\n\n{text}")).entries
    assert said(first) == ("Sheep in Fog: Simple Techniques", ("Dustin Weber", "Anna Zhang"), "O'Reilly", "2012")
    assert said(second) == ("Why Goats Sleep", ("Matthew Müller",), "Penguin Books", "2018")
    assert said(third) == ("Species of Sheep", ("de Queiroz",), "", "2007")


def test_people_in_italics_before_a_title_in_bold() -> None:
    for (title, people, venue, year), entry in read("* _{people}._ **{title}.** [{venue} {year}](LINK)", PAPERS[:2]):
        assert said(entry) == (title, people, venue, year)


def test_people_before_the_title_of_a_linked_heading() -> None:
    text = "".join(
        f"#### [{name} - {title}](https://e.org)\n\nIt is good.\n\n"
        for name, title in (
            ("John Weber", "Can sheep be freed from fog"),
            ("Philip Müller", "What the goat sees"),
            ("Peter Zhang", "The next hundred cows"),
        )
    )
    entries = parse(Source(f"# Videos\n\n{text}")).entries
    assert [said(entry)[1] for entry in entries] == [("John Weber",), ("Philip Müller",), ("Peter Zhang",)]


def test_columns_of_contributions() -> None:
    rows = "".join(
        f"| {year} | [{title}](https://e.org) | {people[0]} | It sees sheep |\n" for title, people, _, year in PAPERS
    )
    text = f"| Year | Paper | Authors | Key Contribution |\n|---|---|---|---|\n{rows}"
    assert {entry.description and entry.description.value for entry in parse(Source(f"# Papers\n\n{text}")).entries} == {
        "It sees sheep"
    }


def test_surnames_and_a_year_before_a_dash_and_a_title() -> None:
    text = "* [ ] Kelm and Mrsic-Vogel (2018) - Predictive sheep: A barn\n* [x] Finn et al (2018) - Layers of hay\n"
    text += "* [ ] Weber and Zhang (2001) - The many goats of the barn\n"
    first, second, _ = parse(Source(f"# Notes\n\n## Barns\n\n{text}")).entries
    assert said(first) == ("Predictive sheep: A barn", ("Kelm", "Mrsic-Vogel"), "", "2018")
    assert said(second) == ("Layers of hay", ("Finn", "et al"), "", "2018")


def test_people_behind_a_word_for_by_in_other_languages() -> None:
    people = ("Ana Silva", "Andrés Pérez Ortega", "Maria Lima", "Qix Ublov", "Zor Uvet, amiga de Ana")
    text = "".join(f"- [Ovejas {number}](https://e.org), de {name}\n" for number, name in enumerate(people))
    entries = parse(Source(f"# Lista\n\n{text}")).entries
    assert [said(entry)[1] for entry in entries] == [(name.partition(",")[0],) for name in people]
    assert [entry.description and entry.description.value for entry in entries][3:] == [None, "amiga de Ana"]


def test_topics_of_one_word_below_an_entry_are_nobody() -> None:
    text = "".join(
        f"- [{title} - John Weber](https://e.org)\n    - {topic}\n"
        for title, topic in (("Barns with hay", "Effects"), ("Fog with sheep", "Optics"), ("Goats", "Fences, hens"))
    )
    assert {said(entry)[1] for entry in parse(Source(f"# Talks\n\n{text}")).entries} == {("John Weber",)}


def test_lines_with_a_language_before_a_link() -> None:
    text = "".join(f"[EN] [{name}](https://e.org/{number}) / {what}\n\n" for number, (name, what) in enumerate(TOOLS))
    entries = parse(Source(f"### Software\n\n{text}")).entries
    assert [(entry.name, entry.description and entry.description.value) for entry in entries] == list(TOOLS)


def test_what_links_are_called_again_and_again_describes_nothing() -> None:
    text = "".join(f"1. [{name}](https://e.org/{number}) - [Feed](https://e.org/f)\n" for number, (name, _) in enumerate(TOOLS))
    assert all(entry.description is None for entry in parse(Source(f"# Listen\n\n{text}")).entries)


def test_a_row_without_a_link_among_described_names() -> None:
    rows = "| *Fog* | Sees fog |\n" + "".join(f"| [{name}](https://e.org) | {what} |\n" for name, what in TOOLS)
    assert len(parse(Source(f"# Farm\n\n| Package | Description |\n|---|---|\n{rows}")).entries) == len(TOOLS) + 1


@pytest.mark.parametrize(
    ("begin", "mark", "end"),
    [
        ("- ", "**2022-12** ", "\n"),
        ("- ", "**Dutch**, **Legal** ", "\n"),
        ("- ", "*Book* - ", "\n"),
        ("", "*Book* - ", "\n\n"),
        ("", "*Short course* – ", "\n\n"),
    ],
)
def test_marks_before_a_linked_name(begin: str, mark: str, end: str) -> None:
    text = "".join(f"{begin}{mark}[{name}](https://e.org/{number}) - {what}{end}" for number, (name, what) in enumerate(TOOLS))
    entries = parse(Source(f"# Reading list\n\n## General\n\n{text}")).entries
    assert [(entry.name, entry.description and entry.description.value) for entry in entries] == list(TOOLS)
    assert {entry.year and entry.year.value for entry in entries} == {"2022" if "2022" in mark else None}


def test_what_says_when_it_was_added_describes_nothing() -> None:
    text = "1. **Culture of Sheep**\n   - Author: Joel Weber\n   - Link: https://e.org\n   - Added: 2025-12-12\n"
    (entry,) = parse(Source(f"# Books\n\n## Queue\n\n{text}")).entries
    assert (said(entry)[1], entry.description) == (("Joel Weber",), None)


def test_several_people_in_parentheses_before_a_mark_in_code() -> None:
    people = ("Харольд Абель, Джеральд Сассман, Джули Сассман-Старшая", "Чарльз Петц", "Стив Конн", "Мартин Фаул")
    text = "".join(f"- [ ] Код и язык номер {number} ({named})`[0/448]`\n" for number, named in enumerate(people))
    entries = parse(Source(f"## Books\n\n{text}")).entries
    assert [said(entry)[1] for entry in entries] == [tuple(named.split(", ")) for named in people]


def test_people_and_a_year_in_italics_behind_titles_without_links() -> None:
    people = ("P.W. Weber, 1972", "Qixo Kim, 1977", "S. J. Gold and R. C. Lewin, 1979", "Paul Nelson and Anna Zhang, 2017")
    titles = ("More is Sheep", "Changes of synonymous goats", "The fences of the barn: a critique", "The aging of many hens")
    text = "".join(f"- {title} - *{named}*\n" for title, named in zip(titles, people, strict=True))
    entries = parse(Source(f"# Papers\n\n{text}")).entries
    assert [(said(entry)[0], said(entry)[3]) for entry in entries] == [
        (title, named[-4:]) for title, named in zip(titles, people, strict=True)
    ]
    assert [len(said(entry)[1]) for entry in entries] == [1, 1, 2, 2]


def test_the_beginning_of_a_remark_among_links_is_no_name() -> None:
    text = "".join(f"* [{name}](https://e.org) -> {what}\n" for name, what in TOOLS)
    text += "* 13 barns, each of a size of 10 m, 20 m and 60 m, 290 km of fences, the oldest is 5 days old\n"
    assert [entry.name for entry in parse(Source(f"# Farms\n\n## Barns\n{text}")).entries] == [name for name, _ in TOOLS]
