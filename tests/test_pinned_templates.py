"""Entries that are written as a template says that settings pin: they are read by it, whatever they would be read as."""

from time import perf_counter
from typing import Any

import pytest

from awesome_lint.document import Entry
from awesome_lint.habits.book import Pins
from awesome_lint.parser import parse
from awesome_lint.source import Source

AUTHORS_INSIDE = Pins(paper_entry="{title}, {authors}, {venue}")
BY = Pins(paper_entry="[{title}]({url}) by {authors}")
DESCRIBED = Pins(named_entry="[{title}]({url}) - {description} ({venue})")
SWAPPED = Pins(named_entry="[{title}]({url}) - {venue} ({description})")
FULL = Pins(paper_entry="**{title}.** *{authors}.* {venue} {year}. `{tag}` [[{label}]({url})]")
EITHER = Pins(paper_entry="[{title}]({url}) - {authors}", named_entry="[{title}]({url}) - {description}")
NAMED = Pins(named_entry="[{title}]({url}) - {description}")
LINKED = Pins(named_entry="[{title}]({url})")


def entries(text: str, pins: Pins | None = None) -> tuple[Entry, ...]:
    return parse(Source.from_text(f"# Papers\n\n{text}\n"), pins).style.sample.entries


def values(entry: Entry) -> dict[str, Any]:
    texts = {name: getattr(entry, name) for name in ("title", "venue", "year", "description")}
    said: dict[str, Any] = {name: text.value for name, text in texts.items() if text}
    if entry.authors:
        said["authors"] = [author.name for author in entry.authors.people]
    if entry.tags:
        said["tags"] = [tag.value for tag in entry.tags]
    return said


READ = [
    (AUTHORS_INSIDE, "Nets, bell hooks, Wherever", {"title": "Nets", "authors": ["bell hooks"], "venue": "Wherever"}),
    (
        AUTHORS_INSIDE,
        "Nets, and more of them, Qix Ubl, Zed Vo, Wherever",
        {"title": "Nets, and more of them", "authors": ["Qix Ubl", "Zed Vo"], "venue": "Wherever"},
    ),
    (BY, "[Nets](https://example.org/1) by the Qix", {"title": "Nets", "authors": ["the Qix"]}),
    (BY, "[Nets [1]](https://example.org/1_(a)) by Ubl\n  and Vo", {"title": "Nets [1]", "authors": ["Ubl", "Vo"]}),
    (
        DESCRIBED,
        "[Nets](https://example.org/1) - Ann Lee, Bo Chen (Zed)",
        {"title": "Nets", "description": "Ann Lee, Bo Chen", "venue": "Zed"},
    ),
    (
        SWAPPED,
        "[Nets](https://example.org/1) - Wherever (NeurIPS)",
        {"title": "Nets", "venue": "Wherever", "description": "NeurIPS"},
    ),
    (
        FULL,
        "**Nets.** *ann lee and bo.* In Where\n  2020. `x` `y` [[pdf](https://example.org/1)] [[code](https://example.org/2)]",
        {"title": "Nets.", "authors": ["ann lee", "bo"], "venue": "Where", "year": "2020", "tags": ["x", "y"]},
    ),
    (
        FULL,
        "**Nets.** *bo et al.* Where 2020.",
        {"title": "Nets.", "authors": ["bo", "et al."], "venue": "Where", "year": "2020"},
    ),
    (EITHER, "[Nets](https://example.org/1) - Qix Ubl", {"title": "Nets", "authors": ["Qix Ubl"]}),
    (EITHER, "[Nets](https://example.org/1) - fast and bold.", {"title": "Nets", "description": "fast and bold."}),
    (NAMED, "[Nets](https://example.org/1) - Ann Lee and Bo Chen", {"title": "Nets", "description": "Ann Lee and Bo Chen"}),
    (LINKED, "[Nets | Martin Fowler](https://example.org/1)", {"title": "Nets | Martin Fowler"}),
]


@pytest.mark.parametrize(("pins", "text", "said"), READ, ids=[text[:60] for _, text, _ in READ])
def test_what_fits_a_template_is_read_by_it(pins: Pins, text: str, said: dict[str, Any]) -> None:
    (entry,) = entries(f"- {text}", pins)
    assert values(entry) == said
    source = f"# Papers\n\n- {text}\n"
    for name in ("title", "venue", "year", "description"):
        field = getattr(entry, name)
        assert field is None or source[slice(*field.span)] == field.value
    assert all(source[slice(*author.span)] == author.name for author in (entry.authors.people if entry.authors else ()))


@pytest.mark.parametrize(("pins", "text"), [(pins, text) for pins, text, _ in READ if pins not in (EITHER, FULL)])
def test_the_reader_alone_reads_it_otherwise(pins: Pins, text: str) -> None:
    assert [values(entry) for entry in entries(f"- {text}")] != [values(entry) for entry in entries(f"- {text}", pins)]


@pytest.mark.parametrize(
    ("pins", "text"),
    [
        # A mark, a link or a field that the template has no place for.
        (LINKED, "[Nets](https://example.org/1) - Nets for cats."),
        (LINKED, "![a](https://example.org/i.png) [Nets](https://example.org/1)"),
        (AUTHORS_INSIDE, "**Nets, cats**, Ann Lee, ICML 2020 [pdf](https://example.org/1)"),
        (AUTHORS_INSIDE, "[Nets](https://example.org/1), Ann Lee, ICML"),
        # What stands behind a description is no part of it.
        (NAMED, "[Nets](https://example.org/1) - Nets for cats. [code](https://example.org/2)"),
        (NAMED, "[Nets](https://example.org/1) - Nets for cats. `MIT`"),
        # A year that is none, and people who are none.
        (FULL, "**Nets.** *Ann Lee.* ICML soon. [[pdf](https://example.org/1)]"),
        (BY, "[Nets](https://example.org/1) by far: the best (of all)"),
    ],
)
def test_what_fits_no_template_is_read_as_ever(pins: Pins, text: str) -> None:
    assert entries(f"- {text}", pins) == entries(f"- {text}")


def test_the_page_does_not_think_again() -> None:
    books = [f"- [Nets {index}](https://example.org/{index}) - Ann Lee" for index in range(9)]
    assert all(entry.authors for entry in entries("\n".join(books)))
    assert all(entry.description and not entry.authors for entry in entries("\n".join(books), NAMED))


def test_steps_and_notes_are_no_entries() -> None:
    text = "- [Nets](https://example.org/1)\n  - Cats, Ann Lee, ICML\n\n## How to contribute\n\n- Fork, Commit, Push"
    assert [entry.name for entry in entries(text, AUTHORS_INSIDE)] == ["Nets"]


@pytest.mark.parametrize("text", ["a, " * 4000, "[a](b) " * 2000, "`a` " * 3000, "a - " * 4000, "Ann Lee, " * 3000])
@pytest.mark.parametrize("pins", [AUTHORS_INSIDE, BY, FULL, EITHER, SWAPPED])
def test_long_entries_take_no_time(pins: Pins, text: str) -> None:
    began = perf_counter()
    assert len(entries(f"- {text}x", pins)) <= 1
    assert perf_counter() - began < 5
