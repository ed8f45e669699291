import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Document, Text, remembered, summed
from awesome_lint.facts import prose
from awesome_lint.facts.languages import is_french
from awesome_lint.facts.words import AROUND, HYPHEN, MARKS, Words, people, words
from awesome_lint.knowledge.mistyping import ALIKE
from awesome_lint.knowledge.people import given_names
from awesome_lint.knowledge.spelling import BEGINNINGS, CHEAP, LONGEST_WORD, Correction, Lexicon, lexicon
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Source, Span, occurrences, within

# What may stand between a word and the one before it, and the next, that it goes with.
AROUND_LAST, AROUND_NEXT = "(\"“'*_", ")\"”'*_.,;:!?"
QUOTES = "\"'“”‘’«»`"
WORD = lazy(r"[^\W\d_]+")
TORN = lazy(r"\w- $")
FRAGMENT = lazy(r"#[^#\s]*$")

# Of four letters, only well-known slips are, and what the list has elsewhere beside the same word.
LEAST_JUDGED, LEAST_BESIDE = 5, 4
# So far from what was meant, and no oftener, such a word is written; and what was meant at least so often.
FARTHEST_BESIDE, MOST_BESIDE, LEAST_USES = 2.2, 2, 2
# A shorter word stands beside anything.
TELLING = 4
# A text of fewer words may be a name, and says little of its language.
SENTENCE_WORDS = 4
# A torn half of a word has at least as many letters.
LEAST_HALF = 2

# How much doubt a report bears, and what raises or lowers it.
MOST_DOUBT = 1.2
CAPITALISED, CAPITALISED_SLIPS = 0.7, 1.7
ENGLISH_ENDING = -0.3
AGAIN, MOST_AGAIN = 0.3, 0.6
# What is written more often is a term of the list.
MOST_TIMES = 6
MADE = 0.8
# So little doubt is left where the commonest word by far is a slip away, however the other may be made.
PLAINLY = 0.0
# Whatever does something takes these: `improvers`, `resizeable`.
PERSONS_AND_MEANS = ("er", "ers", "or", "ors", "able", "ible", "ness", "less", "wise")
ALIKE_OR_REPEATED = 1.7
SHORT_TEXT = 0.4
# A capital says nothing of a word that begins a text and goes on in small letters: `Redution of data`.
BEGINS = -0.7
BEFORE_TEXT = " \t-–—:*_"
GOES_ON = lazy(r" (?:and|for|from|in|into|of|on|to|with|within) ")
STRANGE_NEIGHBOUR = 0.4
KNOWN_PAIR = -0.4
# The word that was meant stands so near, in an address or in what else is said.
VOUCHED, NEAR = -0.8, 120
# Two slips in a shorter word make another one.
TWO_SLIPS, TWO_SLIPS_CAPITALISED = 8, 10
# A shorter word is a name or a term, unless a pair of English words vouches for what was meant.
SHORT_WORD = 6
# A second correction with so much more doubt is no alternative.
CLEARLY = 0.5
ENGLISH_ENDINGS = (
    *("tion", "tions", "ance", "ence", "ency", "ancy", "ity", "ities", "able", "ible", "ably", "ive", "ment", "ments", "ness"),
    *("ical", "ically", "ary", "ory", "al", "ous", "ent", "ed", "ized", "ised", "ately", "ful", "ology", "ologies", "lines"),
    *("ing", "ings", "ers", "ors"),
)

# What a hyphen at the end of a line leaves of a word, after another word.
ENDS = frozenset(["tion", "tions", "sion", "sions", "ing", "ings", "ment", "ments", "ness", "ity", "ities", "tional", "sional"])

# What stands further away says nothing of a word.
AROUND_IT = 300
# No compound is closed before this.
BASED, LEAST_BEFORE_BASED = "based", 3
# Nor is one with these words, behind a longer word with such an ending: `networksusing`.
GLUED = lazy(r"(?P<word>[a-z]{3,}(?:ing|ment|s|tion))(?P<next>for|from|using|with)")
LEAST_BEFORE_GLUED = 7
# No English word has a letter three times in a row.
THRICE = lazy(r"([a-z])\1{2,}")
# So many words are looked for all at once, and so many unknown ones are first asked of the rare.
MANY = 50

