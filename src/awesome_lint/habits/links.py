"""What links do: how their labels are written, and which form of an address at arXiv each label has."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from awesome_lint.habits.habit import Each, Habit, Sample, once
from awesome_lint.patterns import lazy
from awesome_lint.source import Text

if TYPE_CHECKING:
    from awesome_lint.habits.habit import Learnt

# A label that is met less often is a title or a slip, not a habit.
LEAST_LABEL = 3

ARXIV = lazy(
    r"https?://(?P<host>(?:[a-z]+\.)?arxiv\.org|xxx\.lanl\.gov|xxx\.itp\.ac\.cn)/"
    r"(?P<form>abs|pdf|ftp/arxiv/papers/\d{4})/"
    r"(?P<id>\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?/\d{7})(?P<version>(?:v\d+)?)(?P<suffix>(?:\.pdf)*)(?P<rest>[?#].*)?",
    re.IGNORECASE,
)
ARXIV_FORMS = ("abs", "pdf")
# The key of links that are the title of an entry, whose label is no kind of link.
TITLE = ""


def labels(sample: Sample) -> Mapping[str, Iterable[str]]:
    """Return each label as it is spelt, by the label in small letters."""
    spellings: defaultdict[str, list[str]] = defaultdict(list)
    for entry in sample.entries:
        for link in entry.labels:
            label = link.label.value
            spellings[label.casefold()].append(label)
    return spellings


class Labels(Each):
    """How each label of links is written."""

    def infer(self, style: "Learnt") -> Mapping[str, Habit]:
        pins = {label.casefold(): label for label in self.pinned(style)}
        spellings = self.counted(style.sample)
        absent = {key: Counter[str]() for key in pins if key not in spellings}
        return {key: self.most(counts, pins.get(key)) for key, counts in {**spellings, **absent}.items()}

    def told(self, style: "Learnt") -> Iterator[tuple[str, Habit]]:
        """Yield the labels that the list uses, the most frequent first."""
        all_labels: Mapping[str, Habit] = getattr(style, self.name)
        used = [habit for habit in all_labels.values() if habit.is_pinned or habit.total >= LEAST_LABEL]
        for habit in sorted(used, key=lambda habit: (-habit.total, habit.value)):
            if habit.value.strip():
                yield f"Links are labelled `{habit.value}`", habit

    def parts(self, style: "Learnt") -> Iterator[tuple[Habit, bool]]:
        for _, habit in self.told(style):
            yield habit, habit.holds or habit.count == habit.total


@once
def addresses(sample: Sample) -> Mapping[str, Sequence[Text]]:
    """Return the form and place of each address at arXiv, by label; of entries that have one, and labels that name no form."""
    by_label: defaultdict[str, list[Text]] = defaultdict(list)
    for entry in sample.entries:
        papers = [
            (link, link.url_span, match)
            for link in entry.links
            if ("arxiv" in link.url or "xxx." in link.url)
            and link.url_span
            and (match := ARXIV.fullmatch(sample.source.slice(link.url_span)))
        ]
        # An entry may lead to both.
        if len(papers) != 1 or papers[0][2].group("rest"):
            continue
        link, span, match = papers[0]
        key = TITLE if entry.is_of_title(link) else link.label.value.casefold()
        # A label that names a form leads to it.
        if not any(form in key for form in ARXIV_FORMS):
            by_label[key].append(Text(match.group("form").lower(), span))
    return by_label


def arxiv_forms(sample: Sample) -> Mapping[str, Iterable[str]]:
    """Return the forms of the addresses at arXiv that the links of each label have."""
    return {label: [each.value for each in found] for label, found in addresses(sample).items()}
