"""What URLs name: the same thing in its many spellings, and different things that look alike."""

import pytest

from awesome_lint.knowledge.identifiers import IdentifierKind, Submission, identify

SAME = {
    "arxiv:1706.03762": [
        "https://arxiv.org/abs/1706.03762",
        "http://www.arxiv.org/abs/1706.03762v5",
        "https://arxiv.org/pdf/1706.03762.pdf",
        "https://arxiv.org/pdf/1706.03762v2.pdf#page=3",
        "https://arxiv.org/html/1706.03762v7?context=cs",
        "https://arxiv.org/abs/1706.03762.pdf",
        "https://arxiv.org/abs/arXiv:1706.03762/",
        "https://arxiv.org/ftp/arxiv/papers/1706/1706.03762.pdf",
        "https://export.arxiv.org/abs/1706.03762",
        "http://cn.arxiv.org/pdf/1706.03762",
        "https://ar5iv.labs.arxiv.org/html/1706.03762",
        "https://www.alphaxiv.org/overview/1706.03762",
        "https://huggingface.co/papers/1706.03762",
        "https://api.semanticscholar.org/arXiv:1706.03762",
        "https://doi.org/10.48550/arXiv.1706.03762",
    ],
    "arxiv:hep-th/9901001": ["https://arxiv.org/abs/hep-th/9901001", "https://arxiv.org/pdf/hep-th/9901001v3"],
    "arxiv:math/0309136": ["https://arxiv.org/abs/math.GT/0309136", "https://arxiv.org/abs/math/0309136v1"],
    "doi:10.1145/3292500.3330701": [
        "https://doi.org/10.1145/3292500.3330701",
        "http://dx.doi.org/10.1145%2F3292500.3330701",
        "https://doi.acm.org/10.1145/3292500.3330701",
        "https://dl.acm.org/doi/10.1145/3292500.3330701",
        "https://dl.acm.org/doi/abs/10.1145/3292500.3330701?casa_token=x",
        "https://dl.acm.org/doi/pdf/10.1145/3292500.3330701#sec-ref",
    ],
    "doi:10.1007/978-3-030-58452-8_13": [
        "https://link.springer.com/chapter/10.1007/978-3-030-58452-8_13",
        "https://link.springer.com/content/pdf/10.1007%2F978-3-030-58452-8_13.pdf",
    ],
    "doi:10.1101/2020.01.01.123456": [
        "https://www.biorxiv.org/content/10.1101/2020.01.01.123456v1",
        "https://www.biorxiv.org/content/10.1101/2020.01.01.123456v2.full.pdf",
    ],
    "doi:10.3389/fnins.2020.00001": ["https://www.frontiersin.org/articles/10.3389/fnins.2020.00001/full"],
    "doi:10.1038/nature14539": ["https://www.nature.com/articles/nature14539", "https://doi.org/10.1038/NATURE14539"],
    "doi:10.1371/journal.pone.0000001": [
        "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0000001",
        "https://journals.plos.org/plosone/article?id=10.1371%2Fjournal.pone.0000001",
    ],
    "openreview:S1XolQbRW": [
        "https://openreview.net/forum?id=S1XolQbRW",
        "https://openreview.net/pdf?id=S1XolQbRW",
        "https://openreview.net/forum?noteId=x&id=S1XolQbRW",
    ],
    "acl:2020.acl-main.1": [
        "https://aclanthology.org/2020.acl-main.1/",
        "https://www.aclweb.org/anthology/2020.acl-main.1.pdf",
        "https://doi.org/10.18653/v1/2020.acl-main.1",
    ],
    "acl:p19-1001": [
        "https://aclanthology.org/P19-1001",
        "https://aclweb.org/anthology/papers/P/P19/P19-1001/",
        "https://aclanthology.org/P19-1001v2.pdf",
    ],
    "github:vinta/awesome-python": [
        "https://github.com/vinta/awesome-python",
        "http://www.github.com/Vinta/Awesome-Python/",
        "https://github.com/vinta/awesome-python.git",
        "https://github.com/vinta/awesome-python#readme",
        "https://github.com/vinta/awesome-python/tree/master",
        "https://github.com/vinta/awesome-python?tab=readme-ov-file",
    ],
    "isbn:9780131103627": [
        "https://www.amazon.com/C-Programming-Language/dp/0131103628/ref=sr_1_1",
        "https://openlibrary.org/isbn/9780131103627",
        "https://books.google.com/books?vid=ISBN0-13-110362-8",
    ],
    "example.org/a~b?a=1&b=2": [
        "https://example.org/a~b?a=1&b=2",
        "http://www.example.org:80/a%7Eb/?b=2&utm_source=x&a=1",
        "//EXAMPLE.org/a~b?a=1&b=2#:~:text=words",
    ],
    "example.org": [
        "https://example.org",
        "http://example.org/",
        "https://www.example.org/#",
        "https://example.org/index.html",
    ],
    "example.org/a": ["https://example.org/a/index.html", "http://example.org/a/index.htm"],
    "example.org/%C3%A9": ["https://example.org/%c3%a9"],
}

