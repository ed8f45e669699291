"""Take papers out of lists and add them again by their identifiers, with the services played on loopback.

    python -m benchmarks.adding RECORDED LISTS

RECORDED is a folder with `label-candidates-600.json`: papers that lists name, with identifiers that two sources confirm. LISTS
is a folder of these lists. Nothing of them is shipped: their licences are their own.

Each paper is taken out of its list, with all of its lines, and `awesome-lint add IDENTIFIER --to SECTION` is run as anybody
would: it asks arXiv and Crossref, which are played by a server on loopback that knows a record of each paper, with its
authors in full where they are known, and with others who are in no list where they are not. Where the papers of RECORDED are
too few, others of LISTS follow, with records that are invented. Of every run is told whether each field stands between the
marks that other entries have there; what the rules say of it, and so whether it is where the order of the list has it;
whether anything else has changed; and whether a second run refuses, and names the line.
"""

import argparse
import json
import os
import random
import re
import ssl
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

from faults import FaultServer, Visit
from trustme import CA

from awesome_lint.adding.sections import Named, sections
from awesome_lint.adding.site import SiteError, site
from awesome_lint.cli import commands
from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Container, Document, Entry
from awesome_lint.engine.linter import lint
from awesome_lint.engine.scope import Changed, kept
from awesome_lint.facts.similarity import key_of
from awesome_lint.knowledge.identifiers import IdentifierKind, identify
from awesome_lint.online.pace import SERVICES
from awesome_lint.online.transport import HOSTS_VARIABLE
from awesome_lint.parser import parse
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source, Span

SAMPLES, MOST_OF_A_LIST, MOST_BYTES = 200, 15, 250_000
NOBODY = ("Quilla Marsh", "Ferdinand Oatley")
MORE = ("et al", "et al.", "others")
ADDRESSES = {"arxiv": "https://arxiv.org/abs/", "doi": "https://doi.org/"}
MARKS_BEFORE, MARKS_BEHIND = re.compile(r"[^\w\s]*\s?$"), re.compile(r"^\s?[^\w\s]*")
SAID_ADDED = re.compile(r":(\d+): added")


# What is said of lists, by their identity, which only lasts as long as they do.
TOLD: dict[int, tuple[Document, tuple[Diagnostic, ...]]] = {}


class Taken(NamedTuple):
    """A list without one of its papers, and what the services know of that."""

    name: str
    text: str
    path: tuple[str, ...]
    identifier: str
    line: int
    lines: str
    record: Mapping[str, Any]
    said: frozenset[str]
    """The rules that had something to say of it where it was."""


def taken(recorded: Path, lists: Path) -> Iterator[Taken]:
    """Yield lists without a paper each, the same ones every time."""
    candidates = json.loads(next(recorded.rglob("label-candidates-600.json")).read_text(encoding="utf-8"))
    documents: dict[str, Document | None] = {}
    met: Counter[str] = Counter()
    for each in candidates:
        for name in each["lists"]:
            if met.total() >= SAMPLES:
                return
            if met[name] >= MOST_OF_A_LIST:
                continue
            if name not in documents:
                path = lists / name
                is_small = path.exists() and path.stat().st_size <= MOST_BYTES
                documents[name] = parse(Source.from_bytes(path.read_bytes(), name)) if is_small else None
            document = documents[name]
            found = _found(document, each) if document is not None else None
            if document is not None and found is not None and _is_twice(document, found[1]):
                break
            if document is not None and found is not None:
                met[name] += 1
                yield _without(document, *found, each)
                break
    yield from _more(lists, SAMPLES - met.total(), met)


