"""See whether parsing and linting take time in proportion to the number of entries.

    python benchmarks/growth.py                                     every rule that is on by default
    python benchmarks/growth.py --rule similar-title                one rule only
    python benchmarks/growth.py --entries 1000 10000 --form paper-flat

similar-title compares every title with others, whether or not the entries share a link: its costliest option.

Lists are made up: papers or named tools, in sections of fifty entries or in one flat list, with titles of random words of which
one in a hundred nearly repeats another. For each, the processor time of one entry is printed as a ratio to that in the
smallest list: 1.00 throughout is growth in proportion. Figures in seconds belong to one machine and are not printed.
"""

import argparse
import gc
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import median
from types import MappingProxyType

from awesome_lint.engine.linter import lint
from awesome_lint.parser import parse
from awesome_lint.registry.discovery import configured, discover
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source

ENTRIES = (1_000, 10_000, 100_000)
ENTRIES_IN_A_SECTION = 50
SEED = 20

# Every list is measured at least so often, and small ones until so many seconds are spent.
LEAST_SECONDS = 2.0
FEWEST_RUNS = 3

SYLLABLES = (
    "ba",
    "cor",
    "dex",
    "fi",
    "gra",
    "hul",
    "in",
    "jo",
    "ka",
    "lem",
    "mo",
    "nar",
    "or",
    "pli",
    "qua",
    "ren",
    "su",
    "tor",
)
WORDS_KNOWN = 4_000
TITLE_WORDS = (5, 12)
DESCRIPTION_WORDS = (6, 14)
# One entry in so many has nearly the title of an earlier one.
NEAR_REPEATS = 100


class Vocabulary:
    """Random words, titles and people; the same ones in every run."""

    def __init__(self) -> None:
        self.random = random.Random(SEED)
        self.words = ["".join(self.random.choices(SYLLABLES, k=self.random.randint(1, 4))) for _ in range(WORDS_KNOWN)]
        self.titles: list[str] = []

    def phrase(self, lengths: tuple[int, int]) -> str:
        return " ".join(self.random.choices(self.words, k=self.random.randint(*lengths))).capitalize()

    def title(self) -> str:
        """Return a new title, or one of the former with a letter more."""
        if self.titles and self.random.randrange(NEAR_REPEATS) == 0:
            title = self.random.choice(self.titles)
            at = self.random.randrange(len(title))
            return f"{title[:at]}e{title[at:]}"
        title = self.phrase(TITLE_WORDS)
        self.titles.append(title)
        return title

    def person(self) -> str:
        return f"{self.random.choice(self.words).capitalize()} {self.random.choice(self.words).capitalize()}"


def paper(words: Vocabulary, number: int) -> str:
    people = f"{words.person()}, {words.person()}, and {words.person()}"
    identifier = f"{10 + number // 100_000 % 20:02}{1 + number % 12:02}.{number % 100_000:05}"
    return f"- **{words.title()}.** *{people}.* [paper](https://arxiv.org/abs/{identifier})\n"


def tool(words: Vocabulary, number: int) -> str:
    owner, name = words.random.choice(words.words), words.random.choice(words.words)
    return f"- [{name}-{number}](https://github.com/{owner}/{name}-{number}) - {words.phrase(DESCRIPTION_WORDS)}.\n"


def sectioned(entry: Callable[[Vocabulary, int], str], count: int) -> Iterator[str]:
    words = Vocabulary()
    for number in range(count):
        if number % ENTRIES_IN_A_SECTION == 0:
            yield f"\n## Section {number // ENTRIES_IN_A_SECTION}\n\n"
        yield entry(words, number)


def flat(entry: Callable[[Vocabulary, int], str], count: int) -> Iterator[str]:
    words = Vocabulary()
    for number in range(count):
        yield entry(words, number)


FORMS: Mapping[str, Callable[[int], Iterator[str]]] = MappingProxyType(
    {
        "paper-sectioned": lambda count: sectioned(paper, count),
        "paper-flat": lambda count: flat(paper, count),
        "tool-sectioned": lambda count: sectioned(tool, count),
        "tool-flat": lambda count: flat(tool, count),
    }
)


def text(form: str, count: int) -> str:
    """Return a list of `count` entries."""
    return "# List\n\n" + "".join(FORMS[form](count))


def costs(content: str, rules: RuleSet) -> tuple[float, float, int]:
    """Return the seconds of processor time that parsing and linting take, and the number of diagnostics.

    They are medians over runs, for the best of many short runs would look better than the best of a few long ones. The program
    collects no garbage while it runs, so neither do these.
    """
    parsing: list[float] = []
    linting: list[float] = []
    found = 0
    while len(parsing) < FEWEST_RUNS or sum(parsing) + sum(linting) < LEAST_SECONDS:
        gc.collect()
        gc.disable()
        start = time.process_time()
        document = parse(Source.from_text(content))
        middle = time.process_time()
        report = lint(document, rules)
        end = time.process_time()
        gc.enable()
        parsing.append(middle - start)
        linting.append(end - middle)
        found = len(report.diagnostics)
    return median(parsing), median(linting), found


def rules_for(names: Sequence[str]) -> RuleSet:
    """Return the rules called so, or those on by default; similar-title compares every title, its costliest option."""
    chosen = [rule for name, rule in discover().items() if (name in names if names else rule.default)]
    return RuleSet.of(configured(rule, {"without_link": True} if rule.name == "similar-title" else {}) for rule in chosen)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, nargs="+", default=list(ENTRIES), help="the sizes, smallest first")
    parser.add_argument("--form", choices=list(FORMS), nargs="+", default=list(FORMS))
    parser.add_argument("--rule", nargs="+", default=[], choices=list(discover()), metavar="RULE", help="only these rules")
    arguments = parser.parse_args()
    rules = rules_for(arguments.rule)
    print(f"{'form':<16} {'entries':>8} {'parse':>6} {'lint':>6} {'both':>6} {'lint/parse':>11} {'diagnostics':>12}")
    for form in arguments.form:
        smallest: tuple[float, float] | None = None
        for count in arguments.entries:
            parsing, linting, found = costs(text(form, count), rules)
            one = (parsing / count, linting / count)
            smallest = smallest or one
            ratios = (one[0] / smallest[0], one[1] / smallest[1], sum(one) / sum(smallest))
            shown = " ".join(f"{ratio:6.2f}" for ratio in ratios)
            print(f"{form:<16} {count:>8,} {shown} {linting / parsing:11.3f} {found:>12,}", flush=True)


if __name__ == "__main__":
    main()