# The share of a text's words that are English when the text is, and of a list's.
ENGLISH_TEXT = 0.7
ENGLISH_LIST = 0.55

# `Claude` is a model, too: a page that names it so often means it.
LEAST_CALLED = 3


class Suspect(Struct, frozen=True):
    """An unknown word in small letters, what it was probably meant to be, and how much doubt there is that it was."""

    word: str
    corrections: tuple[Correction, ...]
    doubt: float
    is_well_known: bool = False
    needs_pair: bool = False
    """Whether it is one only where the list has what was meant beside the same word."""


class Spelling(Rule, frozen=True):
    """Misspelt English words anywhere in what a page says: titles, headings, descriptions, tables, notes.

    Names are names: people, links of one word, code, acronyms, words with digits or accents, and what an address has in the
    same spelling are never judged. A word is reported when English and the terms of the field lack it, and a slip that people
    make leads from a common word to it, or from one that the list itself uses. A page in another language is left alone.

    ## Why

    A reader who searches the page for `classification` does not find the paper whose title says `classiffication`.

    ## Bad

    ```markdown
    # Compression papers

    1. **Deep networks for image classiffication.** *Ann Bee and Cy Dee.* [paper](https://example.org/1)
    ```

    ```markdown
    # Awesome Boats

    - [Oar](https://example.org/oar) - An organized colletion of rowing videos.
    ```

    ## Good

    ```markdown
    # Compression papers

    1. **Deep networks for image classification.** *Ann Bee and Cy Dee.* [paper](https://example.org/1)
    ```

    ```markdown
    # Awesome Boats

    - [Oar](https://example.org/oar) - An organized collection of rowing videos.
    ```

    ## Fix

    Writes the correct word in its place. Whether a strange word is a slip or a name is the author's to know, so the fix is
    unsafe; where two words may have been meant, there is none. Words to accept are listed in the option `words`.
    """

    fixable = Applicability.UNSAFE
    effect = Effect.TEXT

    words: Annotated[tuple[str, ...], Meta(description="words to accept, in any case")] = ()

    def check(self, document: Document) -> Iterator[Diagnostic]:
        known = lexicon()
        text = document.source.text
        found = words(document)
        if found.english < ENGLISH_LIST:
            return
        page = text.lower()
        if len(page) != len(text):
            # Some capitals of Turkish have two small letters.
            page = text
        accepted = {word.lower() for word in self.words}
        suspects = {
            suspect.word: suspect
            for suspect in (*_suspects(document, page, found, known), *_torn(found, known))
            if suspect.word not in accepted
        }
        if suspects and is_french(document):
            # Many of its words are English ones, too.
            return
        for corrections, spans in _found(document, page, suspects, known):
            yield self._diagnostic(document.source, corrections, spans)

    def _diagnostic(self, source: Source, corrections: Sequence[str], spans: Sequence[Span]) -> Diagnostic:
        edits = [Edit(span, _in_case_of(source.slice(span), corrections[0])) for span in spans]
        first = source.slice(spans[0])
        expected = " or ".join(f"`{_in_case_of(first, word)}`" for word in corrections)
        fix = Fix.of(edits, Applicability.UNSAFE) if len(corrections) == 1 else None
        diagnostic = self.diagnostic(spans[0], f"`{first}` should be {expected}.", fix)
        return replace(diagnostic, count=len(spans), run=tuple(spans)) if len(spans) > 1 else diagnostic


