"""Which entries may be the same thing."""

import gc
import weakref

import pytest

from awesome_lint.facts.similarity import (
    Relation,
    how_often,
    is_distinctive,
    key_of,
    listed_before,
    may_be_one_title,
    neighbours,
    pairs,
)
from awesome_lint.parser import parse
from awesome_lint.source import Source

TITLES = [
    ("Don't drop your samples!", "don t drop your samples"),
    ("“Don’t Drop  your samples”", "don t drop your samples"),
    (":fire: C++ & C#: a *tour*", "c++ c# a tour"),
    ("零基础学 Python", "零基础学 python"),
    ("🔥", ""),
]
ONE = [
    ("Pixel Aligned Language Models", "Pixel-Aligned Language Model"),
    ("Is a SNN efficient?", "Is SNN efficient?"),
    ("PVNet: A joint network", "PVNet: Joint network"),
]
TWO = [
    ("Qwen2.5-Omni Technical Report", "Qwen3-Omni Technical Report"),
    ("The long way, part 1", "The long way, part 2"),
    ("The long way, part I", "The long way, part II"),
    ("C Notes for Professionals", "R Notes for Professionals"),
    ("PVNet: A joint network", "PVRNet: A joint network"),
]


def relations(text: str) -> list[tuple[str, str, Relation, bool]]:
    found = pairs(parse(Source.from_text(text)))
    return [(pair.earlier.title, pair.later.title, pair.relation, pair.is_across) for pair in found]


@pytest.mark.parametrize(("title", "key"), TITLES)
def test_key(title: str, key: str) -> None:
    assert key_of(title) == key


@pytest.mark.parametrize("title", ["Rewrite of the Stars", "一本全面的教程"])
def test_distinctive(title: str) -> None:
    assert is_distinctive(key_of(title))


@pytest.mark.parametrize("title", ["Git Cheat Sheet", "jq", "指南"])
def test_not_distinctive(title: str) -> None:
    assert not is_distinctive(key_of(title))


@pytest.mark.parametrize(("one", "other"), ONE)
def test_may_be_one_title(one: str, other: str) -> None:
    assert may_be_one_title(one, other)


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_titles(one: str, other: str) -> None:
    assert not may_be_one_title(one, other)


def test_an_entry_has_one_partner_and_one_relation() -> None:
    text = """
- [Rewrite all of the stars](https://arxiv.org/abs/2403.19967)
- [Rewrite all of the star](https://arxiv.org/abs/2403.19967)
- [Rewrite all of the stars](https://arxiv.org/abs/2403.19967v2)
- [Rewrite all of the stars](https://example.org/stars)
- [Something else](https://arxiv.org/abs/2403.19967)
"""
    first = "Rewrite all of the stars"
    assert relations(text) == [
        (first, "Rewrite all of the star", Relation.SIMILAR_TITLE, False),
        (first, first, Relation.ENTRY, False),
        (first, first, Relation.TITLE, False),
        (first, "Something else", Relation.LINK, False),
    ]


def test_what_is_said_of_an_entry_that_is_listed_several_times_is_so() -> None:
    entry = "- [jq](https://jqlang.org)\n"
    document = parse(Source.from_text(f"# One\n{entry * 3}# Two\n{entry * 2}# Three\n- [yq](https://yq.org)\n{entry}"))
    said = []
    for pair in pairs(document):
        place = listed_before(document, pair)
        line, earlier = (document.source.line_number(span.start) for span in (pair.later.title_span, place.span))
        said.append((line, how_often(document, pair), place.message, earlier))
    assert said == [
        (3, "3 times", "first listed here", 2),
        (4, "3 times", "first listed here", 2),
        (6, "3 times", "first listed here", 2),
        (7, "twice", "listed before here", 6),
        (10, "3 times", "first listed here", 2),
    ]


def test_pairs_across_lists_are_told_apart() -> None:
    text = "# One\n- [jq](https://jqlang.org)\n# Two\n- [jq](https://jqlang.org)\n"
    assert relations(text) == [("jq", "jq", Relation.ENTRY, True)]


def test_papers_without_links_are_told_apart_by_their_authors() -> None:
    paper = "- **Do deep nets need depth?** *{}.*\n"
    found = relations("".join(paper.format(people) for people in ("Jimmy Ba and Rich Caruana", "Maria Silva", "J. Ba")))
    title = "Do deep nets need depth?"
    assert found == [(title, title, Relation.ENTRY, False)]


def test_entries_that_could_not_be_read_have_no_partner() -> None:
    assert relations("- Some words [here](https://jqlang.org)\n- Some words [here](https://jqlang.org)\n") == []


def test_equal_titles_are_each_paired_once() -> None:
    text = "".join(f"- [One title of five words](https://arxiv.org/abs/2403.{number:05})\n" for number in range(1000))
    found = relations(text)
    assert len(found) == 999
    assert {relation for _, _, relation, _ in found} == {Relation.TITLE}


@pytest.mark.parametrize("place", [0, 3, 8])
def test_neighbours_finds_a_slip_anywhere_among_many(place: int) -> None:
    words = ["learning", "to", "rank", "very", "large", "collections", "of", "scanned", "documents"]
    slipped = [*words[:place], words[place] + "s", *words[place + 1 :]]
    others = [f"- [A study of subject number {number} in depth](https://example.org/{number})\n" for number in range(200)]
    others[20] = f"- [{' '.join(words)}](https://example.org/one)\n"
    others[180] = f"- [{' '.join(slipped)}](https://example.org/other)\n"
    found = list(neighbours(parse(Source.from_text("".join(others)))))
    assert [(pair.earlier.title, pair.later.title) for pair in found] == [(" ".join(words), " ".join(slipped))]


def test_a_document_is_not_kept() -> None:
    document = parse(Source.from_text("- [jq](https://jqlang.org)\n- [jq](https://jqlang.org)\n"))
    assert pairs(document) is pairs(document)
    kept = weakref.ref(document)
    del document
    gc.collect()
    assert kept() is None