def _more(lists: Path, count: int, met: Mapping[str, int]) -> Iterator[Taken]:
    """Yield papers whose records are invented, but for what their lists say of them: equally many of every list."""
    chosen = random.Random(16)
    files = [path for path in sorted(lists.glob("*.md")) if path.stat().st_size <= MOST_BYTES and path.name not in met]
    found: list[list[Taken]] = []
    for path in files:
        document = parse(Source.from_bytes(path.read_bytes(), path.name))
        candidates = list(_candidates(document))
        chosen.shuffle(candidates)
        apart = (each for each in candidates if not _is_twice(document, each[1]))
        taken = islice(apart, MOST_OF_A_LIST)
        found.append([_without(document, *each, {"title": each[1].name, "authors": (), "venues": ()}) for each in taken])
    rounds = (each for turn in zip_longest(*found) for each in turn if each is not None)
    yield from islice(rounds, count)


def _candidates(document: Document) -> Iterator[tuple[Named, Entry, str]]:
    for each, entry in _listed(document):
        for link in entry.links:
            identifier = identify(link.url)
            if identifier.kind is IdentifierKind.ARXIV:
                yield each, entry, f"arxiv:{identifier.value}"
                break


def _found(document: Document, candidate: Mapping[str, Any]) -> tuple[Named, Entry, str] | None:
    """Return the entry of a paper that stands by itself among others, its section, and the identifier that it leads to."""
    stated = {str(identify(_address(text))): text for text in candidate["confirmed"]}
    for each, entry in _listed(document):
        if key_of(entry.name or "") != key_of(candidate["title"]):
            continue
        for link in entry.links:
            text = stated.get(str(identify(link.url)))
            if text is not None and identify(link.url).kind in (IdentifierKind.ARXIV, IdentifierKind.DOI):
                return each, entry, text
    return None


def _listed(document: Document) -> Iterator[tuple[Named, Entry]]:
    """Yield the entries that stand by themselves among others, each with its section."""
    for each in sections(document):
        if each.section.heading is None:
            continue
        try:
            entries = site(document, each).entries if each.entries else ()
        except SiteError:
            continue
        if len(entries) > 2:
            yield from ((each, entry) for entry in entries if entry.is_read and entry.title and not entry.entries)


def _is_twice(document: Document, entry: Entry) -> bool:
    """Whether a list has a paper in two places, so that it is rightly refused where one is left."""
    named = {identify(link.url) for link in entry.links}
    others = (other for other in document.entries if other is not entry)
    return any(
        key_of(other.name or "") == key_of(entry.name or "") or any(identify(link.url) in named for link in other.links)
        for other in others
    )


def _address(text: str) -> str:
    kind, _, value = text.partition(":")
    return f"{ADDRESSES.get(kind, '')}{value}"


def _without(document: Document, each: Named, entry: Entry, text: str, candidate: Mapping[str, Any]) -> Taken:
    source = document.source
    start, end = entry.span
    whole = source.whole_lines(Span(start, start + len(source.slice(Span(start, end)).rstrip())))
    before, after = source.text[: whole.start], source.text[whole.end :]
    if before.endswith("\n\n") and after.startswith("\n"):
        after = after.removeprefix("\n")
    own = [author.name for author in entry.authors.people if not author.is_et_al] if entry.authors else []
    stated = [name for name in candidate["authors"] if name.strip().casefold() not in MORE]
    people = max((stated, own), key=len)
    is_cut = bool(entry.authors and entry.authors.people[-1].is_et_al) or len(stated) < len(candidate["authors"])
    people = [*people, *(NOBODY if is_cut or not people else ())]
    venue, year = (*candidate["venues"], ("", ""))[0]
    # These were cut off after so many characters.
    venue = venue.partition(",")[0]
    record = {"title": candidate["title"], "people": people, "venue": venue, "year": year}
    lines = source.slice(whole).strip("\n")
    said = frozenset(one.rule for one in kept((Changed((whole,)),), document, RuleSet.default(), _told(document)))
    return Taken(source.path, before + after, each.path, text, source.line_number(start), lines, record, said)


def _told(document: Document) -> tuple[Diagnostic, ...]:
    """Return what is said of a whole list; of each, that is asked for once."""
    if id(document) not in TOLD:
        TOLD[id(document)] = document, lint(document, RuleSet.default()).diagnostics
    return TOLD[id(document)][1]