def _suspects(document: Document, page: str, found: Words, known: Lexicon) -> Iterator[Suspect]:
    """Yield the unknown words that are nearer to an English one than to being a name or a term."""
    names = people(document)
    # To look for a rare word takes longer than for corrections, unless there are so many that the rare ones are taken apart.
    are_many = len(found.unknown) > MANY
    for word, count in found.unknown.items():
        slip = known.slips.get(word)
        if word in names and (slip is None or word not in found.small):
            continue
        if (
            slip is None
            and word[-1] == "s"
            and word[:-1] in known.slips
            and known.knows(plural := f"{known.slips[word[:-1]]}s")
        ):
            slip = plural
        if slip is None and word in found.small:
            slip = known.plural(word)
        if slip is None and word.endswith(BASED):
            slip = _hyphenated(word, found, known)
        if slip is None and (glued := GLUED.fullmatch(word)):
            slip = _parted(glued["word"], glued["next"], known)
        if slip is None and word in found.small and (thrice := THRICE.search(word)):
            slip = _without_repetition(word, thrice, known)
        if slip is not None:
            yield Suspect(word, (Correction(slip, 0.0, 0.0),), 0.0, is_well_known=True)
            continue
        if len(word) < LEAST_BESIDE or count > MOST_TIMES or (are_many and _is_listed(word, known)):
            continue
        is_capitalised = word not in found.small
        is_derived = word.endswith(ENGLISH_ENDINGS)
        slips = 2 if len(word) >= (TWO_SLIPS if not is_capitalised or is_derived else TWO_SLIPS_CAPITALISED) else 1
        corrections = known.corrections(word, slips, found.share)
        if not corrections or (is_capitalised and _is_called(corrections[0].word, found)):
            continue
        doubt = corrections[0].doubt + min(AGAIN * (count - 1), MOST_AGAIN)
        if is_capitalised:
            doubt += CAPITALISED
        if is_derived:
            doubt += ENGLISH_ENDING
        may_begin = BEGINS if is_capitalised and corrections[0].slips <= CHEAP and len(word) >= TWO_SLIPS else 0.0
        is_doubtful = doubt + min(KNOWN_PAIR, may_begin) > MOST_DOUBT or len(word) < LEAST_JUDGED
        if (is_capitalised and corrections[0].slips > CAPITALISED_SLIPS) or (
            is_doubtful and not (doubt + VOUCHED <= MOST_DOUBT and _may_be_vouched(corrections[0], page))
        ):
            used = _used(corrections, found) if count <= MOST_BESIDE else ()
            if used and not known.knows(word):
                yield Suspect(word, used, doubt, needs_pair=True)
            continue
        if (not are_many and _is_listed(word, known)) or known.is_variant(word):
            continue
        if known.knows(word):
            undoubled = known.undoubled(word)
            if undoubled is not None:
                corrections = (Correction(undoubled, 0.0, 0.0),)
            elif not (
                corrections[0].slips <= CHEAP or _is_unlikely(word, corrections[0], found) or corrections[0].doubt <= PLAINLY
            ):
                continue
            else:
                doubt += MADE
        yield Suspect(word, corrections, doubt)


def _is_called(word: str, found: Words) -> bool:
    """Whether a word is a name of people, which is spelt in many ways, and none that the page says again and again."""
    return word.capitalize() in given_names() and found.uses(word) < LEAST_CALLED


def _hyphenated(word: str, found: Words, known: Lexicon) -> str | None:
    """Return a word with the hyphen that it lacks before `based`, as in `rulebased`, or None."""
    stem = word.removesuffix(BASED)
    if len(stem) < LEAST_BEFORE_BASED or stem in BEGINNINGS or known.lists(word):
        return None
    return f"{stem}-{BASED}" if known.knows(stem) or found.has(stem.upper()) else None


def _parted(word: str, following: str, known: Lexicon) -> str | None:
    """Return two words that stand together without a space, as in `networksusing`, or None where they are one."""
    if len(word) < LEAST_BEFORE_GLUED or word not in known.common or known.lists(word + following):
        return None
    return f"{word} {following}"