DIFFERENT = [
    ("https://arxiv.org/abs/1706.03762", "https://arxiv.org/abs/1706.03763"),
    ("https://arxiv.org/list/cs.CV/recent", "https://arxiv.org/list/cs.CL/recent"),
    ("https://github.com/foo/bar", "https://github.com/foo/bar/tree/main/server"),
    ("https://github.com/foo/bar#server", "https://github.com/foo/bar#client"),
    ("https://github.com/foo/bar/issues/1", "https://github.com/foo/bar/issues/2"),
    ("https://github.com/foo", "https://github.com/foo/foo"),
    ("https://github.com/topics/css", "https://github.com/topics/html"),
    ("https://openreview.net/group?id=a", "https://openreview.net/group?id=b"),
    ("https://example.org/book#one", "https://example.org/book#two"),
    ("https://example.org/Path", "https://example.org/path"),
    ("https://example.org/?id=1", "https://example.org/?id=2"),
    ("https://example.org/index.html?id=1", "https://example.org/?id=1"),
    ("https://example.org:8080/", "https://example.org/"),
    ("https://www.youtube.com/watch?v=a&feature=share", "https://www.youtube.com/watch?v=b"),
    ("https://www.amazon.com/dp/B00X4WHP5E", "https://www.amazon.com/dp/B00X4WHP5F"),
    ("./one.md", "./two.md"),
    ("#one", "#two"),
    ("mailto:a@example.org", "mailto:b@example.org"),
    ("ftp://example.org/a", "https://example.org/a"),
]


@pytest.mark.parametrize(("expected", "url"), [(name, url) for name, urls in SAME.items() for url in urls])
def test_one_thing_has_one_identifier(expected: str, url: str) -> None:
    assert str(identify(url)) == expected


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_things_differ(one: str, other: str) -> None:
    assert identify(one) != identify(other)


@pytest.mark.parametrize(
    "url", ["", " ", "/", "//", "https://", "http:///", "https://[", "https://%zz/%", "https://@:/?&=#", "10.1/"]
)
def test_no_url_is_too_odd(url: str) -> None:
    assert identify(url).kind is IdentifierKind.URL


def test_a_wrong_check_digit_is_no_isbn() -> None:
    assert identify("https://openlibrary.org/isbn/9780131103628").kind is IdentifierKind.URL


def test_only_identifiers_of_papers_stand_for_papers() -> None:
    papers = {kind for kind in IdentifierKind if kind.is_paper}
    assert papers == {IdentifierKind.ARXIV, IdentifierKind.DOI, IdentifierKind.OPENREVIEW, IdentifierKind.ACL}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://arxiv.org/abs/1706.03762v5", (2017, 6, 3762)),
        ("https://arxiv.org/abs/0704.0001", (2007, 4, 1)),
        ("https://doi.org/10.48550/arXiv.2312.12345", (2023, 12, 12345)),
        ("https://arxiv.org/abs/hep-th/9901001", None),
        ("https://doi.org/10.48550/arXiv.unknown", None),
        ("https://example.org/1706.03762", None),
    ],
)
def test_a_number_of_arxiv_tells_when_a_paper_got_there(url: str, expected: tuple[int, int, int] | None) -> None:
    assert identify(url).submission == (Submission(*expected) if expected else None)