# --- services ---------------------------------------------------------------------------------------------------------


def answer_of(records: Mapping[str, Mapping[str, Any]], host: str, path: str) -> str | None:
    """Return what a service answers, or None where it knows nothing."""
    asked = {name: values[0] for name, values in parse_qs(urlsplit(path).query).items()}
    if host == SERVICES["arxiv"].host:
        numbers = asked.get("id_list", "").split(",")
        entries = [_feed(each, records[f"arxiv:{each}"]) for each in numbers if f"arxiv:{each}" in records]
        return f'<feed xmlns="http://www.w3.org/2005/Atom">{"".join(entries)}</feed>'
    dois = [each.removeprefix("doi:") for each in asked.get("filter", "").split(",")] if "filter" in asked else []
    dois += [unquote(urlsplit(path).path.removeprefix("/works/"))] if not dois else []
    works = [_work(each, records[f"doi:{each}"]) for each in dois if f"doi:{each}" in records]
    if not works and "filter" not in asked:
        return None
    return json.dumps({"status": "ok", "message": {"items": works} if "filter" in asked else works[0]})


def _feed(number: str, record: Mapping[str, Any]) -> str:
    people = "".join(f"<author><name>{escape(name)}</name></author>" for name in record["people"])
    is_new = number[:2].isdigit()
    moment = f"20{number[:2]}-{number[2:4]}-01T00:00:00Z" if is_new else "2000-01-01T00:00:00Z"
    said = f"<title>{escape(record['title'])}</title><published>{moment}</published>{people}"
    return f"<entry><id>http://arxiv.org/abs/{number}v1</id>{said}</entry>"


def _work(doi: str, record: Mapping[str, Any]) -> Mapping[str, Any]:
    people = [{"given": given, "family": family} for given, _, family in (name.rpartition(" ") for name in record["people"])]
    issued = {"date-parts": [[int(record["year"])]]} if str(record["year"]).isdigit() else {}
    said = {"DOI": doi, "title": [record["title"]], "author": people, "issued": issued, "type": "proceedings-article"}
    return {**said, "container-title": [record["venue"]] if record["venue"] else []}


# --- what is measured -------------------------------------------------------------------------------------------------


def joints(document: Document, entry: Entry) -> set[tuple[str, str, str]]:
    """Return each field of an entry with the marks right before and right behind it; of a row, with its column."""
    source = document.source
    fields = {"title": entry.title, "venue": entry.venue, "year": entry.year, "description": entry.description}
    spans = [(field.span, name) for name, field in fields.items() if field]
    spans += [(entry.authors.span, "authors")] if entry.authors else []
    spans += [(link.span, "link") for link in entry.labels]
    if entry.container is Container.TABLE_ROW:
        cells = document.cells(entry)
        return {
            (name, str(number), str(len(cells)))
            for span, name in spans
            for number, cell in enumerate(cells)
            if cell.span.contains(span)
        }
    found: set[tuple[str, str, str]] = set()
    for span, name in spans:
        before = source.text[max(entry.span.start, span.start - 4) : span.start]
        behind = source.text[span.end : min(entry.span.end, span.end + 4)]
        found.add((name, MARKS_BEFORE.search(before).group(), MARKS_BEHIND.search(behind).group().rstrip()))  # type: ignore[union-attr]
    return found


def run(*arguments: str) -> tuple[int, str, str]:
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        status = commands.run(list(arguments))
    return status, out.getvalue(), err.getvalue()


