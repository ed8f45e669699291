import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from msgspec import Meta

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Document, Text, of_page, remembered, summed
from awesome_lint.facts.folding import folded
from awesome_lint.habits.links import ARXIV, addresses
from awesome_lint.habits.links import ARXIV_FORMS as FORMS
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

HOST = "arxiv.org"
PDF, SUFFIX = "pdf", ".pdf"
# A list that ends so many of its links to PDFs in `.pdf` does so on purpose.
SUFFIX_SHARE = 0.8


class ArxivLink(Rule, frozen=True):
    """A link to a paper on arXiv that is not written in the usual way.

    Through a mirror or a host that leads to the same (`www.arxiv.org`, `export.arxiv.org`), as a page that ends in `.pdf`
    (`abs/1503.02531.pdf`), by an old path, or as a PDF that ends so (`pdf/1503.02531.pdf`), unless the list writes nearly all
    of them so. Where nearly all links of a label lead to the page of a paper, or nearly all to its PDF, the others are
    reported, too. A version (`v1`) is left alone unless asked for, since it may be meant.

    ## Why

    One paper under several addresses looks like several, to whoever searches the list, and to tools that look for duplicates.
    Most of these addresses are redirected today, and some were once the only ones.

    ## Bad

    ```markdown
    - **Deep compression.** *Song Han and William J Dally.* [paper](https://www.arxiv.org/abs/1510.00149)
    - **Ternary weight networks.** *Fengfu Li and Bin Liu.* [paper](https://arxiv.org/abs/1605.04711.pdf)
    ```

    ## Good

    ```markdown
    - **Deep compression.** *Song Han and William J Dally.* [paper](https://arxiv.org/abs/1510.00149)
    - **Ternary weight networks.** *Fengfu Li and Bin Liu.* [paper](https://arxiv.org/abs/1605.04711)
    ```

    ## Fix

    Safe: writes the address in the usual way, of the same version of the same paper, except that versions go where that is
    asked for.
    """

    fixable = Applicability.SAFE
    looks_at = Looks.SECTION
    # A bare address is its own text.
    effect = Effect.TEXT | Effect.LINKS

    versions: Annotated[bool, Meta(description="report links to one version of a paper")] = False
    least: Annotated[int, Meta(description="how often a label must lead to pages or to PDFs to be a habit", ge=1)] = 20
    share: Annotated[float, Meta(description="the share of a label's links that a habit must have", ge=0, le=1)] = 0.95

    def check(self, document: Document) -> Iterator[Diagnostic]:
        found = _of_arxiv(document)
        if not found:
            return
        ending = SUFFIX if _has_suffixes(document) else ""
        meant = self._meant(document) if _has_several_forms(document) else {}
        yield from folded(each for target, match in found if (each := self._paper(target, match, ending, meant)))

    def _paper(
        self, target: Text, match: "re.Match[str]", ending: str, meant: Mapping[Span, str]
    ) -> tuple[tuple[str, ...], Diagnostic] | None:
        host, written_form, version, suffix = match.group("host", "form", "version", "suffix")
        # Nearly all links are written in the usual way.
        if host == HOST and written_form in FORMS and not suffix and not self.versions and target.span not in meant:
            return None
        written_form = written_form.lower()
        form = meant.get(target.span, written_form if written_form in FORMS else PDF)
        # The short form is never lengthened.
        is_short = form == written_form and not suffix
        wanted = {
            "host": HOST,
            "form": form,
            "version": "" if self.versions else version,
            "suffix": ending if form == PDF and not is_short else "",
        }
        offset = target.span.start
        edits: list[Edit] = []
        causes: list[str] = []
        for part, text in wanted.items():
            written = match.group(part)
            if written.lower() != text.lower():
                start, end = match.span(part)
                edits.append(Edit(Span(offset + start, offset + end), text))
                causes.append(f"{written} {text}" if part != "version" else part)
        if not edits:
            return None
        expected = f"{HOST}/{form}/{match.group('id')}{wanted['version']}{wanted['suffix']}"
        shown = match.group()[match.start("host") : match.end("suffix")]
        span = Span(edits[0].span.start, edits[-1].span.end)
        return tuple(causes), self.diagnostic(span, f"`{shown}` should be `{expected}`.", Fix.of(edits))

    def _meant(self, document: Document) -> Mapping[Span, str]:
        """Return where links should lead to a paper's page or its PDF, as nearly all links of their label do."""
        found = addresses(document.style.sample)
        meant: dict[Span, str] = {}
        for label, habit in document.style.arxiv_forms.items():
            if habit.count < habit.total and habit.value in FORMS and habit.is_firm(self.least, self.share):
                meant.update((each.span, habit.value) for each in found[label] if each.value in FORMS)
        return meant


@of_page
def _has_suffixes(document: Document) -> bool:
    """Whether the links to PDFs mostly have their suffix on this page."""
    pdfs = Counter({suffix: count for (form, suffix), count in _forms(document).items() if form == PDF})
    return pdfs.total() > 1 and pdfs[SUFFIX] >= SUFFIX_SHARE * pdfs.total()


@of_page
def _has_several_forms(document: Document) -> bool:
    return len({form for form, _ in _forms(document)}) > 1


@summed
def _forms(document: Document) -> Counter[tuple[str, str]]:
    """Return how many links have each form, with its suffix."""
    return Counter((match.group("form").lower(), match.group("suffix")) for _, match in _of_arxiv(document))


@remembered
def _of_arxiv(document: Document) -> "Sequence[tuple[Text, re.Match[str]]]":
    """Return the targets that are papers on arXiv."""
    return [
        (target, match)
        for target in document.targets
        if ("arxiv.org/" in target.value or "xxx." in target.value) and (match := ARXIV.fullmatch(target.value))
    ]
