"""What is read of an entry without marks: who wrote it, what it is called, where and when it appeared."""

import pytest

from awesome_lint.parser import parse
from awesome_lint.source import Source

# The title, the authors, the venue and the year of each.
CITATIONS: dict[str, tuple[str, list[str], str | None, str | None]] = {
    "Byron, Ada (2019) [Nets for cats](https://example.org)": ("Nets for cats", ["Byron, Ada"], None, "2019"),
    "Byron, Ada M. (2019). [Nets for cats](https://example.org)": ("Nets for cats", ["Byron, Ada M."], None, "2019"),
    "Byron, A. (2019). Nets for cats. [paper](https://example.org)": ("Nets for cats", ["Byron, A."], None, "2019"),
    "Byron, A., and Lee, B. (2019). Nets for cats. ICML.": ("Nets for cats", ["Byron, A.", "Lee, B."], "ICML", "2019"),
    "Ann Lee, Bo Chen. Nets for cats. ICML 2019.": ("Nets for cats", ["Ann Lee", "Bo Chen"], "ICML", "2019"),
    "Ann Lee, Bo Chen. Nets for cats. ICML": ("Nets for cats", ["Ann Lee", "Bo Chen"], "ICML", None),
    "Ann Lee, Bo Chen, Cy Roe, Nets for cats, ICML": ("Nets for cats", ["Ann Lee", "Bo Chen", "Cy Roe"], "ICML", None),
    # People are told by their names where nothing else tells them.
    "Jon Bentley, Machine Learning: a survey, JAIR, 1996. [[paper](https://example.org)]": (
        "Machine Learning: a survey",
        ["Jon Bentley"],
        "JAIR",
        "1996",
    ),
    "Jon Bentley and Ann Lee, Nets: for cats [[book](https://example.org)]": (
        "Nets: for cats",
        ["Jon Bentley", "Ann Lee"],
        None,
        None,
    ),
    "[Nets for cats - Jon Bentley (1998)](https://example.org)": ("Nets for cats", ["Jon Bentley"], None, "1998"),
    "[Nets for cats | Jon Bentley](https://example.org)": ("Nets for cats", ["Jon Bentley"], None, None),
    "[Nets for cats by Jon Bentley](https://example.org)": ("Nets for cats", ["Jon Bentley"], None, None),
    "[Bing Liu : Cat Analysis and Dog Mining](https://example.org)": ("Cat Analysis and Dog Mining", ["Bing Liu"], None, None),
    "Nets for cats. Jon Bentley. (https://example.org)": ("Nets for cats", ["Jon Bentley"], None, None),
    "Deep Nets, Jon Bentley (free to read: https://example.org)": ("Deep Nets", ["Jon Bentley"], None, None),
    "**[NFC]** Nets for cats | Jon Bentley, Cy Roe | **[ICML' 19]** [[pdf](https://example.org)]": (
        "Nets for cats",
        ["Jon Bentley", "Cy Roe"],
        "ICML",
        "19",
    ),
    "**Nets for cats**. [Ziv and Lee (1977)](https://example.org).": ("Nets for cats", ["Ziv", "Lee"], None, "1977"),
    "Nets for large cats. [Martin Fowler (1977)](https://example.org).": (
        "Nets for large cats",
        ["Martin Fowler"],
        None,
        "1977",
    ),
    "Nets for large cats [Mao et al., CVPR] [[paper](https://example.org)]": (
        "Nets for large cats",
        ["Mao", "et al."],
        "CVPR",
        None,
    ),
    "[Nets for cats](https://example.org), Ann Lee, Jon Bentley 2017": (
        "Nets for cats",
        ["Ann Lee", "Jon Bentley"],
        None,
        "2017",
    ),
    "[ICLR24] **Nets for cats** *Ann Lee* [paper](https://example.org)": ("Nets for cats", ["Ann Lee"], "ICLR", "24"),
    "[Nets for cats](https://example.org) A. Lee, B. Chen. 2020. 700 cites.": (
        "Nets for cats",
        ["A. Lee", "B. Chen"],
        None,
        "2020",
    ),
    "Bentley, J. (1999) _Nets for cats._ Addison-Wesley.": (
        "Nets for cats",
        ["Bentley, J."],
        "Addison-Wesley",
        "1999",
    ),
    "2017 - [Nets for cats](https://example.org) - Jon Bentley, Ann Lee": (
        "Nets for cats",
        ["Jon Bentley", "Ann Lee"],
        None,
        "2017",
    ),
    "[Nets for cats](https://example.org) - Jon Bentley and Ann Lee (MIT) 2017": (
        "Nets for cats",
        ["Jon Bentley", "Ann Lee"],
        None,
        "2017",
    ),
    "[Nets for cats](https://example.org) - Jon Bentley, Ann Lee, Cambridge University Press, 2017": (
        "Nets for cats",
        ["Jon Bentley", "Ann Lee"],
        "Cambridge University Press",
        "2017",
    ),
    "[Nets for cats (2015 classes)](https://example.org) by Jon Bentley. Lectures that last.": (
        "Nets for cats (2015 classes)",
        ["Jon Bentley"],
        None,
        None,
    ),
    "**[NFC]** NFC | Jon Bentley | **[ICML' 19]** [[pdf](https://example.org)]": ("NFC", ["Jon Bentley"], "ICML", "19"),
}
# What these begin with is called as people are, or nearly.
TITLES = (
    "Deja Vu: Nets for cats",
    "Ada-K Routing: Nets for cats",
    "Cats Keynote - Steve Jobs Fireside Chat",
    "Jon Bentley: the life of a programmer",
)
PEOPLE = {
    "Ann Lee, Bo Chen, Cy Roe": ["Ann Lee", "Bo Chen", "Cy Roe"],
    "Ann Lee,Bo Chen,Cy Roe": ["Ann Lee", "Bo Chen", "Cy Roe"],
    # One comma stands within a name.
    "Ann Lee, Bo Chen, Cy,Roe, Di Ng": ["Ann Lee", "Bo Chen", "Cy,Roe", "Di Ng"],
    "Ann Lee, Bo,Chen, Cy,Roe, Di Ng": ["Ann Lee", "Bo", "Chen", "Cy", "Roe", "Di Ng"],
    "Cy Roe, Plato,Aristotle": ["Cy Roe", "Plato", "Aristotle"],
    "Plato, Ann Lee, Cy,Roe, Di Ng": ["Plato", "Ann Lee", "Cy", "Roe", "Di Ng"],
    "Lee, A., Chen, B., and Roe, C.": ["Lee, A.", "Chen, B.", "Roe, C."],
}
NOTHING = (
    "Thanks to Ann Lee, Bo Chen.",
    "Ann Lee, Bo Chen. They wrote nets for cats.",
    "Paris, London. See both in spring.",
)


