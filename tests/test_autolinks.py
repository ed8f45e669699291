"""What GitHub links by itself: each line with its links, which its own parser confirms."""

import pytest
from github import our_targets, targets

NOT_LINKED = (
    "no address here: http, www, a@b\n",
    "xhttps://a.example\n",
    "https:// a.example and http://\n",
    "https://-a.example https://.a.example\n",
    "https://a_b.example https://a.b_c.example/d\n",
    "xwww.a.example WWW.a.example\n",
    "a@b a@b. @b.example a@b.c1 a@b.c_ a@@b.example\n",
    "`https://a.example` <b title='https://a.example me@a.example'>\n",
    "[https://a.example www.a.example\n",
    "![https://a.example](<>)\n",
)

LINKED = (
    ("https://a.example", ["https://a.example"]),
    ("HTTPS://A.example ftp://b", ["HTTPS://A.example", "ftp://b"]),
    ("1https://a.example", ["https://a.example"]),
    ("(https://a.example/b_(c))", ["https://a.example/b_(c)"]),
    ("https://a.example/b?c=1&amp;d=2&copy;", ["https://a.example/b?c=1&amp;d=2"]),
    ("https://a.example/b;", ["https://a.example/b"]),
    ("https://a.example/*b*, https://c.example/'d'.", ["https://a.example/*b", "https://c.example/'d"]),
    ("https://a.example/b<br>c", ["https://a.example/b"]),
    ("https://a.example/，b", ["https://a.example/，b"]),
    ("https://图书.example", ["https://图书.example"]),
    ("https://a.b_c.d.example", ["https://a.b_c.d.example"]),
    ("https://a_b.c.d.e.f.g.h.i.j.k.l_m.n", ["https://a_b.c.d.e.f.g.h.i.j.k.l_m.n"]),
    (
        "www.a.example. *www.b.example* (www.c.example)",
        ["http://www.a.example", "http://www.b.example", "http://www.c.example"],
    ),
    ("<a name='b'> https://a.example", ["https://a.example"]),
    ("</a>[https://a.example](b)", ["b"]),
    ("[b] https://a.example", ["https://a.example"]),
    ("me@a.example, a.b+c-d_e@f-g.example.", ["mailto:me@a.example", "mailto:a.b+c-d_e@f-g.example"]),
    ("first_last@a.example a\\_b@a.example", ["mailto:first_last@a.example", "mailto:a_b@a.example"]),
    ("mailto:me@a.example xmpp:me@a.example/b", ["mailto:me@a.example", "xmpp:me@a.example/b"]),
    ("[me@a.example *you@a.example*", ["mailto:me@a.example", "mailto:you@a.example"]),
    ("<foo\\+@a.example>", ["mailto:foo+@a.example"]),
)


@pytest.mark.parametrize("text", NOT_LINKED)
def test_what_is_no_address_stays_text(text: str) -> None:
    expected = [""] if text.startswith("![") else []
    assert our_targets(text) == targets(text) == expected


@pytest.mark.parametrize(("text", "expected"), LINKED)
def test_addresses_are_linked(text: str, expected: list[str]) -> None:
    assert our_targets(text) == targets(text) == expected
