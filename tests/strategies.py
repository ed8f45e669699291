"""Markdown as people write it and as nobody should: texts for Hypothesis to shrink."""

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

WORDS = (
    "a",
    "Title",
    "et al.",
    "naïve",
    "图书",
    "🔥",
    "C#",
    "x_y",
    "2*3",
    "snake_case",
    "\u00a0",
    "e\u0301",
    "Lee,",
    "1.",
    "-",
    "+1",
    "#",
)

FRAGMENTS = (
    *"*_~`[]()<>!\\|&\"'#-+=:;.,/@^{}$",
    *(
        "**",
        "***",
        "__",
        "~~",
        "~~~",
        "``",
        "![",
        "](",
        "[[",
        "]]",
        "][",
        "[^1]",
        "[^",
        "[x]",
        "- ",
        "1. ",
        "> ",
        "# ",
        "\\|",
        " | ",
    ),
    *(
        "\\*",
        "\\[",
        "\\]",
        "\\_",
        "\\ ",
        "\\\\",
        "\\a",
        "\\\n",
        "  \n",
        "   \n",
        " \n",
        "\n",
        "\t",
        " ",
        "  ",
        "\n\n",
        "\n    ",
    ),
    *("&amp;", "&#42;", "&#x5B;", "&copy;", "&nope;", "&", "&fjlig;", "&#0;"),
    *(
        "<br>",
        "<br/>",
        "<b>",
        "</b>",
        '<a href="u">',
        "</a>",
        "<!-- c -->",
        "<!--",
        "-->",
        "<?x?>",
        "<details>",
        "<img src='i'>",
    ),
    *(
        "<https://a.example/b>",
        "<me@a.example>",
        "http://",
        "https://a.example/b_c",
        "www.a.example",
        "ftp://x",
        "me@a.example",
    ),
    *("mailto:me@a.example", "www.", "://", "https://a_b.c.d.", "(https://a.example/x)", "https://a.example/?q=1&amp;"),
    *("(u)", "(<u v>)", '(u "t")', "(u\\)v)", "( u )", "(u 't\n t')", "(a(b)c)", "(#frag)", "(&amp;)", "()"),
    *(
        "[r]",
        "[R][]",
        "[text][r]",
        "![i](u)",
        "[l](u)",
        "[[l](u)]",
        "[![b](i)](u)",
        "[r]: u\n",
        "[r]: <u> 't'\n",
        "[^1]: note\n",
    ),
)

INLINE_KINDS = (
    "emphasis",
    "strong",
    "struck",
    "code",
    "link",
    "reference",
    "image",
    "escape",
    "entity",
    "html",
    "url",
    "footnote",
)
DEFINITIONS = "\n\n[r]: https://a.example/r 'title'\n[text]: <two words>\n\n[^1]: A note with *marks*.\n\n    More of it.\n"


def fragments() -> SearchStrategy[str]:
    """Return texts put together without grammar: what is half written, overlapping or unclosed."""
    pieces = st.one_of(st.sampled_from(FRAGMENTS), st.sampled_from(WORDS), st.text(max_size=3))
    return st.lists(pieces, max_size=24).map("".join)


def lines() -> SearchStrategy[str]:
    """Return one line of inline Markdown, well formed, with what it nests."""
    words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
    return st.recursive(words, _nested_inline, max_leaves=6)


def _nested_inline(inner: SearchStrategy[str]) -> SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
        st.tuples(st.sampled_from(("*{}*", "_{}_", "**{}**", "__{}__", "***{}***", "~~{}~~", "~{}~")), inner).map(_filled),
        st.tuples(st.sampled_from(("`{}`", "`` {} ``", "<b>{}</b>", '<a href="u">{}</a>', "{}<br>")), inner).map(_filled),
        st.tuples(
            st.sampled_from(("[{}](u)", "[{}](<u v> 't')", "[[{}](u)]", "![{}](i.png)", "[{}][r]", "[{}]", "({})")), inner
        ).map(_filled),
        st.tuples(
            st.sampled_from(("{}&amp;", "&#42;{}", "\\*{}\\*", "{}[^1]", "https://a.example/{}", "{} www.a.example")), inner
        ).map(_filled),
    )


def _filled(pair: tuple[str, str]) -> str:
    return pair[0].replace("{}", pair[1], 1)


def blocks() -> SearchStrategy[str]:
    """Return Markdown with nested blocks, every line of which ends with `\\n`."""
    ends = st.sampled_from(("\n", "  \n", "\\\n", "\t\n", " \n"))
    paragraph = st.lists(st.tuples(lines(), ends).map("".join), min_size=1, max_size=3).map("".join)
    flat = st.one_of(
        paragraph,
        paragraph,
        st.tuples(st.sampled_from(("# {}\n", "## {} ##\n", "### {} #\n", "{}\n===\n", "{}\n---\n")), lines()).map(_filled),
        st.tuples(
            st.sampled_from(("```py\n{}\n```\n", "    {}\n", "<details>\n{}\n</details>\n", "<!--\n{}\n-->\n")), lines()
        ).map(_filled),
        _tables(),
    )
    return st.recursive(flat, _nested_block, max_leaves=5).map(lambda text: text + DEFINITIONS)


def _tables() -> SearchStrategy[str]:
    cell = lines().map(lambda text: text.replace("|", "\\|"))
    row = st.tuples(
        cell, st.one_of(cell, st.just("")), st.sampled_from(("| {} | {} |\n", "|{}|{}\n", "{} | {}\n", "{}|{}|extra|\n"))
    ).map(lambda parts: parts[2].replace("{}", parts[0], 1).replace("{}", parts[1], 1))
    rule = st.sampled_from(("|---|:-:|\n", "--- | ---\n", "| - | -: |\n"))
    return st.tuples(row, rule, st.lists(row, max_size=3).map("".join)).map("".join)


def _nested_block(inner: SearchStrategy[str]) -> SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, min_size=2, max_size=3).map("\n".join),
        st.tuples(inner, st.sampled_from(("> ", ">", ">  ", " > "))).map(lambda pair: _quoted(*pair)),
        st.tuples(inner, st.sampled_from(("- ", "* ", "+   ", "1. ", "12) ", "-\t", "  - "))).map(lambda pair: _listed(*pair)),
        st.tuples(inner, inner).map(lambda pair: _listed(pair[0], "- ") + _listed(pair[1], "- ")),
    )


def _quoted(text: str, mark: str) -> str:
    return "".join(mark + line for line in text.splitlines(keepends=True))


def _listed(text: str, marker: str) -> str:
    indentation = "\t" if marker.endswith("\t") else " " * len(marker)
    first, *rest = text.splitlines(keepends=True)
    return marker + first + "".join(indentation + line if line.strip() else line for line in rest)


def markdown() -> SearchStrategy[str]:
    """Return Markdown of every kind, with any kind of newline."""
    newlines = st.sampled_from(("\n", "\n", "\n", "\r\n", "\r"))
    return st.tuples(st.one_of(fragments(), blocks()), newlines).map(lambda pair: pair[0].replace("\n", pair[1]))
