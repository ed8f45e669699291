from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence, Set
from functools import lru_cache

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, Entry, Text, of_page, remembered, summed
from awesome_lint.facts.folding import folded
from awesome_lint.knowledge.spelling import lexicon
from awesome_lint.knowledge.venues import SEVERAL, WORD, WRITTEN
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

# A name that is written so often is meant so, and is evidence for what a rare one was meant to be.
OFTEN = 3
# The only one that many write in other ways.
ARXIV = "arxiv"
# The conference of 2018 was the last with the old name, and the first with the new one.
OLD, NEW, LAST = "NIPS", "NeurIPS", 2018
FOUR_DIGITS = lazy(r"(?<!\d)\d{4}(?!\d)")
# What these are called says how they are read.
PREPRINTS = frozenset(["arXiv", "bioRxiv", "medRxiv"])
# In longer names one letter may be wrong; in shorter ones, two that changed places.
LONG = 6
# Of a name of so many letters, what is one letter away is no other venue.
LEAST_WELL_KNOWN = 7
WELL_KNOWN = tuple(key for key in WRITTEN if len(key) >= LEAST_WELL_KNOWN and key.isalpha())
# Letters and digits that look alike.
LOOKALIKES = str.maketrans("lI1|0", "iiiio")
LEAST, SHARE = 3, 0.8
YEAR = lazy(r"(?<!\d)\d{2,4}\Z")
ADDRESS_WORD = lazy(r"[a-z]{3,}")
# `JOURNAL OF COMPUTER SCIENCE`, which a few of the venues of a list are.
LOUD = lazy(r"(?=[A-Z ]+ (?:AND|FOR|IN|OF|ON|THE) )[A-Z]{4,}(?: [A-Z]{2,}){2,}")
LOUD_WORD = lazy(r"[A-Z]+")
MOST_LOUD = 0.3
SMALL = frozenset(["AND", "FOR", "IN", "OF", "ON", "THE"])