@pytest.mark.parametrize(("text", "expected"), CITATIONS.items(), ids=list(CITATIONS))
def test_citation(text: str, expected: tuple[str, list[str], str | None, str | None]) -> None:
    (entry,) = parse(Source(f"- {text}\n")).entries
    assert entry.title
    assert entry.authors
    people = [author.name for author in entry.authors.people]
    venue, year = (field and field.value for field in (entry.venue, entry.year))
    assert (entry.title.value.rstrip("."), people, venue, year) == expected


@pytest.mark.parametrize("title", TITLES)
def test_titles_that_begin_with_a_name(title: str) -> None:
    (entry,) = parse(Source(f"- [{title}](https://example.org)\n")).entries
    assert entry.title
    assert entry.title.value == title


def test_a_name_is_somebody_where_others_name_people_in_its_place() -> None:
    titles = (
        "Jon Bentley - Nets for cats",
        "Ann Lee - Nets for dogs",
        "Martin Fowler - Nets for cows",
        "Qix Ubl - Nets for mice",
    )
    text = "".join(f"- [{title}](https://example.org/{number})\n" for number, title in enumerate(titles))
    *_, entry = parse(Source(text)).entries
    assert entry.title
    assert entry.authors
    assert (entry.title.value, entry.authors.people[0].name) == ("Nets for mice", "Qix Ubl")


def test_a_word_before_a_year_is_somebody_where_others_name_people_there() -> None:
    cited = ("Lee et al. (1980)", "Ziv, Lee (1977)", "Chen et al (1985)", "Turing (1950)")
    text = "".join(
        f"- **Nets for {number} cats**. [{label}](https://example.org/{number})\n" for number, label in enumerate(cited)
    )
    *_, entry = parse(Source(text)).entries
    assert entry.authors
    assert (entry.authors.people[0].name, entry.venue, entry.year and entry.year.value) == ("Turing", None, "1950")