def _without_repetition(word: str, thrice: "re.Match[str]", known: Lexicon) -> str | None:
    """Return the common word that a key held down too long has made this one of (`commmunication`), or None."""
    for kept in (thrice[1] * 2, thrice[1]):
        meant = word[: thrice.start()] + kept + word[thrice.end() :]
        if len(meant) >= LEAST_JUDGED and meant in known.common:
            return meant
    return None


def _is_listed(word: str, known: Lexicon) -> bool:
    return known.lists(word) or (word[-1] == "s" and known.lists(word[:-1]))


def _used(corrections: Sequence[Correction], found: Words) -> tuple[Correction, ...]:
    """Return what the list uses of the corrections that are not far away."""
    return tuple(each for each in corrections if each.slips <= FARTHEST_BESIDE and found.uses(each.word) >= LEAST_USES)


def _is_unlikely(word: str, correction: Correction, found: Words) -> bool:
    """Whether a word that endings make of others is hardly one: the list has what was meant, and nobody would do so."""
    return (
        word in found.small
        and correction.slips <= ALIKE_OR_REPEATED
        and found.uses(correction.word) > 0
        and not word.endswith(PERSONS_AND_MEANS)
    )


def _may_be_vouched(correction: Correction, page: str) -> bool:
    """Whether a text has what was meant, where the slip is a common one of a word that is not too short."""
    word = correction.word
    return correction.slips <= ALIKE and len(word) >= SHORT_WORD and next(_apart(page, word), None) is not None


def _torn(found: Words, known: Lexicon) -> Iterator[Suspect]:
    """Yield the words that were divided at the end of a line: `annota-tions`."""
    for word, whole in found.torn.items():
        if whole in known.common and known.slips.get(word) is None:
            first, _, second = word.partition(HYPHEN)
            is_end = second in ENDS or not known.lists(first)
            if len(first) >= LEAST_HALF <= len(second) and first not in BEGINNINGS and is_end and not known.lists(second):
                yield Suspect(word, (Correction(whole, 0.0, 0.0),), 0.0, is_well_known=True)


def _found(
    document: Document, page: str, suspects: Mapping[str, Suspect], known: Lexicon
) -> Iterator[tuple[Sequence[str], Sequence[Span]]]:
    """Yield what the suspects were meant to be, and the places of each; not those that an address, code, or a word of mixed
    case has, too: these are names."""
    text = document.source.text
    places = _places(document, page, suspects)
    texts = dict(prose.stretches(document, sorted(span for spans in places.values() for span in spans)))
    contents = [contents.span for contents in document.contents]
    for word, spans in places.items():
        listed = [span for span in spans if within(contents, span)]
        outside = [span for span in spans if not within(contents, span) and not _is_in_fragment(text, span)]
        if not all(span in texts and _is_no_name(text, span) for span in outside):
            continue
        judged = [
            (span, corrections)
            for span in outside
            if _is_word(text, span)
            and not _is_label(document, span, suspects[word].corrections[0].word)
            and (corrections := _meant(texts[span], span, suspects[word], known, page))
        ]
        if judged:
            # A table of contents repeats the headings.
            repeated = [span for span in listed if _is_word(text, span)]
            yield judged[0][1], sorted([*repeated, *(span for span, _ in judged)])


def _places(document: Document, page: str, suspects: Iterable[str]) -> Mapping[str, Sequence[Span]]:
    """Return where each of the suspects stands by itself; `page` is the text, in small letters where these are as many."""
    if document.stretches:
        wanted = frozenset(suspects)
        is_small = page is not document.source.text
        found: dict[str, list[Span]] = {word: [] for word in suspects}
        for part, start, _ in document.stretches:
            for word, known in _known_places(part, wanted, is_small=is_small):
                found[word] += [place.moved(start) for place in known]
        return found
    places: dict[str, list[Span]] = {word: [] for word in suspects}
    if len(places) > MANY:
        for match in WORD.finditer(page):
            if match.group() in places and _is_apart(page, *match.span()):
                places[match.group()].append(Span(*match.span()))
    return {word: spans or list(_apart(page, word)) for word, spans in places.items()}


