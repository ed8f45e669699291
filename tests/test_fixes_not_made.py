"""Fixes that were made in lists in the wild and that nobody wanted: what they were of is told, and left to a person."""

import pytest

import awesome_lint

# Each list, by what is odd in it, with the rule that speaks of it and mends nothing.
LEFT = {
    "first_has_sections_as_the_others": (
        "multiple-titles",
        """\
# Model compression

Makes models smaller.

## Pruning

- **A pruning of nets.** *Ann Lee.* [paper](https://example.org/1)

# Model search

## Cells

- **A cell of nets.** *Bo Day.* [paper](https://example.org/2)

# Tutorials

- **A tutorial.** *Cy Dee.* [paper](https://example.org/3)
""",
    ),
    "first_is_introduced_as_the_others": (
        "multiple-titles",
        """\
# Surveys

A few words about surveys.

- **A survey of nets.** *Ann Lee.* [paper](https://example.org/1)

# Pruning

- **A pruning of nets.** *Ann Lee.* [paper](https://example.org/2)

# Quantization

- **A quantization of nets.** *Ann Lee.* [paper](https://example.org/3)
""",
    ),
    "repeats_the_title": (
        "multiple-titles",
        """\
# Awesome Nets

A list.

## Pruning

- **A pruning of nets.** *Ann Lee.* [paper](https://example.org/2)

# Awesome Nets

## Quantization

- **A quantization of nets.** *Ann Lee.* [paper](https://example.org/3)

### Ternary

- **A t of nets.** *Ann Lee.* [paper](https://example.org/5)

## Distillation

- **A distillation of nets.** *Ann Lee.* [paper](https://example.org/4)
""",
    ),
    "words_before_the_first": (
        "multiple-titles",
        """\
Papers about nets that I have read.

# Pruning

# Quantization

- **A quantization of nets.** *Ann Lee.* [paper](https://example.org/1)
""",
    ),
    "picture": (
        "multiple-titles",
        """\
# Awesome Nets

# ![banner](https://example.org/banner.png)

## Pruning

- **A pruning of nets.** *Ann Lee.* [paper](https://example.org/1)
""",
    ),
    "heading_that_links_to_itself": (
        "dead-fragment",
        """\
# Birds

- [Owls](https://a.example.org) - Birds of the night.

## [Song birds](#song_birds)

- [Finch](https://b.example.org) - A small bird.

## Table [Sea birds](#sea)

- [Gull](https://c.example.org) - A bird of the sea.
""",
    ),
    "definition_below_a_line_without_the_mark_of_its_quote": ("swallowed-definition", "> One [e]\n.\n> [e]: #a\n"),
    "definition_that_names_a_character": ("swallowed-definition", "[x]\n[x]: http://e.org/?a&amp;b\n"),
    "parameter_with_one_of_two_parentheses": ("tracking-parameter", "- [Rook](http://e.org/?utm_(&a))\n"),
    "entry_above_what_is_indented_too_far": ("swallowed-entry", "-\u00a0[Rook](http://e.org)\n•r\n\t- caw\n"),
    "marker_above_what_is_indented_too_far": ("doubled-marker", "- Oar\n- - Rook\n      - caw\n"),
    "entry_above_code": ("swallowed-entry", "-\u3000[Rook](http://e.org)\n\n    caw\n"),
    "redirect_that_names_a_character": ("redirect-link", "<http://www.google.com/url?q=http://e.org/a&gt;b>\n"),
    "definition_that_html_and_code_seem_to_refer_to": (
        "swallowed-definition",
        "<!A [e]>\n\n[One]([e]) `[e]`\n[e]: http://e.org\n",
    ),
    "heading_within_an_emphasis": ("unmarked-heading", "*One\n##Two*\n"),
    "heading_at_which_an_emphasis_begins": ("unmarked-heading", "##Two *and\nthree*\n"),
    "definition_between_an_entry_and_code": ("unused-definition", "- One\n\n[w]: /w\n\n    caw\n"),
    "character_in_a_tag": ("invisible-character", '<a href="<!--\u200bn>">: One\n'),
    "headings_that_list": (
        "empty-link",
        """\
# Papers

## Pruning

- [A pruning of nets](https://example.org/1) - A paper.

## [A survey of nets]()

## [A survey of boats]()
""",
    ),
}


@pytest.mark.parametrize(("rule", "text"), LEFT.values(), ids=list(LEFT))
def test_left_to_a_person(rule: str, text: str) -> None:
    assert rule in {diagnostic.rule for diagnostic in awesome_lint.lint(text).diagnostics}
    fixed = awesome_lint.fix(text, select=[rule], unsafe_fixes=True)
    assert fixed.text == text
    assert not fixed.left_out


def test_titles_are_mended_after_one_of_them_was() -> None:
    titles = """\
# Compression reading

## Surveys

- **A survey of nets.** *Ann Lee.* [paper](https://example.org/1)

# Pruning

- **A pruning of nets.** *Ann Lee.* [paper](https://example.org/2)

# Quantization

- **A quantization of nets.** *Ann Lee.* [paper](https://example.org/3)
"""
    fixed = awesome_lint.fix(titles, select=["multiple-titles"]).text
    assert fixed.count("## ") == 3
    assert awesome_lint.fix(titles.replace("## ", "# "), select=["multiple-titles"]).text == fixed


def test_a_paper_whose_heading_is_an_empty_link_is_not_deleted() -> None:
    _, text = LEFT["headings_that_list"]
    fixed = awesome_lint.fix(text, unsafe_fixes=True).text
    assert "A survey of nets" in fixed
    assert "A survey of boats" in fixed


def test_what_a_program_writes_about_people_is_left_to_it() -> None:
    row = '<a href="http://github.com/x"><img src="http://github.com/x.png" alt=""/></a>'
    text = f"""\
# Tools

- [A](https://example.org/a) - A tool.

<!-- ALL-CONTRIBUTORS-LIST:START - Do not remove or modify this section -->
<!-- prettier-ignore-start -->
{row}
- [B](http://github.com/x/y) - A person.
<!-- prettier-ignore-end -->
<!-- ALL-CONTRIBUTORS-LIST:END -->

- [C](http://github.com/x/z) - A tool.
"""
    found = awesome_lint.lint(text, select=["insecure-link"])
    assert [found.source.position(place.start).line for each in found.diagnostics for place in each.places] == [12]
