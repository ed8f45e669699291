from collections.abc import Iterator, Sequence

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Author, Document, Text
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule

USUAL = frozenset({", ", " and ", ", and "})
MARKUP = frozenset("[]()<>*_`")
CONJUNCTION = lazy(r"\s*(?!\s)([,;]?)\s*(and|&)\s+")


class AuthorSeparator(Rule, frozen=True):
    """Authors separated by something else than a comma and a space.

    ## Why

    `A,B`, `A , B` and `A,  B` are slips; a semicolon among commas makes two people of one for every tool that reads the
    list. A list that separates its authors by semicolons everywhere keeps them.

    ## Bad

    ```markdown
    - **One.** *Ann Lee,Bo Chen , Cy Dunn, and Di Egan.* [paper](https://example.org/1)
    ```

    ## Good

    ```markdown
    - **One.** *Ann Lee, Bo Chen, Cy Dunn, and Di Egan.* [paper](https://example.org/1)
    ```

    ## Fix

    Safe: writes the comma and one space.
    """

    looks_at = Looks.SECTION
    fixable = Applicability.SAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        habit = document.style.author_separator
        mark = habit.value.strip() if habit.holds else ","
        for entry in document.entries:
            authors = entry.authors
            if authors is None:
                continue
            if mark == "," and all(separator.value in USUAL for separator in authors.separators):
                continue
            marks = {separator.value.strip()[:1] for separator in authors.separators} & {",", ";"}
            if len(marks) > 1 or any("," in author.name for author in authors.people):
                # `Lee, Ann; Chen, Bo`: the semicolons separate people, the commas their names.
                continue
            edits: list[Edit] = []
            for separator, before, after in zip(authors.separators, authors.people, authors.people[1:], strict=False):
                if separator.value == "," and _is_one_name(before, after, authors.people):
                    continue
                wanted = " " if after.is_et_al and separator.value.isspace() else _wanted(separator, mark)
                written = document.source.slice(separator.span)
                # Where a name is a link with a space at the end of its label, the target stands between.
                if wanted != separator.value and "\n" not in written and MARKUP.isdisjoint(written):
                    edits.append(Edit(separator.span, wanted))
            if edits:
                found = document.source.slice(edits[0].span)
                message = f"`{found}` between authors should be `{edits[0].text}`."
                yield self.diagnostic(edits[0].span, message, Fix.of(edits), count=len(edits))


def _is_one_name(before: Author, after: Author, people: Sequence[Author]) -> bool:
    """Whether a comma glued between two single words stands inside a name, as those around it have two: `Kianté,Brantley`."""
    return " " not in before.name and " " not in after.name and any(" " in author.name for author in people)


def _wanted(separator: Text, mark: str) -> str:
    """Return how a separator should be written; one that is glued to a name is another rule's business."""
    value = separator.value
    if value == ", " and mark == ",":
        return value
    match = CONJUNCTION.fullmatch(value)
    if match:
        return f"{mark if match.group(1) else ''} {match.group(2)} "
    if value.strip() in (",", ";"):
        return f"{mark} "
    return value
