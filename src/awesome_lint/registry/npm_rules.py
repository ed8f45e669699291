"""The rules of the npm awesome-lint, and what answers to each of them here."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from awesome_lint.habits.book import Pins

LAYOUT = "layout"

# What it expects of every list; habits that cannot be pinned do not count.
HABITS: Mapping[str, Any] = MappingProxyType(
    {
        "description_separator": " - ",
        "description_ending": ".",
        "description_case": "upper",
        "numbering": "counting",
    }
)


class Deviation(Struct, frozen=True):
    """Where the two differ on purpose: a rule of theirs, or one of ours that speaks alone.

    `message` and `line` are patterns of what it says, and of the line that it says it about.
    """

    rule: str
    reason: str
    message: str = ""
    line: str = ""


class Counterpart(Struct, frozen=True):
    """The rules that answer to a rule of the npm awesome-lint, none where there are none on purpose, and what differs."""

    rules: tuple[str, ...]
    note: str = ""


AS_WRITTEN = "Which of two marks is written is its author's choice, and no reader sees it."
FILE_NAME = "The name of the file is left to GitHub, which shows only files of certain names."
TABLES = "Tables stay as written: to align one cell would change every line, and nothing that is shown."

NOT_AWESOME = "A list that does not call itself awesome is not asked for what the awesome lists want."
# Of a run of equal things the first one is no mistake.
NOT_THE_FIRST = "Only the later ones are reported, with the place of the first."

# Neither they nor what they repeat: an entry whose link only the introduction has, too, stands alone.
IN_TEXT = "Links in the text are not compared."
NO_ITEM = r"^(?![ \t]*(?:[-*+]|\d+[.)]) )"

DEVIATIONS: tuple[Deviation, ...] = (
    Deviation("awesome-heading", "Names with capitals, digits, dots or hyphens stay as they are.", "title case", r"[.-]\S"),
    Deviation("awesome-heading", "A heading in a quotation is not the list's.", "", r"^>"),
    Deviation("awesome-heading", "A logo above the heading is none.", "only have one", r"^# Awesome"),
    Deviation("awesome-badge", "A heading in a quotation is not the list's.", "", r"^>"),
    Deviation("awesome-license", "`Licenses`, an emoji beside it, and headings in HTML count, too."),
    Deviation("awesome-ci-badge", "The text of a badge counts as well as its title, and GitHub Actions as well as Travis."),
    Deviation(
        "awesome-no-ci-badge",
        "A service is known by its host, not by a word in an address.",
        "",
        r"(?i)^(?!.*//(?:[\w.-]*\.)?(?:travis-ci|circleci)\.)(?!.*//img\.shields\.io/)",
    ),
    Deviation("awesome-toc", "The contents may be in another order or wording than the headings.", "match|duplicate link"),
    Deviation("awesome-toc", "A line without a link, or whose link has no text, is not looked at.", "missing link"),
    Deviation("awesome-toc", "A heading after the last one listed is not missed.", "ToC missing item"),
    Deviation("awesome-toc", "A heading `Contents` without a list below it is a heading like any other.", "Missing or invalid"),
    Deviation("awesome-toc", "Contents that lead to headings of another level are contents.", "Missing content headers"),
    Deviation("awesome-toc", "What is too deep is reported at the first line that is.", "Exceeded max depth"),
    Deviation("awesome-contents", "What is too deep is reported at the first line that is."),
    Deviation("awesome-toc", "A page may begin with a logo.", "First heading"),
    Deviation("awesome-toc", "Contents may lead to headings by their full addresses.", r"link \"https?://"),
    Deviation("awesome-toc", "GitHub finds a heading by its anchor in any case.", r"link \"#[^\"]*[A-Z]"),
    Deviation("awesome-toc", "Contents may be several lists.", "Multiple"),
    Deviation("awesome-badge", "The badge may stand anywhere before the first section.", "Missing", r"^# [^\[\]]*$"),
    Deviation(
        "awesome-badge", "A badge beside a heading of another level is one; the level is reported.", "Missing", r"^##+ .*\["
    ),
    Deviation("double-link", "Links within the page, such as those back to its top, are not compared.", "link: #"),
    Deviation("double-link", IN_TEXT, "", NO_ITEM),
    Deviation("double-link", "A relative target is a file beside the list.", r"link: [^/]*\.md$"),
    Deviation("duplicate-link", "Entries with reference links are compared, too.", "", r"\]\["),
    Deviation(
        "duplicate-link", "Two forms of the address of one repository or paper are one.", "", r"github\.com|arxiv|doi\.org"
    ),
    Deviation(
        "awesome-list-item",
        "A relative target is a file beside the list, a fragment a heading.",
        "link URL",
        r"\]\((?!www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev)(?:[/)?#]))",
    ),
    Deviation(
        "awesome-list-item", "A name may be bold, struck, without a link, or followed by an image.", "Invalid list item link$"
    ),
    Deviation("awesome-list-item", "What is no entry is left alone.", "Invalid list item$"),
    Deviation("awesome-list-item", "Other marks may part two links.", "separated", r"\) [/|·~] !?\["),
    Deviation(
        "awesome-list-item", "Words that follow a name without a mark may go on with it.", "separated", r"\)( \[| ?\w|$)"
    ),
    Deviation("awesome-list-item", "A dash with nothing after it parts nothing.", "separated", r"- ?$"),
    Deviation("awesome-list-item", "One or two words are no sentence.", "separated", r"\) ?, ?\w+( \w+)?[.!?]?$"),
    Deviation("awesome-list-item", "One or two words are no sentence.", "punctuation", r" - \w+( \w+)?$"),
    Deviation(
        "awesome-list-item",
        "What ends with a bracket, code, a colon or a quotation mark has an ending.",
        "punctuation",
        r"[^\w,;]$",
    ),
    Deviation(
        "awesome-list-item",
        "A word that may be a name keeps its letters; common English words and those of other scripts do not.",
        "casing",
        r"^(?!.* - [\u03b1-\u03ce\u0430-\u045f]{2})",
    ),
    Deviation(
        "no-repeat-item-in-description",
        "Only a sentence about the name repeats it: `Foo is ...`, not `Foo-like`.",
        "",
        r"(?i)^(?!.*\[([^\]]+)\]\(\S*\) - \1(?: (?:is|are|was|were)\b|[.!?,]?$))",
    ),
    Deviation("no-repeat-item-in-description", "The name is the first link of an entry.", "", r"\) \["),
    Deviation("description-ending", "A link at the end ends no sentence, nor do bold words.", "", r"(?:\)|\*\*)[ \t]*$"),
    Deviation("broken-link-markup", "Space inside the parentheses of a link is a slip.", "", r"\]\([ \t]|[ \t]\)"),
    Deviation("swallowed-entry", "What looks like an entry is one wherever it stands, whatever its marker."),
    Deviation(
        "unordered-list-marker-style",
        "Bullets are held against those of their list and of its depth.",
        "",
        r"^\s+[-*+]|^[-*+] ",
    ),
    Deviation("unnamed-link", "A link without a text is one with nothing beside it, too.", "", r"\]\([^()]*\)$"),
    Deviation("description-separator", "More than a space is one too many.", "", r" -[ \t]{2,}|\)[ \t]{2,}- "),
    Deviation("description-ending", "A description on several lines ends with the last of them.", "", r"^[ \t]+[^\s*+-]"),
    Deviation("description-repeats-name", "Names that are reference links are names, too.", "", r"\]\["),
    Deviation("description-case", "Entries that begin with an emoji are read, too.", "", r"^- [^\w\[]+ \["),
    Deviation(
        "no-heading-punctuation",
        "Headings are held against those of the list, but for colons, and `!` and `?` are a tone.",
        "",
        r"^(?!#+ .*\w[:：]$)",
    ),
    Deviation(
        "no-undefined-references",
        "`[text][label]` is a reference where the page has definitions, or in the place of a name; `[WIP]` is text.",
        "",
        r"^(?!\s*[-*+] \[[^\[\]\d]+\]\[[a-z][^\[\]]*\] - \w)",
    ),
    Deviation("no-unused-definitions", "Footnotes are not looked at.", "footnote"),
    Deviation("layout", "The layout asks for more: one blank line between blocks, and none at the end."),
)

# Its own rules first, then those of remark-lint that it turns on.
COUNTERPARTS: Mapping[str, Counterpart] = MappingProxyType(
    {
        "awesome-badge": Counterpart(("awesome-badge",), "What is missing is reported with `strict = true`."),
        "awesome-code-of-conduct": Counterpart(("awesome-code-of-conduct",)),
        "awesome-contributing": Counterpart(("awesome-contributing",)),
        "awesome-git-repo-age": Counterpart((), "It needs a network, and a list does not get better by waiting."),
        "awesome-github": Counterpart((), "It needs a network; a check opens no connection, and any file can be checked."),
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
                "unnamed-link",
            ),
            "Entries are held against what most of them do: a list that writes `:` is not told to write `-`.",
        ),
        "awesome-no-ci-badge": Counterpart(("awesome-ci-badge",), "Badges of GitHub Actions and other services count, too."),
        "awesome-spell-check": Counterpart(
            (),
            "How a name is written depends on what it names: `fastapi` is a package, `FastAPI` the project. `name-case` reports"
            " `Github` and its like.",
        ),
        "awesome-toc": Counterpart(("stale-contents", "awesome-contents"), "The contents may have any title and depth."),
        "balanced-punctuation": Counterpart(
            (),
            "An apostrophe looks like a closing quotation mark, so that every ‘quotation’ would be reported. `unpaired-mark`"
            " looks at double ones.",
        ),
        "double-link": Counterpart(
            ("duplicate-entry", "duplicate-title", "similar-title", "duplicate-link"),
            "Entries are compared, not links in the text or to `#anchors`; one link under two names, and in two sections, with"
            " `strict = true` and `across-sections = true`.",
        ),
        "no-repeat-item-in-description": Counterpart(
            ("description-repeats-name",), "A sentence that begins with the name is reported with `strict = true`."
        ),
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
        "hard-break-spaces": Counterpart((), "Hard line breaks stay as written."),
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
        "no-heading-punctuation": Counterpart(
            ("heading-ending",), "Headings are held against those of the list; `!` and `?` may stand."
        ),
        "no-multiple-toplevel-headings": Counterpart(("multiple-titles",)),
        "no-repeat-punctuation": Counterpart(
            (), "`!!` is a tone, not a mistake; ` ?.` at the end of a title is `title-ending`."
        ),
        "no-shell-dollars": Counterpart((), "Code stays as written."),
        "no-table-indentation": Counterpart((), TABLES),
        "no-undefined-references": Counterpart(("undefined-reference", "broken-link-markup"), "Words in brackets may be text."),
        "no-unneeded-full-reference-image": Counterpart((), AS_WRITTEN),
        "no-unneeded-full-reference-link": Counterpart((), AS_WRITTEN),
        "no-unused-definitions": Counterpart(("unused-definition",)),
        "ordered-list-marker-style": Counterpart((), AS_WRITTEN),
        "ordered-list-marker-value": Counterpart((LAYOUT,), "Numbers that are all `1.` are as good as counted ones."),
        "rule-style": Counterpart((), AS_WRITTEN),
        "strong-marker": Counterpart((), AS_WRITTEN),
        "table-cell-padding": Counterpart((), TABLES),
        "table-pipe-alignment": Counterpart((), TABLES),
        "table-pipes": Counterpart((), TABLES),
        "unordered-list-marker-style": Counterpart((LAYOUT,)),
    }
)


def replaced_by(rule: str) -> list[str]:
    """Return the rules of the npm awesome-lint that a rule answers to."""
    return [name for name, counterpart in COUNTERPARTS.items() if rule in counterpart.rules]


def pins() -> Pins:
    """Return the habits that the npm awesome-lint expects of every list, as far as they can be pinned."""
    return Pins(**{name: value for name, value in HABITS.items() if name in Pins.__struct_fields__})
