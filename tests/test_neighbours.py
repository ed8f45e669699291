"""The words that somebody may have meant are the same, however they are looked for."""

import random

import pytest

from awesome_lint.knowledge import neighbours
from awesome_lint.knowledge.neighbours import ALPHABET, Neighbours
from awesome_lint.knowledge.spelling import lexicon


def made() -> Neighbours:
    common = lexicon().common
    return Neighbours(common, frozenset({"mantissas"}), lexicon().usual | {"mantissas"})


@pytest.mark.parametrize(
    ("written", "most", "meant"),
    [
        ("retreival", 1, {"retrieval"}),
        ("cluade", 1, {"claude"}),
        ("mantisas", 1, {"mantissas"}),
        ("compution", 1, set()),
        ("compution", 2, {"computation", "computing", "completion", "companion"}),
    ],
)
def test_what_was_meant(written: str, most: int, meant: set[str]) -> None:
    found = set(made().of(written, most))
    assert found >= meant if most == 2 else found == meant


def test_nothing_is_near() -> None:
    assert not made().of("zzzzzzzz", 2)


def test_many_questions_have_the_answers_of_few(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(1)
    words = [word for word in lexicon().common if 4 <= len(word) <= 14]
    asked = []
    for word in chance.sample(sorted(words), 300):
        at = chance.randrange(len(word))
        slip = chance.choice([word[:at] + word[at + 1 :], word[:at] + chance.choice(ALPHABET) + word[at:]])
        if slip not in lexicon().usual:
            asked.append((slip, 2 if len(slip) >= neighbours.LONG else 1))
    searched, sorted_, few = made(), made(), made()
    monkeypatch.setattr(neighbours, "MOST_QUESTIONS", -1)
    by_sorting = [set(sorted_.of(*question)) for question in asked]
    monkeypatch.setattr(neighbours, "MOST_QUESTIONS", len(asked) * 2)
    monkeypatch.setattr(neighbours, "MOST_SEARCHES", len(asked) * 2)
    assert [set(searched.of(*question)) for question in asked] == by_sorting
    monkeypatch.setattr(neighbours, "MOST_SEARCHES", -1)
    assert [set(few.of(*question)) for question in asked] == by_sorting