def test_italics_behind_people_are_a_venue_where_others_have_one() -> None:
    venues = ("Proceedings of ACL 2016", "Proceedings of NAACL 2016", "ACM Computing Surveys", "Computational Matters")
    text = "".join(
        f"- Ann Lee, Bo Chen, and Cy Roe. 2016. [Nets for {number} cats](https://example.org/{number}). In *{venue}*.\n"
        for number, venue in enumerate(venues)
    )
    *_, entry = parse(Source(text)).entries
    assert entry.venue
    assert entry.venue.value == "Computational Matters"


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("[fast](https://example.org) ，从 1996 年以来，获奖的论文收集。", "从 1996 年以来，获奖的论文收集。"),
        ("[fast](https://example.org) ，Example 公司的论文。", "Example 公司的论文。"),
        ("[fast](https://example.org)\n\n  A parser that is fast.\n\n  It is small, too.", "A parser that is fast."),
    ],
)
def test_description(text: str, description: str) -> None:
    (entry,) = parse(Source(f"- {text}\n")).entries
    assert entry.venue is None
    assert entry.description
    assert entry.description.value == description


def test_people_in_a_table_without_where_they_are_from() -> None:
    header = "| Course | Instructor(s) |\n|--|--|\n"
    rows = "".join(f"| [Nets {number}](https://example.org/{number}) | Ann Lee, Bo Chen, MIT |\n" for number in (1, 2))
    for entry in parse(Source(header + rows)).entries:
        assert entry.authors
        assert [author.name for author in entry.authors.people] == ["Ann Lee", "Bo Chen"]


def test_people_in_the_paragraph_below_a_title() -> None:
    (entry,) = parse(Source("1. **Nets for cats**\n\n   Ann Lee, Jon Bentley, 1994 ([book](https://example.org))\n")).entries
    assert entry.authors
    assert ([author.name for author in entry.authors.people], entry.year and entry.year.value) == (
        ["Ann Lee", "Jon Bentley"],
        "1994",
    )


def test_two_names_in_one_entry_are_no_people() -> None:
    text = "- [Locks](https://example.org/1) (1981) and The [Trees](https://example.org/2) (1990): They hold the data.\n"
    (entry,) = parse(Source(text)).entries
    assert (entry.authors, entry.year and entry.year.value) == (None, "1981")


@pytest.mark.parametrize("words", ["Web-Scale Open Information Extraction", "The Robotics Data Set"])
def test_many_words_behind_a_name_are_no_person(words: str) -> None:
    (entry,) = parse(Source(f"- [fast](https://example.org) {words}\n")).entries
    assert entry.authors is None
    assert entry.description
    assert entry.description.value == words


def test_a_citation_below_an_entry_tells_its_fields() -> None:
    text = "- CatNet [[paper](https://example.org)]\n  - Ann Lee, Jon Bentley, Nets for large cats, ICML, 2015\n"
    (entry,) = parse(Source(text)).entries
    assert entry.title
    assert entry.authors
    assert (entry.title.value, len(entry.authors.people), entry.description) == ("CatNet", 2, None)
    assert (entry.venue and entry.venue.value, entry.year and entry.year.value) == ("ICML", "2015")


@pytest.mark.parametrize(("text", "people"), PEOPLE.items(), ids=list(PEOPLE))
def test_people(text: str, people: list[str]) -> None:
    source = Source(f"- **Nets for cats.** *{text}.* ICML 2019.\n")
    (entry,) = parse(source).entries
    assert entry.authors
    assert [author.name for author in entry.authors.people] == people
    assert [source.slice(author.span) for author in entry.authors.people] == people


@pytest.mark.parametrize("text", NOTHING)
def test_prose_is_no_citation(text: str) -> None:
    assert not list(parse(Source(f"- {text}\n")).entries)


def test_an_image_behind_a_name_in_brackets_is_no_address() -> None:
    assert [entry.title for entry in parse(Source.from_text("# List\n\n[a]\n![a](i.png)\n")).entries] == []


BY = "".join(f"- [Nets for {beast}](https://example.org/{beast}) by Ann Lee\n" for beast in ("cats", "dogs", "cows"))


