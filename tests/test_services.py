"""What services are asked, and what is made of what they say: answers in their shapes, about works that there are not."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.online.exchange import Ended, Exchange, Request
from awesome_lint.online.records import Kind, Record
from awesome_lint.online.services import (
    arxiv,
    crossref,
    datacite,
    dblp,
    github,
    openalex,
    openreview,
    reading,
    semantic_scholar,
)
from awesome_lint.online.services.asking import Heard

RECORDED = os.environ.get("AWESOME_LINT_RECORDED", "")

FEED = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">
  <title>arXiv Query</title>
  <entry><id>http://arxiv.org/abs/2101.00001v2</id><title>Deep nets for
  cats</title><published>2021-01-02T10:00:00Z</published><updated>2021-06-01T10:00:00Z</updated>
    <summary>We look at cats.</summary><author><name>Ann Lee</name></author><author><name>Bo van der Chen</name></author>
    <arxiv:doi>10.9999/Example.1</arxiv:doi><arxiv:journal_ref>Cats 3 (2021)</arxiv:journal_ref>
    <arxiv:primary_category term="cs.CV"/></entry>
  <entry><id>http://arxiv.org/abs/hep-th/9901001v1</id><title>Strings</title><published>1999-01-01T00:00:00Z</published>
    <summary>This paper has been withdrawn by the authors.</summary><author><name>Cy Poe</name></author></entry>
  <entry><id>http://arxiv.org/abs/2101.00003v1</id><title>Dogs</title><published>2021-01-01T00:00:00Z</published>
    <arxiv:comment>This paper has been withdrawn</arxiv:comment></entry>
</feed>"""
ARXIV_ERROR = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>https://arxiv.org/api/errors#incorrect_id_format_for_abc</id>
<title>Error</title><summary>incorrect id format for abc</summary></entry></feed>"""

CROSSREF = {
    "status": "ok",
    "message-type": "work-list",
    "message": {
        "items": [
            {
                "DOI": "10.9999/EXAMPLE.1",
                "type": "proceedings-article",
                "title": ["Deep <i>nets</i> for\ncats &amp;amp; dogs"],
                "author": [
                    {"given": "Ann", "family": "Lee", "sequence": "first"},
                    {"given": "Bo", "family": "van der Chen"},
                    {"name": "The Cat Consortium"},
                    {"affiliation": []},
                ],
                "container-title": ["Proceedings of Cats"],
                "issued": {"date-parts": [[2021, 7]]},
                "page": "1-9",
                "volume": "3",
                "publisher": "Cat Press",
                "relation": {"has-preprint": [{"id-type": "doi", "id": "10.48550/arXiv.2101.00001"}]},
            },
            {
                "DOI": "10.9999/example.2",
                "type": "peer-review",
                "title": ["Review of: Deep nets"],
                "issued": {"date-parts": [[None]]},
            },
            {
                "DOI": "10.9999/example.3",
                "type": "journal-article",
                "title": ["Correction"],
                "update-to": [{"DOI": "10.9999/x"}],
            },
            {"DOI": "10.9999/example.4", "title": []},
        ]
    },
}

DBLP = {
    "result": {
        "hits": {
            "@total": "2",
            "hit": [
                {
                    "info": {
                        "authors": {"author": [{"@pid": "1/1", "text": "Ann Lee"}, {"@pid": "2/2", "text": "Bo Chen 0001"}]},
                        "title": "Deep nets for cats.",
                        "venue": ["ICML", "PMLR"],
                        "pages": "1-9",
                        "year": "2021",
                        "type": "Conference and Workshop Papers",
                        "ee": "https://proceedings.example.org/v1/lee21a.html",
                    }
                },
                {
                    "info": {
                        "authors": {"author": {"@pid": "1/1", "text": "Ann Lee"}},
                        "title": "Deep nets for cats.",
                        "venue": "CoRR",
                        "volume": "abs/2101.00001",
                        "year": "2021",
                        "type": "Informal and Other Publications",
                        "ee": ["https://doi.org/10.48550/arXiv.2101.00001"],
                    }
                },
            ],
        }
    }
}

SEMANTIC = [
    None,
    {
        "paperId": "a",
        "title": "Deep nets for cats",
        "year": 2021,
        "venue": "arXiv.org",
        "authors": [{"name": "Ann Lee"}, {"name": None}],
        "externalIds": {"ArXiv": "2101.00001", "DOI": "10.48550/ARXIV.2101.00001"},
    },
    {
        "paperId": "b",
        "title": "Words for cats",
        "year": 2019,
        "venue": "ACL",
        "publicationVenue": {"name": "Annual Meeting of the ACL", "type": "conference"},
        "journal": {"pages": "3-4"},
        "authors": [{"name": "Cy Poe"}],
        "externalIds": {"ACL": "P19-1001", "DOI": "10.18653/v1/P19-1001"},
    },
]

OPENALEX = {
    "results": [
        {
            "id": "https://openalex.org/W1",
            "doi": "https://doi.org/10.9999/example.1",
            "title": "Deep nets\\n for cats",
            "publication_year": 2021,
            "type": "article",
            "is_retracted": True,
            "authorships": [{"raw_author_name": "Ann Lee", "author": {"display_name": "A. Lee"}}],
            "primary_location": {
                "landing_page_url": "https://doi.org/10.9999/example.1",
                "source": {"display_name": "ICML", "type": "conference"},
            },
            "locations": [{"landing_page_url": "https://arxiv.org/abs/2101.00001"}],
            "biblio": {"volume": None, "first_page": "1", "last_page": "9"},
        },
        {
            "id": "https://openalex.org/W2",
            "doi": None,
            "title": "Deep nets for cats",
            "type": "article",
            "primary_location": {"landing_page_url": "https://repository.example.org/1", "source": {"type": "repository"}},
        },
        {"id": "https://openalex.org/W3", "title": "Cats", "type": "dataset"},
    ]
}

OPENREVIEW = {
    "notes": [
        {
            "id": "abcDEF123",
            "forum": "abcDEF123",
            "content": {
                "title": {"value": "Deep nets for cats"},
                "authors": {"value": ["Ann Lee"]},
                "venue": {"value": "ICLR 2022 Poster"},
            },
        },
        {"id": "zzzDEF123", "forum": "zzzDEF123", "content": {"title": "Old nets", "venue": "Submitted to ICLR 2023"}},
        {"id": "review1", "forum": "abcDEF123", "replyto": "abcDEF123", "content": {"title": {"value": "Review"}}},
    ]
}

DATACITE = {
    "data": [
        {
            "id": "10.48550/arxiv.2101.00001",
            "attributes": {
                "doi": "10.48550/arxiv.2101.00001",
                "titles": [{"title": "Deep nets for cats"}],
                "creators": [{"familyName": "Lee", "givenName": "Ann", "name": "Lee, Ann"}, {"name": "Chen, Bo"}],
                "publicationYear": 2021,
                "types": {"resourceTypeGeneral": "Preprint"},
            },
        },
        {"id": "10.9999/data", "attributes": {"titles": [{"title": "Cats"}], "types": {"resourceTypeGeneral": "Dataset"}}},
    ]
}

GRAPH = {
    "data": {
        "r0": {
            "nameWithOwner": "n/new",
            "isArchived": True,
            "pushedAt": "2019-04-01T00:00:00Z",
            "stargazerCount": 812,
            "description": "Cats",
            "homepageUrl": "",
            "licenseInfo": {"spdxId": "MIT"},
            "primaryLanguage": {"name": "Rust"},
        },
        "r1": None,
        "r2": None,
    },
    "errors": [{"type": "NOT_FOUND", "path": ["r1"], "message": "none"}],
}

READERS: Mapping[str, tuple[Callable[[Exchange], Heard], object]] = {
    "arxiv": (arxiv.read, None),
    "crossref": (crossref.read, CROSSREF),
    "dblp": (dblp.read, DBLP),
    "semantic-scholar": (semantic_scholar.read, SEMANTIC),
    "openalex": (openalex.read, OPENALEX),
    "openreview": (openreview.read, OPENREVIEW),
    "datacite": (datacite.read, DATACITE),
}


def answer(body: object, status: int = 200) -> Exchange:
    data = body if isinstance(body, bytes) else body.encode() if isinstance(body, str) else json.dumps(body).encode()
    return Exchange(Request("https://example.org"), Ended.ANSWERED, status=status, body=data)


def families(record: Record) -> list[str]:
    return [each.family for each in record.people]


def asked(request: Request) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(request.url).query).items()}


# --- answers ----------------------------------------------------------------------------------------------------------


def test_arxiv() -> None:
    cats, strings, dogs = arxiv.read(answer(FEED)).records
    assert (cats.title, cats.arxiv, cats.doi, cats.year, cats.month) == (
        "Deep nets for cats",
        "2101.00001",
        "10.9999/example.1",
        2021,
        1,
    )
    assert families(cats) == ["Lee", "Chen"]
    assert (cats.kind, cats.journal_ref, cats.is_withdrawn) == (Kind.PREPRINT, "Cats 3 (2021)", False)
    assert (strings.arxiv, strings.is_withdrawn, dogs.is_withdrawn) == ("hep-th/9901001", True, True)


def test_an_error_of_arxiv_is_no_answer() -> None:
    assert arxiv.read(answer(ARXIV_ERROR)) == Heard((), "incorrect id format for abc")
    assert arxiv.read(answer(ARXIV_ERROR, 400)).trouble == "HTTP 400"


@pytest.mark.parametrize(
    "body", ["", "<html><body>busy</body></html>", "<!DOCTYPE x [<!ENTITY a 'b'>]><feed/>", "{}", "<feed>" * 9]
)
def test_what_is_no_feed_is_no_answer(body: str) -> None:
    assert arxiv.read(answer(body)).trouble


def test_crossref() -> None:
    cats, review, correction = crossref.read(answer(CROSSREF)).records
    assert cats.title == "Deep nets for cats & dogs"
    assert families(cats) == ["Lee", "Chen", "The Cat Consortium"]
    assert cats.people[1].particle == "van der"
    assert (cats.doi, cats.arxiv, cats.kind) == ("10.9999/example.1", "2101.00001", Kind.CONFERENCE_PAPER)
    assert (cats.venue, cats.year, cats.month, cats.pages, cats.volume) == ("Proceedings of Cats", 2021, 7, "1-9", "3")
    assert (review.kind, correction.kind, review.year) == (Kind.NOTICE, Kind.NOTICE, None)
    assert crossref.read(answer(b"Resource not found.", 404)) == Heard()


def test_dblp() -> None:
    paper, preprint = dblp.read(answer(DBLP)).records
    assert (paper.title, families(paper), paper.venue) == ("Deep nets for cats", ["Lee", "Chen"], "ICML")
    assert (paper.url, paper.pages, paper.kind) == (
        "https://proceedings.example.org/v1/lee21a.html",
        "1-9",
        Kind.CONFERENCE_PAPER,
    )
    assert (preprint.arxiv, preprint.doi, preprint.venue, preprint.kind) == ("2101.00001", None, None, Kind.PREPRINT)
    assert dblp.read(answer({"result": {"hits": {"@total": "0"}}})) == Heard()
    assert dblp.read(answer("", 429)).trouble == "HTTP 429"


def test_semantic_scholar() -> None:
    preprint, paper = semantic_scholar.read(answer(SEMANTIC)).records
    assert (preprint.arxiv, preprint.doi, preprint.venue, preprint.kind) == ("2101.00001", None, None, Kind.PREPRINT)
    assert (paper.doi, paper.url, paper.kind, paper.pages) == (
        "10.18653/v1/p19-1001",
        "https://aclanthology.org/P19-1001",
        Kind.CONFERENCE_PAPER,
        "3-4",
    )
    for none in (answer({"error": "Title match not found"}, 404), answer({"data": []})):
        assert semantic_scholar.read(none) == Heard()
    assert semantic_scholar.read(answer({"error": "Unsupported fields"})).trouble == "Unsupported fields"


def test_openalex() -> None:
    paper, copy, data = openalex.read(answer(OPENALEX)).records
    assert (paper.title, paper.doi, paper.arxiv, paper.pages) == (
        "Deep nets for cats",
        "10.9999/example.1",
        "2101.00001",
        "1-9",
    )
    assert (paper.kind, paper.venue, paper.is_withdrawn, families(paper)) == (Kind.CONFERENCE_PAPER, "ICML", True, ["Lee"])
    assert (copy.kind, copy.venue, copy.url, data.kind) == (Kind.COPY, None, None, Kind.DATASET)


def test_openreview() -> None:
    accepted, submitted = openreview.read(answer(OPENREVIEW)).records
    assert (accepted.venue, accepted.year, accepted.url) == ("ICLR", 2022, "https://openreview.net/forum?id=abcDEF123")
    assert (submitted.title, submitted.venue, submitted.kind) == ("Old nets", None, Kind.PREPRINT)
    assert openreview.read(answer("challenge", 403)).trouble == "HTTP 403"


def test_datacite() -> None:
    preprint, data = datacite.read(answer(DATACITE)).records
    assert (preprint.arxiv, preprint.doi, preprint.kind, families(preprint)) == (
        "2101.00001",
        None,
        Kind.PREPRINT,
        ["Lee", "Chen"],
    )
    assert (data.doi, data.kind) == ("10.9999/data", Kind.DATASET)
    assert datacite.read(answer({"errors": [{"title": "none"}]}, 404)) == Heard()


def test_github() -> None:
    found = dict(github.read_names(["o/old", "o/gone", "o/unknown"], answer(GRAPH)).found)
    old = found["o/old"]
    assert old is not None
    assert (old.name, old.is_archived, old.stars, old.licence, old.language, old.homepage) == (
        "n/new",
        True,
        812,
        "MIT",
        "Rust",
        None,
    )
    # Nothing says of the third that it is not there.
    assert found == {"o/old": old, "o/gone": None}
    assert github.read_names(["o/old"], answer({"message": "Bad credentials"}, 401)).trouble == "HTTP 401"
    rest = {"full_name": "n/new", "archived": False, "stargazers_count": 3, "license": {"spdx_id": "NOASSERTION"}}
    ((name, one),) = github.read_name("o/old", answer(rest)).found
    assert (name, one and one.name, one and one.licence, one and one.stars) == ("o/old", "n/new", None, 3)
    assert github.read_name("o/gone", answer("{}", 404)).found == (("o/gone", None),)


# --- questions --------------------------------------------------------------------------------------------------------


def test_ids_are_asked_for_many_at_a_time() -> None:
    numbers = [f"2101.{number:05}" for number in range(230)]
    requests = list(arxiv.by_numbers([*numbers, "abc", "2101.1", numbers[0]]))
    assert [len(asked(each)["id_list"].split(",")) for each in requests] == [100, 100, 30]
    dois = [f"10.9999/{number}" for number in range(60)]
    assert [len(asked(each)["filter"].split(",")) for each in crossref.by_dois([*dois, "10.9999/a,b"])] == [50, 10]
    assert [len(asked(each)["filter"].split("|")) for each in openalex.by_dois(dois)] == [50, 10]
    assert len(list(datacite.by_dois(dois))) == 3
    (batch,) = semantic_scholar.by_ids(numbers, dois)
    assert len(msgspec.json.decode(batch.body)["ids"]) == 290
    assert batch.method == "POST"
    query = msgspec.json.decode(github.by_names(["o/one", 'o/tw"o']).body)["query"]
    assert 'r0: repository(owner: "o", name: "one")' in query
    assert r'name: "tw\"o"' in query


def test_titles_are_asked_without_marks_that_mean_something_there() -> None:
    title = 'Deep "nets" | for: cats (AND dogs)'
    assert asked(arxiv.by_title(title, "van Lee"))["search_query"] == 'ti:"Deep nets for cats AND dogs" AND au:"van Lee"'
    assert asked(dblp.by_title(title, "van Lee"))["q"] == "Deep nets for cats AND dogs Lee"
    assert asked(openalex.by_title("Nets, cats | dogs"))["filter"] == "title.search:Nets cats dogs"
    assert asked(crossref.by_title("Nets & cats", ["Lee"]))["query.bibliographic"] == "Nets & cats Lee"
    assert all(request.max_age > 0 for request in (openreview.by_title(title), semantic_scholar.by_title(title)))


def test_no_request_holds_a_secret() -> None:
    # The network puts tokens in, for the host that they are for.
    requests = [openalex.by_title("Cats"), semantic_scholar.by_title("Cats"), github.by_names(["o/n"]), github.by_name("o/n")]
    assert not any("key" in request.url or "uthorization" in str(request.headers) for request in requests)


# --- whatever comes back ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"null", b"[" * 100_000, b'{"a":' * 100_000, b"\xff\xfe", b"12", b'"x"', b"{}"]
)
def test_what_is_no_answer_is_told_from_one_that_has_nothing(name: str, body: bytes) -> None:
    heard = READERS[name][0](answer(body))
    assert heard.trouble
    assert heard.records == ()


@pytest.mark.parametrize("name", READERS)
def test_what_was_not_asked_is_no_answer(name: str) -> None:
    unasked = Exchange(Request("https://example.org"), Ended.UNASKED, "the budget is used up")
    assert READERS[name][0](unasked) == Heard((), "the budget is used up")


ODD = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(), st.just([]), st.just({}), st.just("\ud800"),
    st.lists(st.integers(), max_size=2), st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)  # fmt: skip


def _paths(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in pairs:
        yield from _paths(each, (*path, step))


def _changed(value: object, path: tuple[str | int, ...], new: object) -> object:
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(value, dict):
        return {key: _changed(each, rest, new) if key == step else each for key, each in value.items()}
    assert isinstance(value, list)
    return [_changed(each, rest, new) if index == step else each for index, each in enumerate(value)]


@given(st.data())
@pytest.mark.parametrize("name", [name for name in READERS if name != "arxiv"])
def test_any_value_may_be_another(name: str, data: st.DataObject) -> None:
    read, value = READERS[name]
    path = data.draw(st.sampled_from(list(_paths(value))))
    heard = read(answer(json.dumps(_changed(value, path, data.draw(ODD))).encode()))
    for record in heard.records:
        assert record.title
        record.title.encode()
        assert "\n" not in record.title
        assert all(each.family for each in record.people)
        assert all(str(identifier) for identifier in record.identifiers)


@given(st.text(), st.integers(0, len(FEED)))
def test_a_feed_may_have_anything_anywhere(text: str, place: int) -> None:
    body = (FEED[:place] + text + FEED[place:]).encode("utf-8", "surrogatepass")
    for record in arxiv.read(answer(body)).records:
        assert record.title


def test_text_is_what_a_reader_would_see() -> None:
    assert reading.plain("A &amp;lt;b&gt; <i>c</i>\\n d\u200b e\x1b[0m\n f") == "A c d e [0m f"
    assert reading.doi("https://doi.org/10.1000/ABC.") == "10.1000/abc"
    assert reading.web("javascript:alert(1)") is None
    assert reading.web("https://example.org/a b") is None


# --- what was recorded ------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not RECORDED, reason="AWESOME_LINT_RECORDED names no folder of recorded answers")
def test_recorded_answers_are_read() -> None:
    folder = Path(RECORDED)
    feeds = [json.loads(path.read_text(encoding="utf-8")) for path in (folder / "arxiv").rglob("*.json")]
    assert feeds
    for feed in feeds:
        heard = arxiv.read(answer(feed["body"], feed["status_code"]))
        assert bool(heard.trouble) == (feed["status_code"] != 200)
        assert len(heard.records) == (0 if heard.trouble else feed["body"].count("<entry>"))
    samples = {"crossref": crossref.record_of, "dblp": dblp.record_of, "openalex": openalex.record_of}
    samples |= {"semantic_scholar": semantic_scholar.record_of}
    for name, record_of in samples.items():
        for path in (folder / "refchecker" / name).glob("*.json"):
            works = json.loads(path.read_text(encoding="utf-8"))
            for work in works if isinstance(works, list) else [works]:
                record = record_of(work)
                assert record is not None, path
                assert record.title
                assert record.people or not (work.get("author") or work.get("authors") or work.get("authorships")), path