def _known_places(document: Document, wanted: frozenset[str], *, is_small: bool) -> Iterator[tuple[str, Sequence[Span]]]:
    """Yield those of the words that a stretch has, with their places; it keeps what it was asked for."""
    asked, found = _asked(document).setdefault(is_small, (set(), {}))
    if new := wanted - asked:
        asked |= new
        text = document.source.text.lower() if is_small else document.source.text
        places = {word: tuple(_apart(text, word)) for word in new if word in text}
        found |= {word: spans for word, spans in places.items() if spans}
    return ((word, found[word]) for word in found.keys() & wanted)


@remembered
def _asked(_document: Document) -> dict[bool, tuple[set[str], dict[str, Sequence[Span]]]]:
    return {}


def _apart(page: str, word: str) -> Iterator[Span]:
    """Yield where a text has a word, not as a part of another."""
    for start in occurrences(page, word):
        if _is_apart(page, start, start + len(word)):
            yield Span(start, start + len(word))


def _is_apart(page: str, start: int, end: int) -> bool:
    return not (page[start - 1 : start].isalnum() or page[end : end + 1].isalnum())


def _is_label(document: Document, span: Span, meant: str) -> bool:
    """Whether a word is all that a reader clicks on, and no other link has what was meant: it is a name, spelt as its makers
    like."""
    index = bisect_right(document.links, span.start, key=lambda link: link.span.start) - 1
    link = document.links[index] if index >= 0 else None
    if link is None or link.label.span != span:
        return False
    return meant not in _labels(document)


@summed
def _labels(document: Document) -> Counter[str]:
    """Return what readers click on, in small letters."""
    return Counter(link.label.value.lower() for link in document.links)


def _is_in_fragment(text: str, span: Span) -> bool:
    """Whether a word is written in the anchor of a heading, slip and all: `README.md#reveiws`."""
    before = text[max(0, span.start - LONGEST_WORD) : span.start].rpartition("(")[2]
    return text[span.start - 1 : span.start] in tuple("#-&") and FRAGMENT.search(before) is not None


def _is_no_name(text: str, span: Span) -> bool:
    """Whether what stands there is a plain word, a part of one, or all in capitals."""
    word = text[span.start : span.end]
    return word[1:].islower() or word.isupper()


def _is_word(text: str, span: Span) -> bool:
    """Whether nothing but marks and hyphens joins the word to others."""
    start, end = span
    if text[start + 1 : end].isupper():
        return False
    first, last = max(0, start - LONGEST_WORD), min(len(text), end + LONGEST_WORD)
    while start > first and not (text[start - 1].isspace() or text[start - 1] in MARKS):
        start -= 1
    while end < last and not (text[end].isspace() or text[end] in MARKS):
        end += 1
    if text[max(0, start - 5) : start].rstrip("()[]{}*<")[-1:].isalnum() or text[end : end + 1] == ">":
        # `P(ortable)`, `(d)evelopment`, `**S**erialization`, `strongbr>`.
        return False
    parts = text[start:end].strip(AROUND).split(HYPHEN)
    written = text[span.start : span.end]
    return all(part.isalpha() for part in parts) and (written in parts or (HYPHEN in written and len(parts) == 2))