@pytest.mark.parametrize(
    ("text", "title", "people", "description"),
    [
        ("[Nets](https://example.org) by clayton m. christensen", "Nets", ["clayton m. christensen"], None),
        ("[Nets](https://example.org) by Plato", "Nets", ["Plato"], None),
        ("[Nets](https://example.org) by Qix Ubl by Qix Ubl", "Nets", ["Qix Ubl"], None),
        ("[Nets](https://example.org) by Qix, Ubl (a draft)", "Nets", ["Qix", "Ubl"], "a draft"),
        ("[How to win friends by Qix Ubl](https://example.org)", "How to win friends", ["Qix Ubl"], None),
    ],
)
def test_whoever_stands_behind_by_where_others_name_people_there(
    text: str, title: str, people: list[str], description: str | None
) -> None:
    *_, entry = parse(Source(f"{BY}- {text}\n")).entries
    assert entry.title
    assert entry.authors
    assert (entry.title.value, [author.name for author in entry.authors.people]) == (title, people)
    assert (entry.description.value if entry.description else None) == description


@pytest.mark.parametrize("words", ["by the people of a town", "by 3 people"])
def test_a_sentence_behind_by_names_nobody(words: str) -> None:
    *_, entry = parse(Source(f"{BY}- [Nets](https://example.org) {words}\n")).entries
    assert entry.authors is None


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("**Nets for cats** [[paper](https://example.org)] *CatNet*", "CatNet"),
        ("[Nets for cats](https://example.org), University of Somewhere", "University of Somewhere"),
        ("[Nets for cats](https://example.org), Somewhere Tech", "Somewhere Tech"),
    ],
)
def test_a_name_of_nobody_is_a_tag(text: str, tag: str) -> None:
    (entry,) = parse(Source(f"- {text}\n")).entries
    assert (entry.authors, [text.value for text in entry.tags]) == (None, [tag])


def test_a_name_is_of_somebody_where_others_name_people_there() -> None:
    text = "".join(
        f"- **Nets {number}** *{name}* [[paper](https://example.org/{number})]\n"
        for number, name in enumerate(("Ann Lee", "Bo Chen", "Qix"))
    )
    *_, entry = parse(Source(text)).entries
    assert entry.authors
    assert entry.authors.people[0].name == "Qix"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("[Nets](https://example.org). Ann Lee et. al. Somewhere Labs, University of Somewhere.", ["Ann Lee", "et. al."]),
        ("[Nets](https://example.org). Jon Bentley. Somewhere Tech.", ["Jon Bentley"]),
        ("**[Nets](https://example.org) Lee et al. Somewhere. (2014).**", ["Lee", "et al."]),
        ('Kim, Yoon. "[Nets for cats](https://example.org)." arXiv preprint (2014).', ["Kim, Yoon"]),
        ("[Nets](https://example.org) by Lin X, Cogill R. arXiv, 2014.", ["Lin X", "Cogill R."]),
        ("[NLP for cats,  Dan Jurafsky & Christopher Manning] (https://example.org)", ["Dan Jurafsky", "Christopher Manning"]),
        ("Chris. Manning : nets without magic [[paper](https://example.org)]", ["Chris. Manning"]),
        (
            "2021 | For cats: Zenke, F., and Neftci, E.O. (2021). Nets for cats and dogs. Proceedings of the IEEE, 1–16. https://example.org",
            ["Zenke, F.", "Neftci, E.O."],
        ),
    ],
)
def test_people_among_other_things(text: str, people: list[str]) -> None:
    (entry,) = parse(Source(f"- {text}\n")).entries
    assert entry.authors
    assert [author.name for author in entry.authors.people] == people


def test_people_and_years_in_descriptions() -> None:
    names = ("L.V. Tarasov", "B. Pareigis", "H. E. Licks (1917)", "Jon Bentley", "Ann Lee (University of Somewhere)")
    text = "".join(f"- [Nets {number}](https://example.org/{number}) - {name}\n" for number, name in enumerate(names))
    others = "".join(f"- [{name}](https://example.org) - It is {name}.\n" for name in ("fast", "small", "new"))
    entries = parse(Source(f"{text}- [nets](https://example.org) - U.S. National Nets\n{others}")).entries[: len(names) + 1]
    assert [entry.authors.people[0].name if entry.authors else None for entry in entries] == [
        *(name.partition(" (")[0] for name in names),
        None,
    ]
    assert entries[2].year
    assert (entries[2].year.value, entries[2].tags) == ("1917", ())


