"""The book of habits: a row for each thing that lists do in a way of their own.

A row says where the values come from, when the habit holds, how it is said in words, and what settings may state of it. All
that tells, pins or asks for habits is made from these rows: `Style` and `Pins`, the table of settings and its schema, the
commands `style`, `show` and `init`, and the table in docs/how-it-decides.md.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from msgspec import Struct, defstruct

from awesome_lint.entries import EntryKind
from awesome_lint.habits import authors, blocks, descriptions, field_joints, links, titles
from awesome_lint.habits.habit import NO_SAMPLE, Each, Habit, One, Pin, Row, Sample

# A list of six entries, five of which agree, has a habit, too, and one entry that is odd.
FEW = 5
# Where two descriptions in three begin or end in one way, readers take the others for slips, but where a section agrees.
MOSTLY = 0.67

if TYPE_CHECKING:
    from awesome_lint.habits.habit import Learnt

    class Pins(Struct, frozen=True):
        """Habits that settings state for a list, whatever it does; those that are None it decides itself."""

        def __init__(self, **stated: Any) -> None: ...
        def __getattr__(self, name: str) -> Any: ...


class Form(One):
    """How whole entries of a kind are written: a template of text and fields."""

    def __init__(self, kind: EntryKind, of: str, say: Callable[[str], str], pin: Pin) -> None:
        super().__init__(lambda _: (), of, say, pin=pin, least=2, share=0.5, is_free=True)
        self.kind = kind

    def infer(self, style: "Learnt") -> Habit:
        from awesome_lint.habits.template import most_used

        value, count, total = most_used(style.sample, self.kind, self.pinned(style))
        is_pinned = self.pinned(style) is not None
        return Habit(value, count, total, is_pinned, self.least, self.share)

    def is_met(self, _style: Any, habit: Habit) -> bool:
        return bool(habit.value)

    def _is_settled(self, style: Any, habit: Habit) -> bool:
        # What is written otherwise may fit the template, too, and would be read by it: where nothing marks the title, or where
        # code ends a description.
        return habit.is_pinned or all(map(_is_exact, (style.paper_entry, style.named_entry)))


def _is_exact(form: Habit) -> bool:
    """Whether all entries are written so, and nothing else can be meant by it."""
    is_marked = form.value.partition("{title}")[0].endswith(("*", "_", "[", '"', "`"))
    has_tags = "{tag}" in form.value and "{description}" in form.value
    return form.is_pinned or not form.value or (form.count == form.total and is_marked and not has_tags)


def _check_template(text: str) -> None:
    """Raise ValueError, saying what was expected, for a text that is no template."""
    from awesome_lint.habits.template import TemplateError, template

    try:
        template(text)
    except TemplateError as error:
        raise ValueError(str(error)) from None


# What no rule asks for that is on by default is imported when it is asked for.


def _title_cases(sample: Sample) -> Iterable[str]:
    from awesome_lint.habits.capitals import cases

    return cases(sample)


def _initial_spaces(sample: Sample) -> Iterable[str]:
    from awesome_lint.habits.initials import between_initials, presence

    return presence(between_initials(sample))


def _initial_periods(sample: Sample) -> Iterable[str]:
    from awesome_lint.habits.initials import after_initials, presence

    return presence(after_initials(sample))


def _venue_forms(sample: Sample) -> Iterable[str]:
    from awesome_lint.habits.venues import venue_forms

    return venue_forms(sample)


def _year_forms(sample: Sample) -> Iterable[str]:
    from awesome_lint.habits.venues import year_forms

    return year_forms(sample)


class Style(Struct, frozen=True, dict=True):
    """The habits of a list, each inferred from its entries when it is first asked for; settings may pin most of them."""

    pins: "Pins"
    """What settings state; the habits hold it already."""
    sample: Sample = NO_SAMPLE
    """What the habits are learnt from."""

    paper_entry = Form(
        EntryKind.PAPER,
        "How an entry with authors is written: `**{title}.** *{authors}.* [{label}]({url})`.",
        lambda value: f"Papers are written `{value}`",
        Pin(
            "How `awesome-lint export --format markdown` writes entries with authors. The fields are `{title}`, `{authors}`,"
            " `{venue}`, `{year}`, `{description}`, `{tag}`, `{label}` and `{url}`.",
            check=_check_template,
        ),
    )
    named_entry = Form(
        EntryKind.NAMED,
        "How an entry without authors is written: `[{title}]({url}) - {description}`.",
        lambda value: f"Names are written `{value}`",
        Pin("How it writes entries without authors.", check=_check_template),
    )
    title_ending = One(
        titles.endings,
        "`.`, `outside` (a period after the title's own markup) or nothing, of titles of papers that end neither in `?` nor in"
        " `!`.",
        lambda value: (
            "A period follows the title, outside of its markup"
            if value == "outside"
            else f"Titles end with `{value}`"
            if value
            else "Titles end without a period"
        ),
        pin=Pin(
            '`"."`, `""` for none, or `"outside"` for a period after the markup of a title, which is not checked.',
            words=(".", "outside", ""),
        ),
        least=10,
        share=0.75,
        few=FEW,
        unasked=("outside",),
    )
    title_case = One(_title_cases, "In title case or in sentence case, of titles of papers that show one.")
    author_separator = One(
        authors.separators,
        "Between authors but the last two, white space included.",
        lambda value: f"Authors are separated by `{value}`",
        pin=Pin('What stands between authors, `", "` or `"; "`.', may_be_empty=False),
        # Where a list has no habit, commas are asked for.
        settled=lambda _, habit: habit.holds or habit.value.strip() == ",",
    )
    author_conjunction = One(
        authors.conjunctions,
        "Before the last author: `and`, `&`, or nothing.",
        lambda value: f"`{value}` stands before the last author" if value else "No word stands before the last author",
        pin=Pin('`"and"` or `"&"` before the last author, or `""` for a comma alone.', words=("and", "&", "")),
        # Unless it is pinned, nothing is asked where only most lists of authors have no such word.
        settled=lambda _, habit: bool(habit.value) or habit.count == habit.total,
    )
    oxford_comma = authors.OxfordComma(
        authors.oxford_commas,
        "`,` or nothing before the conjunction of three or more authors.",
        lambda value: "A comma stands before that word" if value else "No comma stands before that word",
        pin=Pin('`","` or `""` before that word, where there are three authors or more.', words=(",", "")),
        settled=authors.settles_oxford_comma,
    )
    author_ending = authors.AuthorEnding(
        lambda sample: (ending.form for ending in authors.endings(sample)),
        "`.`, `outside` (a period after the emphasis) or nothing, of authors in emphasis; `et al.` does not count, nor do lists"
        " whose entries mostly have one author.",
        lambda value: (
            "A period follows the authors, outside of their emphasis"
            if value == authors.OUTSIDE
            else f"Lists of authors end with `{value}`"
            if value
            else "Lists of authors end without a period"
        ),
        pin=Pin(
            '`"."` or `""` after the last author, or `"outside"` for a period after the emphasis;'
            " checked where the authors stand in emphasis.",
            words=(".", "outside", ""),
        ),
        least=10,
        share=0.9,
        few=FEW,
    )
    et_al = One(
        authors.et_als,
        "How `et al.` is written.",
        lambda value: f"Lists of authors are cut short by `{value}`",
        pin=Pin(
            "How `et al.` is spelt. It is only shown to readers of the file: the rule of this name asks for `et al.` in every"
            " list.",
            may_be_empty=False,
        ),
        is_free=True,
    )
    initial_space = One(_initial_spaces, "A space or nothing between two initials.", is_of_all=True)
    initial_period = One(
        _initial_periods,
        "A period or nothing after an initial between two longer words.",
        is_of_all=True,
    )
    venue_form = One(
        _venue_forms,
        "How a venue and its year stand together: `{venue} {year}`, `{venue}'{year}`, `({venue}, {year})`.",
        lambda value: f"Venues are written `{value}`",
    )
    year_form = One(_year_forms, "`YYYY`, `'YY` or `YY`, of years of entries.", lambda value: f"Years are written `{value}`")
    description_separator = One(
        descriptions.separators,
        "Between a name and its description, white space included.",
        lambda value: f"`{value}` stands before a description",
        pin=Pin('What stands between a name and its description, `" - "` or `": "`.', may_be_empty=False),
        own=descriptions.own_separator,
        share=0.7,
        settled=descriptions.settles_separator,
    )
    description_ending = One(
        descriptions.endings,
        "`.` or nothing after the description of a name; one that ends with any other mark does not count.",
        lambda value: f"Descriptions end with `{value}`" if value else "Descriptions end without a period",
        pin=Pin('`"."` or `""` after a description.', words=(".", "")),
        least=10,
        share=MOSTLY,
        few=FEW,
        own=descriptions.own_ending,
        settled=descriptions.settles_ending,
    )
    remark_ending = One(
        descriptions.remarks, "`.` or nothing after a remark in brackets that ends a description.", least=2, share=0.5
    )
    tag_mark = One(descriptions.tags, "The mark of code, where entries end with tags.")
    description_case = One(
        descriptions.cases,
        "`upper` or `lower`, of the letter that the description of a name begins with.",
        lambda value: f"Descriptions begin with a {'capital' if value == 'upper' else 'small letter'}",
        pin=Pin('`"upper"` or `"lower"`, of the letter that a description begins with.', words=("upper", "lower")),
        least=10,
        share=MOSTLY,
        few=FEW,
        own=descriptions.own_case,
        settled=descriptions.settles_case,
    )
    numbering = One(
        blocks.numberings,
        "`same` (every number 1) or `counting`, of ordered lists.",
        lambda value: "Numbered entries all have the same number" if value == "same" else "Numbered entries are counted",
        pin=Pin('`"same"` (1, 1, 1) or `"counting"` (1, 2, 3), of numbered lists.', words=("same", "counting")),
        is_free=True,
    )
    link_labels = links.Labels(
        links.labels,
        "For each label of links, in small letters, how it is written.",
        pin=Pin("Labels of links in the capitals that they should have.", is_list=True, may_be_empty=False),
    )
    arxiv_forms = Each(
        links.arxiv_forms,
        "For each label of links, whether those to arXiv lead to pages or to PDFs: `abs` or `pdf`.",
        least=20,
        share=0.95,
    )
    field_joints = Each(
        field_joints.joints, "For each two fields and the marks around them, what stands between them.", least=15, share=0.9
    )
    markers = blocks.Markers(
        "The bullet at each depth of nesting.",
        pin=Pin(
            '`"-"`, `"*"` or `"+"` for bulleted lists, and those nested in them. Deeper ones than are named keep the habit of'
            " the list. Where two lists are told apart by their bullets alone, both stay.",
            words=("-", "*", "+"),
            is_list=True,
        ),
        is_free=True,
    )


ROWS: tuple[Row[Any], ...] = tuple(row for row in vars(Style).values() if isinstance(row, Row))
"""The habits, in the order in which they are told."""

PINNABLE = {row.key: row for row in ROWS if row.pin}
"""Those that settings may state, by their keys."""

if not TYPE_CHECKING:
    Pins = defstruct(
        "Pins",
        [(row.name, row.pin.annotation, () if row.is_list else None) for row in PINNABLE.values()],
        frozen=True,
        module=__name__,
        namespace={
            "__doc__": "Habits that settings state for a list, whatever it does; those that are None it decides itself."
        },
    )

NO_PINS = Pins()
NO_STYLE = Style(NO_PINS)
