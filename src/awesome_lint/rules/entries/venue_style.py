from collections import Counter, defaultdict
from collections.abc import Container, Hashable, Iterable, Iterator, Sequence

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.facts.folding import folded
from awesome_lint.habits.habit import Habit, own
from awesome_lint.habits.venues import BRACKETS, SHORT, WHOLE, Citation, citations
from awesome_lint.knowledge.venues import known_in
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule
from awesome_lint.source import Span

LEAST, SHARE = 10, 0.85
# Where less do so, what hardly any other does is a slip all the same.
MOSTLY, RARE_SHARE = 0.6, 0.02
BRACKET_SHARE = 0.9
YEAR = lazy(r"YYYY|YY")
# Years below are of this century.
TURN = 50
LONGEST = 60
# What holds these is more than a name.
SEVERAL = lazy(r"[,:;]")
LEAST_CAPITALS, MOST_CAPITALS = 4, 8


class VenueStyle(Rule, frozen=True):
    """A venue and its year that stand together otherwise than in the rest of the list: `ICSE2024` or `ICSE, 24`.

    What stands between the two is compared, their order, whether the year is written out, and the bracket before them. Only
    what is known to be a venue is judged, by its name or because the list has it elsewhere. Where six in ten agree and the
    others have several ways, only one that hardly any other has is a slip.

    ## Why

    Readers find a paper by its venue and year, and look for them in the same form everywhere. Programs do so even more.

    ## Bad

    ```markdown
    - **Paper 1.** *Ann Lee and Bo Chen.* ICML 2018. [paper](https://example.org/1)
    …
    - **Paper 11.** *Ann Lee and Bo Chen.* ICML2018. [paper](https://example.org/11)
    ```

    ## Good

    ```markdown
    - **Paper 1.** *Ann Lee and Bo Chen.* ICML 2018. [paper](https://example.org/1)
    …
    - **Paper 11.** *Ann Lee and Bo Chen.* ICML 2018. [paper](https://example.org/11)
    ```

    ## Fix

    Writes the two as the list mostly does: safe where marks and spaces change, unsafe where the year is written out or cut
    short, or the two change places. None where a bracket would have to be opened or closed further on.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from folded(self._found(document))

    def _found(self, document: Document) -> Iterator[tuple[Hashable, Diagnostic]]:
        found = citations(document.style.sample)
        if len(found) < LEAST:
            return
        counts = Counter(citation.form for citation in found)
        form, count = counts.most_common(1)[0]
        habit = Habit(form, count, len(found), least=LEAST, least_share=SHARE)
        names = {_venue(document, citation).casefold() for citation in found if citation.form == form}
        known = [citation for citation in found if _is_venue(_venue(document, citation), names)]
        if habit.holds or habit.is_firm(LEAST, MOSTLY):
            opening = Counter(citation.opening for citation in found).most_common(1)[0][0]
            short = [
                citation
                for citation in found
                if opening and citation.opening == opening and _is_short_name(_venue(document, citation))
            ]
            for citation in _without_own(document, [*known, *(each for each in short if each not in known)], habit):
                if citation.form == form:
                    continue
                is_rare = (
                    counts[citation.form] <= max(1, RARE_SHARE * len(found)) and not _venue(document, citation)[-1].isspace()
                )
                if not habit.holds and not is_rare:
                    continue
                is_turned = citation.is_venue_first != form.startswith("{venue}")
                if not is_turned or (citation.opening == opening and not SEVERAL.search(_venue(document, citation))):
                    yield citation.form, self._deviation(document, citation, form)
        for citation, opening in _out_of_brackets(known):
            fix = _brackets(document, citation, opening)
            if fix is not None:
                held = document.source.slice(citation.span)
                wanted, written = (f"{mark}{held}{BRACKETS.get(mark, '')}" for mark in (opening, citation.opening))
                message = f"`{written}` should be `{wanted}`, as venues are written elsewhere in this list."
                yield citation.opening, self.diagnostic(citation.span, message, fix)

    def _deviation(self, document: Document, citation: Citation, form: str) -> Diagnostic:
        year = document.source.slice(citation.year)
        whole = year if len(year) == WHOLE else ("20" if int(year) < TURN else "19") + year
        is_whole = "YYYY" in form
        written = document.source.slice(citation.span)
        wanted = YEAR.sub(whole if is_whole else whole[-SHORT:], form).replace("{venue}", _venue(document, citation))
        opened = next((bracket for bracket in BRACKETS if bracket in form + written), None)
        if opened is not None:
            fix = None
            wanted += BRACKETS[opened] if opened in form else ""
            written += BRACKETS[opened] if opened in written else ""
        elif is_whole == (len(year) == WHOLE) and citation.is_venue_first == form.startswith("{venue}"):
            fix = Fix.replace(citation.gap, YEAR.sub("", form).replace("{venue}", ""))
        else:
            fix = Fix.replace(citation.span, wanted, Applicability.UNSAFE)
        return self.diagnostic(
            citation.span, f"`{written}` should be `{wanted}`, as venues are written elsewhere in this list.", fix
        )


def _venue(document: Document, citation: Citation) -> str:
    return document.source.slice(citation.venue)


def _is_venue(name: str, names: Container[str]) -> bool:
    """Whether this is known to be a venue, by its name or by the others of the list."""
    return len(name) <= LONGEST and (name.casefold() in names or bool(known_in(name)))


def _is_short_name(name: str) -> bool:
    """Whether a name is one of capitals, as those of venues are: in brackets with a year, it is hardly anything else."""
    return name.isupper() and name.isalpha() and LEAST_CAPITALS <= len(name) <= MOST_CAPITALS


def _without_own(document: Document, found: Sequence[Citation], habit: Habit) -> Iterator[Citation]:
    """Yield those of the groups of entries that have no habit of their own; to leave a space out is none."""
    of = {citation.entry.span: citation for citation in found}
    for group in document.groups():
        citations_of_group = [of[entry.span] for entry in group if entry.span in of]
        if own([citation.form for citation in citations_of_group], habit) is None:
            yield from citations_of_group
        else:
            yield from (citation for citation in citations_of_group if not citation.between)


def _out_of_brackets(found: Iterable[Citation]) -> Iterator[tuple[Citation, str]]:
    """Yield what stands in brackets, or does not, where nearly all others at the same place of an entry do otherwise."""
    places: defaultdict[Hashable, list[Citation]] = defaultdict(list)
    for citation in found:
        title = citation.entry.title
        places[citation.entry.kind, title and title.span < citation.span].append(citation)
    for alike in places.values():
        opening, count = Counter(citation.opening for citation in alike).most_common(1)[0]
        if Habit(opening, count, len(alike)).is_firm(LEAST, BRACKET_SHARE):
            for citation in alike:
                if citation.opening != opening:
                    yield citation, opening


def _brackets(document: Document, citation: Citation, opening: str) -> Fix | None:
    """Return what writes the brackets that are wanted, or None where they hold, or would hold, something else."""
    start, end = citation.span
    after = document.source.beside(citation.span).after
    if not citation.opening:
        is_alone = not after or after[0] in " .,;\t"
        return Fix.of([Edit(Span(start, start), opening), Edit(Span(end, end), BRACKETS[opening])]) if is_alone else None
    if not after.startswith(BRACKETS[citation.opening]) or after[1:2] in BRACKETS:
        return None
    return Fix.of([Edit(Span(start - 1, start), opening), Edit(Span(end, end + 1), BRACKETS.get(opening, ""))])