def test_the_only_name_without_a_link_is_an_entry() -> None:
    names = ("[Nets](https://example.org/1)", "[Cats](https://example.org/2)", "[Dogs](https://example.org/3)", "Wide Nets")
    text = "# Papers\n\n" + "".join(f"- {name}\n" for name in names)
    assert [entry.title and entry.title.value for entry in parse(Source(text)).entries] == ["Nets", "Cats", "Dogs", "Wide Nets"]
    assert len(parse(Source(text + "- This is a note.\n")).entries) == len(names)


@pytest.mark.parametrize(
    ("text", "title", "description"),
    [
        (
            "Nets: new ones https://example.org/1 finds cats that nobody has seen",
            "Nets: new ones",
            "finds cats that nobody has seen",
        ),
        (
            "[Nets](https://example.org), an easier [overview](https://example.org/2) to follow along",
            "Nets",
            "an easier overview to follow along",
        ),
        ("[Cats (July 2019) & Dogs (Nov 2017)](https://example.org)", "Cats (July 2019) & Dogs (Nov 2017)", None),
    ],
)
def test_what_ends_a_title(text: str, title: str, description: str | None) -> None:
    (entry,) = parse(Source(f"- {text}\n")).entries
    assert entry.title
    assert (entry.title.value, entry.description.value if entry.description else None) == (title, description)


def test_an_honour_is_no_part_of_a_venue() -> None:
    (entry,) = parse(Source("- [Nets for cats (Best Paper of ICML2016)](https://example.org)\n")).entries
    assert (entry.venue and entry.venue.value, entry.year and entry.year.value) == ("ICML", "2016")


def test_a_title_column_beside_methods() -> None:
    header = "| Paper Title | Conference | Method |\n|--|--|--|\n"
    rows = "".join(
        f"| Nets for {number} cats | ICLR20 | They find every cat that there is in {number} houses. |\n" for number in (2, 3)
    )
    for entry in parse(Source(header + rows)).entries:
        assert entry.title
        assert entry.title.value.startswith("Nets for")


def test_the_link_of_a_picture_is_the_link_where_there_is_no_other() -> None:
    (entry,) = parse(Source("- **Nets for cats** [![arXiv](https://example.org/a.svg)](https://example.org)\n")).entries
    assert [link.url for link in entry.links] == ["https://example.org"]


@pytest.mark.parametrize(
    "titles",
    [
        ("Nets for cats (Ann Lee)", "Nets for dogs (Jon Bentley, Bo Chen)", "Nets for cows (Martin Fowler)"),
        ("Сети для кошек (Чарльз Петцольд)", "Сети для собак (Н. И. Котова)", "Сети для коров (Анна Белова, Х. Бос)"),
        ("Nets for cats (A. Lee)", "Nets for dogs (B. Chen and C. Roe)", "Nets for cows (Lee et al.)"),
    ],
)
def test_people_in_parentheses_behind_titles(titles: tuple[str, ...]) -> None:
    text = "".join(f"- [{title}](https://example.org/{number})\n" for number, title in enumerate(titles))
    entries = parse(Source(text)).entries
    assert [entry.title and entry.title.value for entry in entries] == [title.partition(" (")[0] for title in titles]
    assert all(entry.authors for entry in entries)


def test_what_else_stands_in_parentheses_is_a_part_of_titles() -> None:
    titles = ("Nets (Web Application)", "Cats (Desktop Version)", "Dogs (Jon Bentley)", "Cows (First Draft)")
    text = "".join(f"- [{title}](https://example.org/{number})\n" for number, title in enumerate(titles))
    assert [entry.title and entry.title.value for entry in parse(Source(text)).entries] == list(titles)


def test_people_before_a_slash() -> None:
    names = ("Frank Pfenning", "Heidi Howard", "Karim Ali", "Qix Ubl", "Roo Zed")
    text = "".join(f"- [**{name}** / Nets for {name[0]} cats](https://example.org/{name[0]})\n" for name in names)
    for name, entry in zip(names, parse(Source(text)).entries, strict=True):
        assert entry.title
        assert entry.authors
        assert (entry.title.value, entry.authors.people[0].name) == (f"Nets for {name[0]} cats", name)
    (entry,) = parse(Source("- Min-Cut / Max-Flow [[paper](https://example.org)]\n")).entries
    assert entry.title
    assert entry.title.value == "Min-Cut / Max-Flow"