def measure(each: Taken, folder: Path, met: Counter[str]) -> Sequence[str]:
    """Add to what is met, and return what a person should look at."""
    path = folder / "README.md"
    path.write_text(each.text, encoding="utf-8", newline="")
    identifier = _address(each.identifier)
    command = ["add", identifier, str(path), "--to", " > ".join(each.path), "--isolated"]
    met["papers"] += 1
    status, out, err = run(*command)
    said = SAID_ADDED.search(out)
    if status or not said:
        met["not added"] += 1
        return [f"not added: {err.strip()[:200]}"]
    met["added"] += 1
    after = path.read_text(encoding="utf-8")
    line = int(said.group(1))
    document, before = parse(Source.from_text(after, each.name)), parse(Source.from_text(each.text, each.name))
    source = document.source
    entry = next(one for one in document.entries if source.line_number(one.span.start) == line)
    whole = source.whole_lines(Span(entry.span.start, entry.span.start + len(source.slice(entry.span).rstrip())))
    looked: list[str] = []

    others = {joint for one in before.entries if one.is_read for joint in joints(before, one)}
    strange = joints(document, entry) - others
    met["each field between marks that others have there"] += not strange
    if strange:
        looked.append(f"no other has {strange}: {source.slice(whole).strip()[:160]}")
    met["read back with title and link"] += key_of(entry.name or "") == key_of(each.record["title"]) and any(
        identify(link.url) == identify(identifier) for link in entry.links
    )
    met["the same bytes as before"] += source.slice(whole).strip("\n") == each.lines
    met["on the same line as before"] += line == each.line

    left = _lines(source.text[: whole.start] + source.text[whole.end :])
    met["nothing else changed"] += left == _lines(each.text)
    if left != _lines(each.text):
        looked.append(f"something else changed: {[*{*left} ^ {*_lines(each.text)}][:3]}")
    rules = RuleSet.default()
    told = list(kept((Changed((whole,)),), document, rules, lint(document, rules).diagnostics))
    told = [one for one in told if one.rule not in each.said]
    met["check has nothing to say of it that it had not before"] += not told
    looked += [f"check: {one.rule}: {one.message[:120]}" for one in told]

    status, _, err = run(*command)
    is_refused = status == 1 and path.read_text(encoding="utf-8") == after
    met["a second run refuses"] += is_refused
    met["and names the line"] += is_refused and f":{line}: " in err
    if not is_refused or f":{line}: " not in err:
        looked.append(f"second run, of line {line}: {status} {err.strip()[:160]}")
    return looked


def _lines(text: str) -> list[str]:
    """Return the lines that are not blank, without the numbers at their beginning, and those of how many there are."""
    return [re.sub(r"\(\d+\)", "", line).lstrip().lstrip("0123456789") for line in text.split("\n") if line.strip()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recorded", type=Path)
    parser.add_argument("lists", type=Path)
    parser.add_argument("--show", action="store_true", help="print what a person should look at")
    options = parser.parse_args()
    papers = list(taken(options.recorded, options.lists))
    records = {each.identifier: each.record for each in papers}
    met: Counter[str] = Counter()

    async def answered(visit: Visit) -> None:
        said = answer_of(records, visit.asked.host, visit.asked.path)
        visit.send("200 OK", said) if said is not None else visit.send("404 Not Found", "Resource not found.")

    hosts = {SERVICES[name].host: answered for name in ("arxiv", "crossref", "datacite")}
    authority, context = CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*hosts).configure_cert(context)
    with tempfile.TemporaryDirectory() as place, FaultServer(hosts, ssl=context) as server:
        authority.cert_pem.write_to_path(str(Path(place, "ca.pem")))
        names = dict.fromkeys((*hosts, "example.com"), f"127.0.0.1:{server.port}")
        Path(place, "names.json").write_text(json.dumps({"names": names, "ca": str(Path(place, "ca.pem"))}), encoding="utf-8")
        os.environ[HOSTS_VARIABLE] = str(Path(place, "names.json"))
        for number, each in enumerate(papers):
            folder = Path(place, str(number))
            folder.mkdir()
            os.environ["AWESOME_LINT_CACHE_DIR"] = str(Path(place, f"cache-{number}"))
            for said in measure(each, folder, met):
                if options.show:
                    print(f"{each.name}:{each.line}: {said}", flush=True)
        print(f"{len({each.name for each in papers})} lists, {len(server.log)} requests")
    for name, count in met.items():
        print(f"{name}: {count}")


if __name__ == "__main__":
    main()
