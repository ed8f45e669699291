"""The rules of the npm awesome-lint, and what answers to each of them here."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

LAYOUT = "layout"


class Counterpart(NamedTuple):
    """The rules that answer to a rule of the npm awesome-lint, none where there are none on purpose, and what differs."""

    rules: tuple[str, ...]
    note: str = ""


AS_WRITTEN = "Which mark stands for emphasis, links or code is its author's choice, and shows nothing to a reader."
FILE_NAME = "GitHub decides which file it shows, and its capitals are a habit of each project."
TABLES = "Tables stay as written: to align one cell would change every line, and nothing that is shown."

# Its own rules first, then those of remark-lint that it turns on.
COUNTERPARTS: Mapping[str, Counterpart] = MappingProxyType(
    {
        "awesome-badge": Counterpart(
            ("awesome-badge",), "Only where a list has a badge of awesome.re, or is told to have one."
        ),
        "awesome-code-of-conduct": Counterpart(("awesome-code-of-conduct",)),
        "awesome-contributing": Counterpart(("awesome-contributing",)),
        "awesome-git-repo-age": Counterpart((), "It needs a network, and a list does not get better by waiting."),
        "awesome-github": Counterpart((), "It needs a network; nothing here opens a connection, and any file can be checked."),
        "awesome-heading": Counterpart(
            ("awesome-heading", "multiple-titles"), "The capitals of names such as `iOS` or `FOO` are left alone."
        ),
        "awesome-license": Counterpart(("awesome-license",)),
        "awesome-list-item": Counterpart(
            (
                "description-separator",
                "description-ending",
                "description-case",
                "empty-link",
                "malformed-url",
                "swallowed-entry",
            ),
            "What most entries of the list do is expected of the others: a list that writes `:` is not told to write `-`.",
        ),
        "awesome-no-ci-badge": Counterpart(("awesome-ci-badge",), "Badges of GitHub Actions and other services count, too."),
        "awesome-spell-check": Counterpart(("spelling",), "It has words of its own, and leaves names of packages alone."),
        "awesome-toc": Counterpart(("stale-contents", "awesome-contents"), "The contents may have any title and depth."),
        "balanced-punctuation": Counterpart(
            (), "Apostrophes and inches look like quotation marks: most of what it says about correct text is wrong."
        ),
        "double-link": Counterpart(
            ("duplicate-entry", "duplicate-title", "duplicate-link"),
            "Entries are compared, not links in the text or to `#anchors`.",
        ),
        "no-repeat-item-in-description": Counterpart((), "TODO"),
        "blockquote-indentation": Counterpart((LAYOUT,)),
        "checkbox-character-style": Counterpart((), AS_WRITTEN),
        "checkbox-content-indent": Counterpart((), "A task box is text of its entry, and stays as written."),
        "code-block-style": Counterpart((), "Code stays as written."),
        "definition-case": Counterpart((), AS_WRITTEN),
        "definition-spacing": Counterpart((), AS_WRITTEN),
        "emphasis-marker": Counterpart((), AS_WRITTEN),
        "fenced-code-marker": Counterpart((), "Code stays as written."),
        "file-extension": Counterpart((), FILE_NAME),
        "final-newline": Counterpart((LAYOUT,)),
        "hard-break-spaces": Counterpart((), "TODO"),
        "heading-style": Counterpart((LAYOUT,)),
        "link-title-style": Counterpart((), AS_WRITTEN),
        "list-item-bullet-indent": Counterpart((LAYOUT,)),
        "list-item-indent": Counterpart((LAYOUT,)),
        "no-blockquote-without-marker": Counterpart((LAYOUT,)),
        "no-emphasis-as-heading": Counterpart((), "A bold line is how many lists name a paper, or a group of them."),
        "no-file-name-articles": Counterpart((), FILE_NAME),
        "no-file-name-consecutive-dashes": Counterpart((), FILE_NAME),
        "no-file-name-irregular-characters": Counterpart((), FILE_NAME),
        "no-file-name-mixed-case": Counterpart((), FILE_NAME),
        "no-file-name-outer-dashes": Counterpart((), FILE_NAME),
        "no-heading-content-indent": Counterpart((LAYOUT,)),
        "no-heading-indent": Counterpart((LAYOUT,)),
        "no-heading-punctuation": Counterpart(("heading-ending",), "TODO"),
        "no-multiple-toplevel-headings": Counterpart(("multiple-titles",)),
        "no-repeat-punctuation": Counterpart(
            (), "`!!` is a tone, not a mistake; ` ?.` at the end of a title is `title-ending`."
        ),
        "no-shell-dollars": Counterpart((), "Code stays as written."),
        "no-table-indentation": Counterpart((), TABLES),
        "no-undefined-references": Counterpart(
            ("undefined-reference", "broken-link-markup"), "`[[pdf](url)]` is a link in brackets."
        ),
        "no-unneeded-full-reference-image": Counterpart((), AS_WRITTEN),
        "no-unneeded-full-reference-link": Counterpart((), AS_WRITTEN),
        "no-unused-definitions": Counterpart(("unused-definition",)),
        "ordered-list-marker-style": Counterpart((LAYOUT,)),
        "ordered-list-marker-value": Counterpart((LAYOUT,), "Numbers that are all `1.` are as good as counted ones."),
        "rule-style": Counterpart((LAYOUT,)),
        "strong-marker": Counterpart((), AS_WRITTEN),
        "table-cell-padding": Counterpart((), TABLES),
        "table-pipe-alignment": Counterpart((), TABLES),
        "table-pipes": Counterpart((), TABLES),
        "unordered-list-marker-style": Counterpart((LAYOUT,)),
    }
)