@pytest.mark.parametrize(
    ("label", "title", "tags", "venue"),
    [
        ("[CatNet] Nets for cats", "Nets for cats", ["CatNet"], None),
        ("[ICML 2020] Nets for cats", "Nets for cats", [], "ICML"),
        ("[Re] Nets for cats", "[Re] Nets for cats", [], None),
    ],
)
def test_brackets_before_a_title(label: str, title: str, tags: list[str], venue: str | None) -> None:
    (entry,) = parse(Source(f"- [{label}](https://example.org)\n")).entries
    assert entry.title
    assert (entry.title.value, [tag.value for tag in entry.tags]) == (title, tags)
    assert (entry.venue.value if entry.venue else None) == venue


@pytest.mark.parametrize(("people", "said"), [("Authors", "Description"), ("Авторы", "Описание"), ("Autores", "Resumen")])
def test_a_name_without_a_link_is_an_entry_where_its_people_stand_below(people: str, said: str) -> None:
    names = ("The Net Book", "The Cat Book", "The Dog Book")
    text = "".join(f"- {name}\n  - {people}: Ann Lee, Bo Chen\n  - {said}: It is about {name}.\n" for name in names)
    for name, entry in zip(names, parse(Source(text)).entries, strict=True):
        assert entry.title
        assert entry.authors
        assert entry.description
        assert (entry.title.value, len(entry.authors.people)) == (name, 2)
        assert entry.description.value == f"It is about {name}."


def test_descriptions_that_are_all_people() -> None:
    names = ("Qix Ubl", "Robert Martin", "Mikolov et al.", "Lee et al.")
    text = "".join(f"- [Nets {number}](https://example.org/{number}) - {name}\n" for number, name in enumerate(names))
    assert all(entry.authors and entry.description is None for entry in parse(Source(text)).entries)


@pytest.mark.parametrize(
    ("text", "venue", "year"),
    [
        ("Moczo, P. (1989). Nets for cats. Geophys. J. Int., 99(2), 321-329. https://example.org", "Geophys. J. Int.", "1989"),
        ("Tessmer, E. (2000). Nets for cats. Geophysics, 65(4), 1290-1293. https://example.org", "Geophysics", "2000"),
        ("R. Alford, K. Kelly, D.M. Boore, Nets for many cats, Geophysics 39 (1974) 834–842.", "Geophysics", "1974"),
    ],
)
def test_a_journal_before_the_number_of_a_volume(text: str, venue: str, year: str) -> None:
    (entry,) = parse(Source(f"- {text}\n")).entries
    assert entry.authors
    assert (entry.venue and entry.venue.value, entry.year and entry.year.value) == (venue, year)


def test_descriptions_that_say_by_whom_in_other_languages() -> None:
    names = ("de Sébastien Rohaut", "de Philippe Blanquet", "par Vincent Le Goff")
    text = "".join(f"- [Livre {number}](https://example.org/{number}) {name}\n" for number, name in enumerate(names))
    entries = parse(Source(text)).entries
    assert [entry.authors.people[0].name if entry.authors else None for entry in entries] == [
        name.partition(" ")[2] for name in names
    ]


@pytest.mark.parametrize(("heading", "count"), [("NSDI 2025", 10), ("EuroSys 2025 Spring", 10), ("A parser of cats", 5)])
def test_titles_below_a_linked_heading_that_says_where(heading: str, count: int) -> None:
    titles = "".join(f"- Nets for {beast} That Nobody Has Seen\n" for beast in ("Cats", "Dogs", "Cows", "Mice", "Hens"))
    text = f"# Papers\n\n## Old\n\n{titles}\n## [{heading}](https://example.org)\n\n{titles}"
    assert len(parse(Source(text)).entries) == count


@pytest.mark.parametrize(
    ("text", "title", "venue", "year"),
    [
        (
            "ICML 2022, The **primacy bias** in deep nets, [arXiv](https://example.org)",
            "The primacy bias in deep nets",
            "ICML",
            "2022",
        ),
        ("arXiv 2023.10, **CatNet**: Nets for cats, [arXiv](https://example.org)", "CatNet: Nets for cats", "arXiv", "2023"),
        (
            "ICML 2023 oral, Learning to (learn at night), [pdf](https://example.org)",
            "Learning to (learn at night)",
            "ICML",
            "2023",
        ),
    ],
)
def test_where_and_when_before_a_title(text: str, title: str, venue: str, year: str) -> None:
    (entry,) = parse(Source(f"- {text}\n")).entries
    assert entry.title
    assert (entry.title.value, entry.venue and entry.venue.value, entry.year and entry.year.value) == (title, venue, year)


