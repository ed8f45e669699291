from collections import defaultdict
from collections.abc import Iterable, Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.facts.authors import in_doubt
from awesome_lint.facts.spacing import DOUBLED
from awesome_lint.habits import titles
from awesome_lint.habits.field_joints import MARKS, Joint, joined
from awesome_lint.habits.habit import Habit, own
from awesome_lint.parser.vocabulary import is_label
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Source, Span

SPACE = lazy(r"[ \t]")
CLOSING = '*_"”`) '
ENDS_ITSELF = (".", *titles.ENDS_ITSELF)


class EntryStyle(Rule, frozen=True):
    """Fields of an entry joined by other punctuation or space than in the rest of the list.

    ## Why

    A list is read by its pattern: title, authors, venue, links. Where a comma, a period or a space between two of them is
    missing, the pattern breaks, for readers and for programs. What joins the same two fields in the same marks is compared,
    and only where nineteen in twenty entries agree. Space that separates is never removed as a whole.

    ## Bad

    ```markdown
    - [Paper 1](https://example.org/1), Ann Lee and Bo Chen. [[code](https://example.org/c1)]
    …
    - [Paper 20](https://example.org/20) Ann Lee and Bo Chen. [[code](https://example.org/c20)]
    ```

    ## Good

    ```markdown
    - [Paper 1](https://example.org/1), Ann Lee and Bo Chen. [[code](https://example.org/c1)]
    …
    - [Paper 20](https://example.org/20), Ann Lee and Bo Chen. [[code](https://example.org/c20)]
    ```

    ## Fix

    Safe: writes the punctuation and space that the list mostly writes there. Words, links and emphasis stay.
    """

    looks_at = Looks.SECTION
    fixable = Applicability.SAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        source = document.source
        joints = joined(document.style.sample)
        for kind, habit in document.style.field_joints.items():
            if habit.count == habit.total or not habit.holds:
                continue
            for joint in _without_own(source, joints[kind], habit):
                found, wanted = source.slice(joint.span), _wanted(source, joint, habit.value)
                if _is_doubled(source, joint.span, wanted):
                    continue
                if found not in (wanted, habit.value) and _is_certain(document, joint, wanted):
                    between = f"between {joint.before.kind} and {joint.after.kind}"
                    message = _message(between, found, wanted)
                    yield self.diagnostic(_shown(joint), message, _fix(source, joint, wanted))


def _message(between: str, found: str, wanted: str) -> str:
    if not found:
        missing = _quoted(wanted) if wanted.strip() else "space"
        return f"Missing {missing} {between}: add it, as elsewhere in this list."
    if not wanted:
        return f"{_quoted(found)} {between} is too much: leave it out, as elsewhere in this list."
    return f"{_quoted(found)} {between} should be {_quoted(wanted)}, as elsewhere in this list."


def _is_doubled(source: Source, span: Span, wanted: str) -> bool:
    """Whether there are only spaces too many, which are a slip in any text, whatever the habit."""
    around = source.slice(Span(max(span.start - 1, 0), span.end + 1))
    return DOUBLED.sub(" ", around)[1:-1] == wanted


def _without_own(source: Source, joints: Iterable[Joint], habit: Habit) -> Iterator[Joint]:
    """Yield the joints of the groups that have no habit of their own."""
    groups: defaultdict[int, list[Joint]] = defaultdict(list)
    for joint in joints:
        groups[joint.group].append(joint)
    for group in groups.values():
        if own((source.slice(joint.span) for joint in group), habit) is None:
            yield from group


def _wanted(source: Source, joint: Joint, habit: str) -> str:
    """Return what the joint should be; what ends itself takes no period or comma after it."""
    before = source.slice(joint.before.span).rstrip(CLOSING)
    return habit[1:] if habit.startswith((".", ",")) and before.endswith(ENDS_ITSELF) else habit


def _is_certain(document: Document, joint: Joint, wanted: str) -> bool:
    """Whether the fields end where they were read to end, so that nothing but the joint differs."""
    source, before, after = document.source, joint.before, joint.after
    found = source.slice(joint.span)
    if "  " in wanted or "\t" in wanted or (SPACE.search(found) and not SPACE.search(wanted)):
        return False
    if source.slice(before.span).endswith("["):
        # The other bracket is escaped.
        return False
    if SPACE.sub("", found) == SPACE.sub("", wanted):
        return True
    if before.kind in ("link", "title") and after.kind == "link" and found.strip() and not _are_labels(joint):
        # People, or other names, are joined in a way of their own.
        return False
    if "authors" in (before.kind, after.kind) and in_doubt(document, joint.entry):
        return False
    if {before.kind, after.kind} == {"venue", "year"} or before.kind == "description":
        # `Nature, 2015` among `ICML 2015`; a comma after words that go on.
        return False
    if before.kind == "title" and source.text[before.span.start] not in MARKS:
        return False
    people = joint.entry.authors.people if before.kind == "authors" and joint.entry.authors else ()
    if found.startswith(".") and (before.kind in ("venue", "tag") or (people and people[-1].is_et_al)):
        # The period may be that of an abbreviation.
        return False
    return after.kind != "venue" or before.kind != "authors" or not found.strip()


def _are_labels(joint: Joint) -> bool:
    """Whether the links say what kind of link they are; what says so is beside what does not only by chance."""
    places = (joint.before.span, joint.after.span)
    return all(is_label(link.label.value) for link in joint.entry.links if link.span in places)


def _fix(source: Source, joint: Joint, wanted: str) -> Fix:
    """Return the fix of a joint, which covers both fields where their marks touch: in `**T.***A.*`, none means anything."""
    start, end = joint.span
    if start < end or source.text[start - 1] not in MARKS or source.text[end] not in MARKS:
        return Fix.replace(joint.span, wanted)
    before, after = joint.before.span, joint.after.span
    return Fix.replace(Span(before.start, after.end), f"{source.slice(before)}{wanted}{source.slice(after)}")


def _shown(joint: Joint) -> Span:
    """Return a place that can be underlined: the joint, or the first character after an empty one."""
    start, end = joint.span
    return Span(start, max(end, start + 1))


def _quoted(text: str) -> str:
    return "nothing" if not text else f'"{text}"' if "`" in text else f"`{text}`"
