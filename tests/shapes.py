"""Texts that go on and on in one shape, to be read in time linear in their length; each is made as long as asked."""

from collections.abc import Callable

LINK = "[Oar](https://example.org/{0})"
IGNORE = "<!-- awesome-lint: ignore et-al -->"


def repeated(unit: str) -> Callable[[int], str]:
    """Return the shape of a unit again and again, with a number in it where it has a place for one."""
    return lambda count: "".join(unit.replace("{0}", str(number)) for number in range(count))


# What somebody may write to make a program slow: `count` characters, or a few times as many.
HOSTILE: dict[str, Callable[[int], str]] = {
    "open brackets": lambda count: "[" * count,
    "open quotes": lambda count: ">" * count,
    "stars": lambda count: "*" * count,
    "open parentheses": lambda count: "(" * count,
    "markers": lambda count: "- " * count,
    "tags before a name": lambda count: "- " + "[x]" * count,
    "nested parentheses": lambda count: "- " + "(" * count + ")" * count,
    "brackets closed by others": lambda count: "- " + "(" * count + "]" * count,
    "crossed brackets": lambda count: "- " + "([" * count + ")]" * count,
    "quotes": lambda count: "- " + '"a ' * count,
    "names without end": lambda count: "- **T.** *" + "A, " * count + "*",
    "and others": lambda count: "- **T.** *" + "et al " * count + "*",
    "bold that stays open": lambda count: "- " + "**a" * count,
    "italics behind a name": lambda count: "- **T** " + "*a* " * count,
    "code behind a name": lambda count: "- **T** " + "`a` " * count,
    "links in brackets behind a name": lambda count: "- **T** " + "[[a](b)] " * count,
    "dashes": lambda count: "- [a](b)" + " - " * count,
    "line breaks": lambda count: "- **T** " + "<br>" * count,
    "emoji": lambda count: "- " + ":a:" * count + "x",
    "cited names": lambda count: "- " + "A. B, " * count + '"T" (2012)',
    "years": lambda count: "- [a](b) " + "2012 " * count,
    "NULs": lambda count: "- [a](b) - c\0d\n" * (count // 10),
    "empty slots": lambda count: "1. **** **\n" * count,
    "headings": lambda count: "# a\n" * (count // 10),
    "digits behind a letter": lambda count: "- a" + "0" * count + "b",
    "spaces in an entry": lambda count: "- a" + " " * count + "b",
    "wide spaces in an entry": lambda count: "- a" + "\u3000" * count + "b",
    "spaces in a paragraph": lambda count: "a" + " " * count + "b",
    "spaces in a title": lambda count: "- **a" + " " * count + "b** - c",
    "spaces in a quoted title": lambda count: '- Ann Lee. "A' + " " * count + 'b" 2020',
    "spaces in a heading": lambda count: "## A" + " " * count + "(3)",
    "spaces in a cell": lambda count: "|a|b|\n|-|-|\n|x" + " " * count + "y|z|",
    "underscores in a link": lambda count: "- [" + "_" * count + "](https://example.org/x)",
    "directions": lambda count: "\u202ea" * (count // 10),
    "accents of LaTeX": lambda count: "- " + "{\\'e}" * (count // 10),
    "empty affiliations": lambda count: "- **T.** *Ann Lee " + "()" * count + "*",
    "misread bytes": lambda count: "- a" + "Ã©" * (count // 10) + "b",
    "misread words": lambda count: "- " + "aÃ©" * (count // 10) + "b",
    "a long word in a heading": lambda count: "## Papers (" + "a" * count + ")",
    "years in parentheses": lambda count: "- [T](https://example.org/x) *" + "(2020) " * (count // 4) + "*",
    "one word": lambda count: "a " * count,
    "emoji in a title": lambda count: "- **T" + "\U0001f600" * count + "x** - d",
    "escaped bars": lambda count: "a\n|" + "\\|" * count + "x\n|-|",
    "nested emphasis": lambda count: "- " + "*a " * count + "b" + "*" * count,
    "nested tags": lambda count: "- " + "<b>a " * (count // 10) + "</b>" * (count // 10),
    "open tags": lambda count: "a " + "<a " * count,
    "headings of HTML": lambda count: "<h1>a" * (count // 10),
    "a NUL in a quoted list": lambda count: "> * a\0b\n> * c\n\n>- d\0\n",
}

# What a list may have much of: `count` lines, or a few times as many.
LONG: dict[str, Callable[[int], str]] = {
    "entries": repeated(f"- {LINK} - Rows.\n"),
    "entries with one target": repeated("- [Oar {0}](https://example.org) - Rows.\n"),
    "entries that are equal": repeated("- [Oar](https://example.org) - Rows.\n"),
    "papers": repeated("- **Rowing with {0} oars.** *Ann Bee, Cy Dee.* Sea {0}. [paper](http://arxiv.org/abs/2001.{0}1234)\n"),
    "sections": repeated(f"## Part {{0}}\n\n- {LINK} - Rows.\n\n"),
    "sections and their contents": lambda count: (
        repeated("- [Part {0}](#part-{0})\n")(count) + "\n" + repeated(f"## Part {{0}}\n\n- {LINK}\n\n")(count)
    ),
    "definitions that are used": lambda count: repeated("- [Oar][{0}]\n")(count) + "\n" + repeated("[{0}]: /x\n")(count),
    "definitions that are not": repeated("[{0}]: /x\n\n"),
    "references without a definition": repeated("- [Oar][{0}] - Rows.\n"),
    "footnotes": lambda count: repeated("a[^{0}]\n")(count) + "\n" + repeated("[^{0}]: b\n\n")(count),
    "ignored lines": repeated(f"- {LINK} - Lee et.al. {IGNORE}\n"),
    "comments": repeated("<!-- a -->\n\nb\n\n"),
    "spaces at line ends": repeated(f"* {LINK} - Rows. \n"),
    "lists of other markers": repeated(f"* {LINK}\n\na\n\n- {LINK}\n\nb\n\n"),
    "invisible characters": repeated(f"- {LINK} - Ro\u200bws *a\u200b*.\n"),
    "invisible characters of one line": repeated("a\u200bb *c\u200b* "),
    "broken links": repeated("- [Oar] (https://example.org/{0}) - Rows.\n"),
    "swallowed entries": repeated("-[Oar](https://example.org/{0}) - Rows.\n"),
    "entries within entries": lambda count: "".join(f"{'  ' * (number % 40)}- [Oar](/{number})\n" for number in range(count)),
    "quotes": repeated("> - a\n>\n> b\n\n"),
    "code": repeated("```\na\n```\n\n"),
    "rows": lambda count: "|a|b|\n|-|-|\n" + "|x|y|\n" * count,
    "rows of links": lambda count: "| a | b |\n| - | - |\n" + repeated(f"| {LINK} | Rows |\n")(count),
    "bare addresses": repeated("- http://example.org/{0}\n"),
    "HTML": repeated("<details>\n<summary>A</summary>\n\n- a\n\n</details>\n\n"),
    "lines of one paragraph": repeated("Oars and rows {0}\n"),
}