def test_rows_without_links_are_entries_where_they_are_titles_with_dates() -> None:
    titles = ("Nets for Small Cats", "Nets for Large Cats", "A Survey of Cats")
    rows = "".join(f"| {2017 + number} | **{title}** | Paws |\n" for number, title in enumerate(titles))
    entries = parse(Source(f"| Year | Paper | Method |\n|--|--|--|\n{rows}")).entries
    assert [(entry.title and entry.title.value, entry.year and entry.year.value) for entry in entries] == [
        (title, str(2017 + number)) for number, title in enumerate(titles)
    ]


def test_rows_without_links_are_none_where_nothing_says_that_works_are_listed() -> None:
    rows = "".join(f"| Version {number} of Somewhere | 201{number} | It is new. |\n" for number in range(4))
    assert not parse(Source(f"| Release | Date | Changes |\n|--|--|--|\n{rows}")).entries


def test_capitals_right_behind_a_link_describe_it_where_the_others_are_described() -> None:
    words = ("A game of nets", "Space Aliens", "A cat for the terminal", "Reads what cats write", "Catnip CLI & TUI")
    entries = parse(
        Source("".join(f"- [g{number}](https://example.org/{number}) {said}\n" for number, said in enumerate(words)))
    )
    assert [entry.description and entry.description.value for entry in entries.entries] == list(words)


@pytest.mark.parametrize(
    ("text", "description"),
    [
        (
            "ICML 2022, Nets for Cats. [Website](https://example.org). They learn to see with cats.",
            "They learn to see with cats.",
        ),
        (
            "ICML 2022, Nets for Cats. [Website](https://example.org). Propose CatNet, which only sees with cats.",
            "Propose CatNet, which only sees with cats.",
        ),
        (
            "Nets for Cats : catnet https://example.org/1.pdf\n"
            "  [![arXiv](https://img.shields.io/badge/a.svg)](https://example.org/1.pdf)\n  An interesting way to see cats",
            "An interesting way to see cats",
        ),
        # What follows may as well be more of a citation.
        ("ICML 2022, Nets for Cats. [Website](https://example.org), Somewhere University Press, Lee Street", None),
    ],
)
def test_a_sentence_behind_labels(text: str, description: str | None) -> None:
    (entry,) = parse(Source(f"- {text}\n")).entries
    assert (entry.authors, entry.description and entry.description.value) == (None, description)


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("[Nets for cats](https://example.org) by Ann Lee. IEEE TKDE, VOL. 6, NO. 1, 1994.", "IEEE TKDE"),
        ('Ann Lee, Bo Chen. "Nets for cats." Nature, vol. 521, pp. 436-444, 2015. [pdf](https://example.org)', "Nature"),
        ('Ann Lee, Bo Chen. "Nets for cats." Nature, 521(7553), 436-444 (2015). [pdf](https://example.org)', "Nature"),
        ("Ann Lee, Bo Chen. Nets for cats. Journal of Cats, 12:1-15, 2015. [pdf](https://example.org)", "Journal of Cats"),
        ('Lee, Ann, and Bo Chen. "Nets." Journal of Cats 12.3 (2015): 1-15. [pdf](https://example.org)', "Journal of Cats"),
        ("[Nets for cats](https://example.org). Proceedings of ICML, pages 1-12, 2015", "Proceedings of ICML"),
        ('Lee, Ann, and Bo Chen. "Nets." Pasture 20, no. 14 (January 2020): 3972. [pdf](https://example.org)', "Pasture"),
    ],
)
def test_volumes_and_pages_are_no_part_of_a_venue(text: str, venue: str) -> None:
    (entry,) = parse(Source(f"- {text}\n")).entries
    assert entry.venue
    assert entry.venue.value == venue


