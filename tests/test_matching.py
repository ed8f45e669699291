"""Which records are of the work that an entry lists."""

import pytest

from awesome_lint.export.reference import person
from awesome_lint.knowledge.identifiers import Identifier, IdentifierKind
from awesome_lint.online.matching import Agreement, Certainty, Wanted, agreement, found, key, match
from awesome_lint.online.records import Kind, Record

TITLE = "Deep nets for sleeping cats"
AUTHORS = ("Ann Quill", "Bo Marsh", "Cy Poe")


def wanted(title: str = TITLE, *names: str, year: int | None = None) -> Wanted:
    return Wanted(title, tuple(map(person, names or AUTHORS)), year)


def record(title: str = TITLE, *names: str, **fields: object) -> Record:
    return Record("DBLP", title, tuple(map(person, names or AUTHORS)), **fields)  # type: ignore[arg-type]


def certainty(one: Wanted, other: Record) -> Certainty | None:
    matched = match(one, other)
    return matched.certainty if matched else None


@pytest.mark.parametrize(
    "title",
    [
        "DEEP NETS FOR SLEEPING CATS.",
        "Deep nets for sleeping cats [oral]",
        "Deep nets for sleeping cats (@Example Lab)",
        "Deep-nets for Sleeping Cats（沉睡的猫的深网）",
        "{D}eep \\emph{nets} for sleeping cats",
        "Deep <i>nets</i> for sleeping&nbsp;cats",
        "Dëep nets for sleeping ﻿cats",
    ],
)
def test_spellings_of_one_title(title: str) -> None:
    assert certainty(wanted(title), record()) is Certainty.CERTAIN


@pytest.mark.parametrize(
    ("one", "other"),
    [("Trueskill™: a system", "TrueSkillTM: A System"), ("β-VAE for cats", "beta-VAE for Cats"), ("ﬁne cats", "fine cats")],
)
def test_keys(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    "names",
    [
        ("A. Quill", "B. Marsh"),
        ("Quill, Ann", "Marsh, Bo", "Poe, Cy"),
        ("Quill Ann", "Marsh Bo"),
        ("QuillAnn", "MarshBo"),
        ("Ann Quill", "Somebody Else"),
        ("Ann Qüill",),
    ],
)
def test_spellings_of_the_same_people(names: tuple[str, ...]) -> None:
    assert certainty(wanted(), record(TITLE, *names)) is Certainty.CERTAIN


@pytest.mark.parametrize(
    "other",
    [
        record("Correction: Deep nets for sleeping cats"),
        record("Author Correction: Deep nets for sleeping cats"),
        record("Correction to: Deep nets for sleeping cats"),
        record("Invited Talk: Deep nets for sleeping cats"),
        record("Deep nets for sleeping cats (extended abstract)"),
        record("Deep nets for sleeping cats - Supplementary material"),
        record("Book review: Deep nets for sleeping cats", "Dee Review"),
        record("Retracted: Deep nets for sleeping cats"),
        record("Comment on “Deep nets for sleeping cats”"),
        record("Deep nets for sleeping cats 2.0"),
        record("Deep nets for sleeping cats II"),
        record("Deep nets for sleeping dogs"),
        record(TITLE, "Dee Review"),
        record(TITLE, "Dee Review", kind=Kind.ARTICLE),
        record(kind=Kind.DATASET),
        record(kind=Kind.NOTICE),
        record("Nets"),
        record("!!!"),
    ],
    ids=lambda other: f"{other.title}, {other.people[0].family}, {other.kind.value}",
)
def test_other_works(other: Record) -> None:
    assert certainty(wanted(), other) is None


def test_a_correction_is_one_where_the_list_lists_it() -> None:
    title = "Correction: Deep nets for sleeping cats"
    assert certainty(wanted(title), record(title)) is Certainty.CERTAIN


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (wanted("Cats"), record("Cats"), "the title is short"),
        (wanted(year=2015), record(year=2019), "it is of 2019 there"),
        (wanted(TITLE, "Li Wang"), record(TITLE, "Bo Wang", "Xu Poe"), "few of the authors are the same"),
        (Wanted(TITLE), record(), "the list names no authors"),
        (wanted("Deep nets for sleeping cats: A survey"), record(), f'the title there is "{TITLE}"'),
        (wanted("Depe nets for sleeping cats"), record(), f'the title there is "{TITLE}"'),
        (wanted(), record(TITLE, "Cy Poe", kind=Kind.CHAPTER), "it is a chapter of one author there"),
    ],
)
def test_what_a_person_should_look_at(one: Wanted, other: Record, why: str) -> None:
    matched = match(one, other)
    assert matched is not None
    assert (matched.certainty, matched.difference) == (Certainty.LIKELY, why)


def test_a_common_phrase_without_authors_is_nothing() -> None:
    assert certainty(Wanted("Machine learning"), record("Machine Learning", "Tom Quill")) is None
    assert certainty(Wanted("Python"), record("Python", "Guy Quill")) is None
    assert certainty(Wanted(TITLE), Record("Crossref", TITLE)) is None


def test_years_of_preprint_and_paper_may_differ() -> None:
    assert certainty(wanted(year=2015), record(year=2017)) is Certainty.CERTAIN


def test_common_names_are_enough_together() -> None:
    assert certainty(wanted(TITLE, "Li Wang", "Bo Chen"), record(TITLE, "L. Wang", "B. Chen")) is Certainty.CERTAIN
    # Of titles that are only alike, they are not.
    assert certainty(wanted("Depe nets for sleeping cats", "Li Wang", "Bo Chen"), record(TITLE, "L. Wang", "B. Chen")) is None
    assert agreement([person("Li Wang")], [person("Li Wang"), person("X Poe")]) is Agreement.YES
    assert agreement([], [person("Li Wang")]) is Agreement.UNKNOWN


def test_two_services_that_agree_make_a_title_without_authors_certain() -> None:
    one = Wanted("Deep nets for sleeping cats at night")
    people = tuple(map(person, AUTHORS))
    records = [Record(name, one.title, people, arxiv="2101.00001") for name in ("DBLP", "arXiv")]
    assert len(found(one, records).certain) == 2
    assert found(one, records[:1]).certain == ()
    assert found(one, [records[0], Record("arXiv", one.title, people, arxiv="2101.00002")]).certain == ()


def test_services_that_disagree_make_nothing_certain() -> None:
    people = tuple(map(person, AUTHORS))
    said = found(
        wanted(), [Record("DBLP", TITLE, people, arxiv="2101.00001"), Record("arXiv", TITLE, people, arxiv="2101.00002")]
    )
    assert said.certain == ()
    assert said.matches[0].difference == "the services disagree: arxiv:2101.00001, arxiv:2101.00002"


def test_who_knows_a_work_by_what() -> None:
    people = tuple(map(person, AUTHORS))
    said = found(wanted(), [Record("DBLP", TITLE, people, doi="10.9999/a"), Record("Crossref", TITLE, people, doi="10.9999/a")])
    assert said.services(Identifier(IdentifierKind.DOI, "10.9999/a")) == {"DBLP", "Crossref"}
