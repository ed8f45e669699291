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
}
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