@pytest.mark.parametrize(
    ("text", "people", "venue", "tags"),
    [
        (
            "[Nets for cats](https://example.org). Jon Bentley et al. KAIST. May 2017.",
            ["Jon Bentley", "et al."],
            None,
            ["KAIST"],
        ),
        (
            "**[Nets for cats](https://example.org). Jon Bentley et al. Somewhere Institute of Nets, Facebook AI. May 2017.**",
            ["Jon Bentley", "et al."],
            None,
            ["Somewhere Institute of Nets, Facebook AI"],
        ),
        ("[Nets for cats](https://example.org) (Somewhere State University, 2017)", [], None, ["Somewhere State University"]),
        (
            "[Nets for cats](https://example.org). Proceedings of the National Academy of Cats, 2017",
            [],
            "Proceedings of the National Academy of Cats",
            [],
        ),
    ],
)
def test_where_people_are_from_is_no_venue(text: str, people: list[str], venue: str | None, tags: list[str]) -> None:
    (entry,) = parse(Source(f"- {text}\n")).entries
    assert ([author.name for author in entry.authors.people] if entry.authors else []) == people
    assert (entry.year and entry.year.value, entry.venue and entry.venue.value) == ("2017", venue)
    assert [tag.value for tag in entry.tags] == tags


def test_people_in_brackets_before_what_is_said() -> None:
    (entry,) = parse(Source("- **[CatNet](https://example.org)** (Jon Bentley, ~2000) - It sees large cats.\n")).entries
    assert entry.authors
    assert [author.name for author in entry.authors.people] == ["Jon Bentley"]
    assert (entry.description and entry.description.value, entry.venue) == ("It sees large cats.", None)


def test_pictures_are_no_part_of_what_a_row_is_called() -> None:
    rows = "".join(
        f"| {title} | ICML | 2020 | [arXiv](https://example.org/{number}) |\n"
        for number, title in enumerate(("⭐ Nets: for Small Cats", "Nets for Large Cats :fire:", "Nets for All Cats"))
    )
    entries = parse(Source(f"| Paper | Venue | Year | Links |\n|--|--|--|--|\n{rows}")).entries
    assert [entry.title and entry.title.value for entry in entries] == [
        "Nets: for Small Cats",
        "Nets for Large Cats",
        "Nets for All Cats",
    ]


def test_a_place_below_a_title_with_a_label_that_nobody_knows() -> None:
    text = "- **Nets for Cats**\n\n  *Ann Lee, Jon Bentley*\n\n  CATS-DAY, 2021. [`conference`](https://example.org)\n"
    (entry,) = parse(Source(text)).entries
    assert (entry.venue and entry.venue.value, entry.year and entry.year.value) == ("CATS-DAY", "2021")
    assert (entry.description, [link.url for link in entry.links]) == (None, ["https://example.org"])


def test_pages_of_one_repository_are_contents() -> None:
    pages = ("Cats & Dogs", "Reading cats", "Cats")
    page = "https://github.com/o/papers/tree/main"
    text = "".join(f"- [{name}]({page}/{number}#{number})\n" for number, name in enumerate(pages))
    assert not parse(Source(f"# Papers\n\n## All\n\n{text}")).entries
    # Folders of one are things that somebody made.
    folders = "".join(f"- [{name}]({page}/{number})\n" for number, name in enumerate(pages))
    assert len(parse(Source(f"# Papers\n\n## All\n\n{folders}")).entries) == len(pages)


@pytest.mark.parametrize(
    ("names", "people"),
    [
        ("Nguyen, Huong Thi, Dian Dong, and Joost Roe", ["Nguyen, Huong Thi", "Dian Dong", "Joost Roe"]),
        ("Lee, A.L., H. Elzinga, and J.P.K. Roe", ["Lee, A.L.", "H. Elzinga", "J.P.K. Roe"]),
        # A group may sign first.
        ("OpenCats, Josh Bentley, Steven Lee, and Cy Roe", ["OpenCats", "Josh Bentley", "Steven Lee", "Cy Roe"]),
    ],
)
def test_the_first_name_is_written_surname_first(names: str, people: list[str]) -> None:
    (entry,) = parse(Source(f'- {names}. "Nets for large cats." Journal of Cats (2019). [pdf](https://example.org)\n')).entries
    assert entry.authors
    assert [author.name for author in entry.authors.people] == people


def test_a_sentence_with_a_word_of_venues_is_none() -> None:
    text = "- [The Cat Corpus](https://example.org). The license is Attribution 4.0 International\n"
    (entry,) = parse(Source(text)).entries
    assert (entry.venue, entry.description and entry.description.value) == (
        None,
        "The license is Attribution 4.0 International",
    )


def test_what_happened_at_a_place_is_called_so() -> None:
    (entry,) = parse(Source("- Tutorial at ICML'16: Deep Nets for Cats [[video](https://example.org)]\n")).entries
    assert (entry.name, entry.venue) == ("Tutorial at ICML'16: Deep Nets for Cats", None)