def _meant(text: Text, span: Span, suspect: Suspect, known: Lexicon, page: str) -> tuple[str, ...]:
    """Return what the word was meant to be there, the likeliest first; nothing where it may well be right."""
    start, end = span.start - text.span.start, span.end - text.span.start
    word, before, after = (
        text.value[start:end],
        text.value[max(0, start - AROUND_IT) : start],
        text.value[end : end + AROUND_IT],
    )
    if _is_set_apart(word, before, after):
        return ()
    best = suspect.corrections[0]
    likely = [each for each in suspect.corrections if each.doubt - best.doubt < CLEARLY]
    if not suspect.needs_pair and len(likely) == 1 and _may_be_vouched(best, page[max(0, span.start - NEAR) : span.end + NEAR]):
        # An address that has the word as it should be, or another sentence of the entry.
        return (best.word,) if suspect.doubt + VOUCHED <= MOST_DOUBT else ()
    around = [other for other in WORD.findall(before) + WORD.findall(after) if len(other) > 2]
    others = [other.lower() for other in around]
    if not _are_english(others, known):
        # Beside the names of people, a text says little of its language.
        is_plain = suspect.is_well_known and len(word) >= LEAST_JUDGED and _are_english([*filter(str.islower, around)], known)
        if not is_plain:
            return ()
    doubt = suspect.doubt + (SHORT_TEXT if len(others) + 1 < SENTENCE_WORDS else 0.0)
    previous, following = (
        _neighbour(before.rsplit(maxsplit=1)[-1:], AROUND_LAST),
        _neighbour(after.split(maxsplit=1)[:1], AROUND_NEXT),
    )
    for neighbour in (previous, following):
        small = neighbour.lower()
        if len(neighbour) > 2 and neighbour[1:].islower() and small not in known.slips and not known.knows(small):
            if word[0].isupper() and neighbour[0].isupper():
                return ()
            doubt += STRANGE_NEIGHBOUR
    if suspect.is_well_known:
        return (best.word,)
    if word[0].isupper() and best.slips <= CHEAP and len(word) >= TWO_SLIPS and GOES_ON.match(after):
        doubt += BEGINS if not before.strip(BEFORE_TEXT) else 0.0
    if suspect.needs_pair:
        previous, following = (neighbour if len(neighbour) >= TELLING else "" for neighbour in (previous, following))
        return tuple(each.word for each in suspect.corrections if _are_beside(previous, each.word, following, page))[:1]
    is_certain = doubt <= MOST_DOUBT and len(word) >= SHORT_WORD
    if not is_certain or len(likely) > 1:
        beside = [
            each.word
            for each in likely
            if (is_certain or (each.slips <= CHEAP and doubt + each.doubt - best.doubt + KNOWN_PAIR <= MOST_DOUBT))
            and (
                _are_beside(previous, each.word, following, page)
                or (word.islower() and _are_pairs(previous, each.word, following, known))
            )
        ]
        if beside or not is_certain:
            return tuple(beside)
    return tuple(each.word for each in likely)


def _are_english(others: Sequence[str], known: Lexicon) -> bool:
    """Whether enough words are English, well-known slips included: who makes one makes several."""
    return sum(other in known.slips or known.knows(other) for other in others) >= len(others) * ENGLISH_TEXT


def _are_beside(previous: str, word: str, following: str, page: str) -> bool:
    """Whether the page has the word with one of its neighbours."""
    before, after = f" {previous} {word} ".lower(), f" {word} {following}".lower()
    return bool((previous and before in page) or (following and after in page))


def _are_pairs(previous: str, word: str, following: str, known: Lexicon) -> bool:
    """Whether English has the word beside both of its neighbours."""
    if not (previous and following):
        return False
    return known.has_pair(previous.lower(), word) and known.has_pair(word, following.lower())


def _is_set_apart(word: str, before: str, after: str) -> bool:
    """Whether a word stands there as a name or a quotation, or is a part of one: `Fitnets: Hints for thin nets`, `ef- fective`,
    `$R$etrieval`, the misspelling "accomodate"."""
    if (word[0].isupper() and after.startswith(":")) or TORN.search(before) or before.endswith("$") or after.startswith("$"):
        return True
    return before.endswith(tuple(QUOTES)) and after.lstrip(".,").startswith(tuple(QUOTES))


def _neighbour(words: Sequence[str], around: str) -> str:
    """Return the word beside another one, of none or one, if no mark stands between them."""
    return plain if words and (plain := words[0].strip(around)).isalpha() else ""


def _in_case_of(written: str, word: str) -> str:
    return word.capitalize() if written[0].isupper() else word
