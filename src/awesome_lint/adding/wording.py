"""Fields in the words of a list: how it joins its authors, calls venues, writes dates, and labels links of each kind."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TypeVar

from msgspec import Struct

from awesome_lint.adding import dates
from awesome_lint.adding.draft import Draft, DraftLink, of_paper
from awesome_lint.adding.moulds import NAMED_LINK, NEAR, far_weight
from awesome_lint.document import Authors, Document, Entry, Link, LinkKind
from awesome_lint.export.reference import Person
from awesome_lint.habits.links import ARXIV
from awesome_lint.knowledge.identifiers import IdentifierKind, identify
from awesome_lint.knowledge.names import INITIAL
from awesome_lint.knowledge.venue_names import short_name
from awesome_lint.knowledge.venues import WRITTEN
from awesome_lint.parser import vocabulary

ET_AL = "et al."
SHORTENED = 0.8
LEAST_NAMES = 5
LONGEST_LABEL = 30
# A word that fewer links have, or a label that a smaller share of their kind has, is the name of what it leads to.
LEAST_LABEL, LABEL_SHARE = 5, 0.25
# Stands for the number of a paper at arXiv, where that is the label.
NUMBER = "{number}"
VIDEO = ("youtube.com", "youtu.be", "vimeo.com", "bilibili.com")
# What links of a kind are called where a list has none of them.
USUAL = {
    IdentifierKind.ARXIV.value: "paper",
    IdentifierKind.DOI.value: "paper",
    IdentifierKind.OPENREVIEW.value: "paper",
    IdentifierKind.ACL.value: "paper",
    IdentifierKind.ISBN.value: "book",
    IdentifierKind.GITHUB.value: "code",
    "pdf": "pdf",
    "video": "video",
    "page": "project",
}
WORK = ("pdf", *(kind.value for kind in IdentifierKind if kind.is_paper))


Counted = TypeVar("Counted")


class Words(Struct, frozen=True, dict=True):
    """What the entries of a list do, those of the place of a new entry above the others."""

    document: Document
    near: Sequence[Entry]
    far: Sequence[Entry]

    def _weighed(self) -> Iterator[tuple[Entry, int]]:
        yield from ((entry, NEAR) for entry in self.near)
        weight = far_weight(len(self.near), len(self.far))
        yield from ((entry, weight) for entry in self.far)

    # --- authors ------------------------------------------------------------------------------------------------------

    def authors(self, draft: Draft) -> str:
        """Return the authors as the list writes them: their names, what stands between them, and where it stops."""
        people, has_more = list(draft.people), draft.has_more_people
        if not draft.is_typed and len(people) > 1 and (kept := self._kept(len(people))) is not None:
            people, has_more = people[:kept], True
        names = [self.name(person) for person in people]
        if has_more:
            before, et_al = _most(self._cuts, (" ", ET_AL))
            between = _most(self._separators, ", ")
            return between.join(names) + before + et_al
        if len(names) == 1:
            return names[0]
        last = _most(self._last_of_two, " and ") if len(names) == 2 else _most(self._last, ", ")
        return _most(self._separators, ", ").join(names[:-1]) + last + names[-1]

    def name(self, person: Person) -> str:
        """Return the name of a person: in full, with initials, or the family name alone, as most names of the list are."""
        if person.is_whole:
            return person.family
        family = " ".join(filter(None, (person.particle, person.family, person.suffix)))
        forms = self._name_forms
        total = sum(forms.values())
        if total >= LEAST_NAMES and forms["family"] >= SHORTENED * total:
            return family
        if total >= LEAST_NAMES and forms["initials"] >= SHORTENED * (total - forms["family"]):
            return f"{_initials(person.given)} {family}"
        return f"{person.given} {family}"

    def _kept(self, number: int) -> int | None:
        """Return how many of so many authors are named before `et al.`, or None where all are.

        Entries that name as many show that all are named; those that are cut short, that they would not be.
        """
        whole = cut = 0
        kept: Counter[int] = Counter()
        for entry, weight in self._weighed():
            people = entry.authors.people if entry.authors else ()
            if people and people[-1].is_et_al:
                if len(people) - 1 < number:
                    cut += weight
                    kept[len(people) - 1] += weight
            elif len(people) >= number:
                whole += weight
        return kept.most_common(1)[0][0] if cut > whole else None

    @cached_property
    def _separators(self) -> Counter[str]:
        """What stands between two authors, but the last two."""
        found: Counter[str] = Counter()
        for authors, weight in self._named_authors():
            for separator, after in zip(authors.separators[:-1], authors.people[1:], strict=False):
                if not after.is_et_al and "\n" not in separator.value:
                    found[separator.value] += weight
        return found

    @cached_property
    def _last(self) -> Counter[str]:
        """What stands before the last of three or more."""
        return self._before_last(lambda count: count > 2)

    @cached_property
    def _last_of_two(self) -> Counter[str]:
        """What stands between two; as before the last of more where nobody names two, but without a comma before a word."""
        found = self._before_last(lambda count: count == 2)
        if found:
            return found
        for separator, count in self._last.items():
            has_word = any(character.isalpha() or character == "&" for character in separator)
            found[separator.lstrip(",") if has_word else separator] += count
        return found

    def _before_last(self, is_meant: Callable[[int], bool]) -> Counter[str]:
        found: Counter[str] = Counter()
        for authors, weight in self._named_authors():
            people = authors.people
            if is_meant(len(people)) and not people[-1].is_et_al and "\n" not in authors.separators[-1].value:
                found[authors.separators[-1].value] += weight
        return found

    @cached_property
    def _cuts(self) -> Counter[tuple[str, str]]:
        """What stands before `et al.`, and how that is written."""
        found: Counter[tuple[str, str]] = Counter()
        for authors, weight in self._named_authors():
            if authors.people[-1].is_et_al and authors.separators and "\n" not in authors.separators[-1].value:
                found[authors.separators[-1].value, authors.people[-1].name] += weight
        return found

    def _named_authors(self) -> Iterator[tuple[Authors, int]]:
        yield from ((entry.authors, weight) for entry, weight in self._weighed() if entry.authors)

    @cached_property
    def _name_forms(self) -> Counter[str]:
        forms: Counter[str] = Counter()
        for entry, weight in self._weighed():
            for person in entry.authors.people if entry.authors else ():
                words = person.name.split()
                if person.is_et_al or not words:
                    continue
                has_initial = len(words) > 1 and INITIAL.fullmatch(words[0]) is not None
                forms["family" if len(words) == 1 else "initials" if has_initial else "full"] += weight
        return forms

    # --- venues and dates ---------------------------------------------------------------------------------------------

    def venue(self, draft: Draft) -> str | None:
        """Return the venue as the list calls it: by the short name where it calls its venues so, spelled as it spells it."""
        if draft.venue is None:
            return self._preprint(draft)
        names = [draft.venue]
        if not draft.is_typed and (short := short_name(draft.venue)) and self._uses_short_names:
            names.insert(0, short)
        for name in names:
            if own := self._spellings.get(name.casefold()):
                return own.most_common(1)[0][0]
        return names[0]

    def _preprint(self, draft: Draft) -> str | None:
        """Return what the list calls arXiv, where it calls it the venue of what is there, and nowhere else yet."""
        is_preprint = any(link.identifier.kind is IdentifierKind.ARXIV for link in draft.links)
        own = self._spellings.get("arxiv") or self._spellings.get("preprint") or self._spellings.get("arxiv preprint")
        return own.most_common(1)[0][0] if is_preprint and own and not draft.is_typed else None

    @cached_property
    def _spellings(self) -> dict[str, Counter[str]]:
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for entry, weight in self._weighed():
            if entry.venue:
                found[entry.venue.value.casefold()][entry.venue.value] += weight
        return found

    @cached_property
    def _uses_short_names(self) -> bool:
        short = longer = 0
        for name, spellings in self._spellings.items():
            if name in WRITTEN or (len(name) <= 10 and " " not in name):
                short += sum(spellings.values())
            else:
                longer += sum(spellings.values())
        return short >= longer

    def date(self, draft: Draft, form: str) -> str | None:
        """Return the year or date in a form that entries have it in."""
        if draft.year is None:
            return None
        date = dates.read(draft.year)
        if date is None:
            return draft.year
        if date.month is None:
            date = dates.Date(date.year, draft.month)
        return dates.written(date, form or "YYYY")

    # --- links --------------------------------------------------------------------------------------------------------

    def address(self, link: DraftLink) -> str:
        """Return the address of a link; one that arXiv was asked for by a number leads to the form that others lead to."""
        return self._arxiv_form.replace("{}", link.identifier.value) if link.is_number else link.url

    @cached_property
    def _arxiv_form(self) -> str:
        forms: Counter[str] = Counter()
        for entry, weight in self._weighed():
            for link in entry.links:
                match = ARXIV.fullmatch(link.url) if "arxiv" in link.url else None
                if match and match["host"].lower() == "arxiv.org" and match["form"].lower() in ("abs", "pdf"):
                    forms[f"https://arxiv.org/{match['form'].lower()}/{{}}{match['suffix'].lower()}"] += weight
        return _most(forms, "https://arxiv.org/abs/{}")

    def in_order(self, links: Sequence[DraftLink]) -> list[DraftLink]:
        """Return links with that first which a title leads to: of the kind that most titles lead to, or to the work."""
        kinds: Counter[str] = Counter()
        for entry, weight in self._weighed():
            for link in entry.links:
                if entry.is_of_title(link):
                    kinds[kind_of(link.url)] += weight
        first = max(links, key=lambda link: (kinds[kind_of(link.url)], of_paper(link.identifier)), default=None)
        return sorted(links, key=lambda link: link is not first)

    def label(self, link: DraftLink, *, is_work: bool = False) -> str:
        """Return the label of a link: as the list spells it, or as it calls most links of the kind.

        `is_work` says that it leads to the work itself, whatever its address looks like.
        """
        labels = self._labels
        if link.label is not None:
            spelled = self.document.style.link_labels.get(link.label.casefold())
            return str(spelled.value) if spelled and spelled.total else link.label
        kind = kind_of(link.url)
        if is_work and kind not in WORK:
            kind = IdentifierKind.DOI.value
        alike = (kind, *(WORK if kind in WORK else ()))
        usual = (self._usual(labels[each]) for each in alike)
        found = next((each for each in usual if each), self._cased(USUAL[kind]))
        return link.identifier.value if found == NUMBER else found

    def _usual(self, labels: Counter[str]) -> str | None:
        """Return the label that most of such links have, or None where each is labelled after what it leads to."""
        if not labels:
            return None
        label, count = labels.most_common(1)[0]
        is_usual = label == NUMBER or vocabulary.is_label(label) or self._times[label] >= LEAST_LABEL
        return label if is_usual and count >= LABEL_SHARE * sum(labels.values()) else None

    @cached_property
    def _labels(self) -> defaultdict[str, Counter[str]]:
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for entry, weight in self._weighed():
            for link in entry.labels:
                label = label_of(self.document, link)
                if label and label == identify(link.url).value:
                    found[kind_of(link.url)][NUMBER] += weight
                elif label and not any(character.isdigit() for character in label):
                    found[kind_of(link.url)][label] += weight
        return found

    @cached_property
    def _times(self) -> Counter[str]:
        """How many links have each label."""
        return Counter(label_of(self.document, link) for entry in (*self.near, *self.far) for link in entry.labels)

    def _cased(self, label: str) -> str:
        """Return a label in the capitals and brackets that most labels have."""
        forms: Counter[str] = Counter()
        for counts in self._labels.values():
            for each, count in counts.items():
                forms["upper" if each.strip("[\\")[:1].isupper() else "lower"] += count
                forms["bracketed" if each.startswith("[") and each.endswith("]") else "bare"] += count
        written = label[:1].upper() + label[1:] if forms["upper"] > forms["lower"] else label
        return f"[{written}]" if forms["bracketed"] > forms["bare"] else written

    # --- descriptions -------------------------------------------------------------------------------------------------

    def description(self, text: str) -> str:
        """Return a description that ends as those of the list do."""
        endings: Counter[bool] = Counter()
        for entry, weight in self._weighed():
            if entry.description:
                endings[entry.description.value.endswith(".")] += weight
        if endings[True] > endings[False] and text[-1:].isalnum():
            return text + "."
        if endings[False] > endings[True] and text.endswith(".") and text.count(". ") == 0 and not text.endswith(".."):
            return text[:-1]
        return text


def label_of(document: Document, link: Link) -> str:
    """Return what says where a link leads: its label, or the word before a bare address; nothing for a title as a label."""
    source = document.source
    if link.kind in (LinkKind.BARE, LinkKind.AUTOLINK):
        before = source.beside(link.span).before
        named = NAMED_LINK.search(before)
        return str(named["label"]) if named else ""
    label = source.slice(link.label.span).strip() if link.span.contains(link.label.span) else link.label.value
    return label if len(label) <= LONGEST_LABEL and "\n" not in label else ""


def kind_of(url: str) -> str:
    """Return what sort of thing a link leads to, as lists tell them apart."""
    found = identify(url)
    if found.kind is not IdentifierKind.URL:
        return str(found.kind.value)
    host = found.value.partition("/")[0]
    if host in VIDEO:
        return "video"
    if host == "github.com":
        return IdentifierKind.GITHUB.value
    return "pdf" if found.value.lower().endswith(".pdf") else "page"


def _initials(given: str) -> str:
    return " ".join("-".join(f"{part[0]}." for part in word.split("-") if part) for word in given.split())


def _most(counts: Counter[Counted], usual: Counted) -> Counted:
    """Return what was met most, or what is usual where nothing was."""
    return counts.most_common(1)[0][0] if counts else usual
