"""Entries of which an identifier was given, and references of an export, with what is known of them."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable

import pytest
from library import Library, Work

from awesome_lint.adding.draft import Draft
from awesome_lint.adding.from_command_line import link
from awesome_lint.export import Options, exporter
from awesome_lint.online.completing import Completed, complete
from awesome_lint.online.exchange import Ended, Exchange, Request
from awesome_lint.online.known import Known
from awesome_lint.online.questions import learn, needs
from awesome_lint.online.references import completed
from awesome_lint.online.services import page
from awesome_lint.parser import parse
from awesome_lint.source import Source

NIGHT = Work("Deep nets for cats at night", arxiv="2101.00001", doi="10.9999/night.1", venue="ICML", pages="1-9", year=2022)
DAY = Work("Deep nets for cats by day", arxiv="2101.00002", year=2021)


class Web:
    """A library with pages beside it."""

    def __init__(self, *works: Work, pages: dict[str, str | int] | None = None) -> None:
        self.library = Library(*works)
        self.pages = pages or {}

    async def fetch(
        self, requests: Iterable[Request], max_age: Callable[[Exchange], float] | None = None
    ) -> AsyncIterator[Exchange]:
        for request in requests:
            if request.service in ("arxiv", "dblp", "crossref"):
                async for exchange in self.library.fetch([request]):
                    yield exchange
                continue
            said = self.pages.get(request.url, 404)
            status = said if isinstance(said, int) else 200
            body = said.encode() if isinstance(said, str) else b""
            yield Exchange(request, Ended.ANSWERED, status=status, body=body)


def one(what: str, web: Web, **fields: str) -> Completed:
    draft = Draft(links=(link(what),), **fields)  # type: ignore[arg-type]
    (found,) = asyncio.run(complete(web, [draft]))
    return found


def test_a_number_at_arxiv() -> None:
    found = one("2101.00002", Web(DAY))
    assert found.draft.title == DAY.title
    assert [each.family for each in found.draft.people] == ["Quill", "Marsh"]
    assert (found.draft.year, found.draft.month, found.draft.venue) == ("2021", 3, None)
    assert found.draft.links == (link("2101.00002"),)
    assert (found.trouble, found.source) == ("", "arXiv")


def test_a_preprint_that_has_appeared_says_where() -> None:
    found = one("https://arxiv.org/pdf/2101.00001", Web(NIGHT))
    assert (found.draft.venue, found.draft.year, found.draft.month) == ("ICML", "2022", None)
    assert [each.url for each in found.draft.links] == ["https://arxiv.org/pdf/2101.00001"]


def test_a_doi() -> None:
    found = one("10.9999/night.1", Web(NIGHT))
    assert (found.draft.title, found.draft.venue, found.draft.year) == (NIGHT.title, "ICML", "2022")


def test_what_was_given_stays() -> None:
    found = one("10.9999/night.1", Web(NIGHT), venue="ICML Workshop", year="2021")
    assert (found.draft.title, found.draft.venue, found.draft.year) == (NIGHT.title, "ICML Workshop", "2021")
    assert one("10.9999/night.1", Web(NIGHT), title="Mine").draft == Draft(links=(link("10.9999/night.1"),), title="Mine")


def test_a_repository() -> None:
    said = {"full_name": "new/Nets", "description": "Nets for cats.", "archived": False}
    found = one("https://github.com/old/nets", Web(pages={"https://api.github.com/repos/old/nets": json.dumps(said)}))
    assert (found.draft.title, found.draft.description) == ("Nets", "Nets for cats.")
    assert [each.url for each in found.draft.links] == ["https://github.com/new/Nets"]
    assert one("https://github.com/old/nets", Web()).trouble == "GitHub knows none, or shows it to nobody"


PAPER = """<html><head><title>Deep nets | Journal of Cats</title>
<meta name="citation_title" content="Deep nets for cats &amp; dogs">
<meta name="citation_author" content="Quill, Ann"><meta name="citation_author" content="Bo Marsh">
<meta name="citation_publication_date" content="2020/05/01"><meta name="citation_journal_title" content="Journal of Cats">
<meta name="citation_doi" content="doi:10.9999/JC.1"><meta name="citation_firstpage" content="3"></head></html>"""


@pytest.mark.parametrize("what", ["https://example.org/paper", "https://doi.org/10.9999/jc.1"])
def test_a_page_of_a_publisher(what: str) -> None:
    found = one(what, Web(pages={what: PAPER}))
    assert (found.draft.title, found.draft.venue, found.draft.year) == ("Deep nets for cats & dogs", "Journal of Cats", "2020")
    assert [each.family for each in found.draft.people] == ["Quill", "Marsh"]


def test_a_page() -> None:
    text = '<title>Nets for cats - Example</title><meta property="og:description" content="All about nets."><p>x'
    found = one("https://example.org/nets", Web(pages={"https://example.org/nets": text}))
    assert (found.draft.title, found.draft.description) == ("Nets for cats", "All about nets.")


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("2101.09999", "arXiv knows none"),
        ("10.9999/none", "DataCite did not answer"),
        ("https://example.org/gone", "the page did not say what it is (HTTP 404)"),
    ],
)
def test_what_nobody_knows(what: str, why: str) -> None:
    found = one(what, Web(NIGHT))
    assert found.draft.title is None
    assert why in found.trouble or "Crossref and DataCite know none" in found.trouble


@pytest.mark.parametrize(
    "text", ["", "<title>404 Not Found</title>", "<title>Just a moment...</title>", "\x00<ti", "<title>" * 999]
)
def test_what_is_no_page(text: str) -> None:
    exchange = Exchange(Request("https://example.org"), Ended.ANSWERED, status=200, body=text.encode())
    assert page.read(exchange)[0] == page.Page()


# --- references -------------------------------------------------------------------------------------------------------

LIST = """# Papers

- **Deep nets for cats at night.** *Ann Quill and Bo Marsh.* [paper](https://arxiv.org/abs/2101.00001)
- **Deep nets for cats by day.** *Ann Quill et al.* arXiv 2021. [paper](https://arxiv.org/abs/2101.00002)
- **Nets of others.** *Dee Other.* ICML 2019. [paper](https://example.org/others)
"""


def exported(name: str, *works: Work) -> str:
    document = parse(Source.from_text(LIST))
    known: Known = asyncio.run(learn(Library(*works), needs(document, bool)))
    options = Options(complete=lambda reference: completed(reference, known))
    return "".join(exporter(name)([document], options))


def test_bibtex_is_complete() -> None:
    text = exported("bibtex", NIGHT, DAY)
    assert (
        text.partition("\n\n")[0]
        == """\
@inproceedings{quill2021deep,
  author        = {Quill, Ann and Marsh, Bo},
  title         = {Deep nets for cats at night},
  booktitle     = {ICML},
  year          = {2022},
  pages         = {1--9},
  eprint        = {2101.00001},
  archiveprefix = {arXiv},
  doi           = {10.9999/night.1},
  url           = {https://arxiv.org/abs/2101.00001},
  keywords      = {Papers},
}""".replace("quill2021deep", text.partition("{")[2].partition(",")[0])
    )
    assert "author        = {Quill, Ann and Marsh, Bo},\n  title         = {Deep nets for cats by day}" in text
    assert text.endswith("".join(exporter("bibtex")([parse(Source.from_text(LIST))], Options())).rpartition("\n\n")[2])


def test_other_formats_have_pages_too() -> None:
    assert '"page":"1-9"' in exported("csl-json", NIGHT)
    assert "SP  - 1\r\nEP  - 9\r\nDO  - 10.9999/night.1" in exported("ris", NIGHT)