class MisspeltVenue(Rule, frozen=True):
    """A venue whose name is misspelt, or written in other capitals than elsewhere in the list: `NeurlPS`, `Eurosys`.

    Names in other capitals are reported where the list itself mostly writes those by which the venue calls itself, or at least
    has them; a list that writes `Arxiv` or `Sigmod` throughout, three times and more, does so by habit, one that writes both
    `Arxiv` and `arxiv` does not. Names with capitals inside, such as `EuroSys`, are never written with the first alone. `NIPS`
    was its name until 2018.

    ## Why

    Who searches a page for the papers of a venue finds those only whose venue is written as the others are.

    ## Bad

    ```markdown
    - **One.** *Ann Lee and Bo Chen.* NeurIPS 2019. [paper](https://example.org/1)
    - **Two.** *Ann Lee and Bo Chen.* NeurlPS 2020. [paper](https://example.org/2)
    - **Three.** *Ann Lee and Bo Chen.* Neurips 2021. [paper](https://example.org/3)
    ```

    ## Good

    ```markdown
    - **One.** *Ann Lee and Bo Chen.* NeurIPS 2019. [paper](https://example.org/1)
    - **Two.** *Ann Lee and Bo Chen.* NeurIPS 2020. [paper](https://example.org/2)
    - **Three.** *Ann Lee and Bo Chen.* NeurIPS 2021. [paper](https://example.org/3)
    ```

    ## Fix

    Writes the name as the others are: safe for capitals, unsafe for letters and for names in nothing but capitals.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT
    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from folded(self._found(document))

    def _found(self, document: Document) -> Iterator[tuple[Hashable, Diagnostic]]:
        venues = _venues(document)
        for word, entry in [(word, entry) for entry, venue in venues for word in _words(venue)]:
            found = word.value
            if found == OLD and (year := FOUR_DIGITS.search(entry.year.value if entry.year else "")) and int(year[0]) > LAST:
                fix = Fix.replace(word.span, NEW, Applicability.UNSAFE)
                yield (found, NEW), self.diagnostic(word.span, f"`{OLD}` is called `{NEW}` since {LAST}: write that.", fix)
                continue
            wanted = _expected(document, found)
            is_safe = wanted is not None
            if wanted is None and found.casefold() not in WRITTEN:
                wanted = _meant(document, found, entry)
            if wanted is not None:
                fix = Fix.replace(word.span, wanted, Applicability.SAFE if is_safe else Applicability.UNSAFE)
                yield (found, wanted), self.diagnostic(word.span, f"`{found}` should be `{wanted}`.", fix)
        loud = [venue for _, venue in venues if LOUD.fullmatch(venue.value)]
        if loud and not _is_loud(document):
            for venue in loud:
                wanted = LOUD_WORD.sub(lambda word: _quiet(word.group()), venue.value)
                fix = Fix.replace(venue.span, wanted, Applicability.UNSAFE)
                yield venue.value, self.diagnostic(venue.span, f"`{venue.value}` should be `{wanted}`.", fix)


@remembered
def _venues(document: Document) -> Sequence[tuple[Entry, Text]]:
    """Return the entries that have a venue, with it."""
    return [(entry, entry.venue) for entry in document.entries if entry.venue and not _is_label(entry, entry.venue)]


@summed
def _counted(document: Document) -> Counter[str]:
    """Return how often each word stands in a venue."""
    return Counter(word.value for _, venue in _venues(document) for word in _words(venue))


@summed
def _alone(document: Document) -> Counter[str]:
    """Return how often each venue is met, years aside."""
    return Counter(YEAR.sub("", venue.value).rstrip(" ,'’") for _, venue in _venues(document))


@of_page
def _is_loud(document: Document) -> bool:
    """Whether the page mostly writes whole names in capitals."""
    counts = _shouted(document)
    return counts[True] >= MOST_LOUD * counts.total()


@summed
def _shouted(document: Document) -> Counter[bool]:
    return Counter(LOUD.fullmatch(venue.value) is not None for _, venue in _venues(document))


@of_page
def _expected(document: Document, word: str) -> str | None:
    """Return how the list writes a name that has other capitals, or None."""
    return _in_capitals(document).get(word)


@remembered
def _in_capitals(document: Document) -> dict[str, str]:
    return _capitals(_counted(document), _alone(document).keys())


@of_page
def _met_often(document: Document) -> tuple[str, ...]:
    """Return the well-known venues that the page names often, the first by their letters first."""
    return tuple(sorted(name for name, count in _counted(document).items() if count >= OFTEN and name.casefold() in WRITTEN))


@of_page
def _is_often(document: Document, word: str) -> bool:
    return _counted(document)[word] >= OFTEN


def _is_label(entry: Entry, venue: Text) -> bool:
    """Whether a venue is the label of a link, whose capitals are compared with other labels."""
    return any(link.label.span == venue.span for link in entry.labels)


def _words(venue: Text) -> Iterator[Text]:
    """Yield the words of a venue that may be short names."""
    if len(venue.value) != venue.span.end - venue.span.start:
        return
    for word in WORD.finditer(venue.value):
        if len(word.group()) > 2 and any(letter.isalpha() for letter in word.group()):
            yield Text(word.group(), Span(venue.span.start + word.start(), venue.span.start + word.end()))


def _quiet(word: str) -> str:
    """Return a word of a name without its capitals, but for the first."""
    return word if word.casefold() in WRITTEN else word.lower() if word in SMALL else word.capitalize()


def _capitals(counts: Mapping[str, int], alone: Set[str]) -> dict[str, str]:
    """Return, for each name in other capitals than the list writes it in, how it should be written.

    `alone` are the venues that are nothing but a name, years aside.
    """
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for word in counts:
        forms[word.casefold()].append(word)
    expected: dict[str, str] = {}
    for key, words in forms.items():
        name = WRITTEN.get(key)
        if name is None or key in SEVERAL:
            continue
        has_small = key != ARXIV and len(key) >= LONG and not name.isupper() and key.capitalize() != name
        if has_small and words == [key.capitalize()] and words[0] in alone:
            expected[words[0]] = name
        if len(words) < 2:
            if counts[words[0]] < LEAST and words[0] in alone and _is_slip_of_capitals(words[0], name):
                expected[words[0]] = name
            continue
        most = max(words, key=lambda word: (counts[word], word))
        is_habit = counts[most] >= LEAST and counts[most] >= SHARE * sum(counts[word] for word in words)
        wanted = most if is_habit else name
        if wanted is not None:
            expected |= {word: wanted for word in words if word not in (wanted, name)}
    return expected


def _is_slip_of_capitals(word: str, name: str) -> bool:
    """Whether a name that the page writes in one way, once or twice, is one that nobody writes so who knows it."""
    is_acronym = name.isupper() and len(name) >= LONG and word.istitle()
    return word != name and not word.isupper() and (name in PREPRINTS or is_acronym)


def _meant(document: Document, word: str, entry: Entry) -> str | None:
    """Return the venue that a name which is none was meant to be, or None."""
    whole = word.casefold()
    if word[0].isupper() and len(word) >= LEAST_WELL_KNOWN - 1 and not lexicon().knows(whole):
        for key in WELL_KNOWN:
            if _is_slip(whole, key) or whole == key[:-1]:
                return WRITTEN[key]
    if sum(letter.isupper() for letter in word) < 2:
        return None
    if len(word) > 3 and (alike := _by_look().get(whole.translate(LOOKALIKES))):
        return alike
    if not _is_often(document, word):
        for name in _met_often(document):
            if _is_slip(word.casefold(), name.casefold()):
                return name
    # The address of the paper names its venue.
    for link in entry.links:
        for part in ADDRESS_WORD.findall(link.url.casefold()):
            if part in WRITTEN and _is_slip(word.casefold(), part):
                return WRITTEN[part]
    return None


@lru_cache(maxsize=1)
def _by_look() -> Mapping[str, str]:
    """Return the venues by their names with letters that look alike made one."""
    # Of two that look alike, the first counts.
    return {key.translate(LOOKALIKES): name for key, name in reversed([*WRITTEN.items()])}


def _is_slip(word: str, name: str) -> bool:
    """Whether two neighbouring letters changed places, or, in a long name, one is wrong, missing or too much inside it."""
    if len(word) == len(name):
        different = [index for index, (one, other) in enumerate(zip(word, name, strict=True)) if one != other]
        if len(different) == 1:
            return len(name) >= LONG and 0 < different[0] < len(name) - 1
        if len(different) != 2 or different[1] != different[0] + 1:
            return False
        first, second = different
        return word[first] == name[second] and word[second] == name[first]
    if abs(len(word) - len(name)) != 1 or len(name) < LONG:
        return False
    short, long = sorted((word, name), key=len)
    return any(long[:index] + long[index + 1 :] == short for index in range(1, len(long) - 1))
