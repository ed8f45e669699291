import re
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator
from typing import Annotated

from msgspec import Meta

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, Entry, Link, LinkKind
from awesome_lint.facts.folding import folded
from awesome_lint.parser.vocabulary import is_label
from awesome_lint.patterns import lazy
from awesome_lint.rule import Rule

# A capital inside a word is how a product writes its name: `GitHub`, `PyTorch`.
INNER_CAPITAL = lazy(r"[a-z][A-Z]")
# What counts or dates a release of something: `13B`, `v1.0`, `GPT-4`. A number that stands alone counts links: `Code 2`.
VERSION = lazy(r"\d[a-z]|[a-z-]\d|\d\.\d", re.IGNORECASE)
# Names lead to fewer places than they are used; a kind of link leads to another one each time.
LEAST_TARGETS = 0.5


class LinkLabel(Rule, frozen=True):
    """A link label written with other capitals than the list's habit.

    ## Why

    `[Paper]` among hundreds of `[paper]` looks like another kind of link, and whoever searches the file misses it. A list
    that writes a label both ways has no habit, and is left alone. So are names: labels that their own target has in these
    capitals, those with a version or size in them, and those that lead to one place again and again.

    ## Bad

    ```markdown
    - **Optimal brain damage.** *Yann LeCun and Sara A Solla.* [paper](https://example.org/1)
    - **Deep compression.** *Song Han and William J Dally.* [paper](https://example.org/2)
    - **Ternary weight networks.** *Fengfu Li and Bin Liu.* [paper](https://example.org/3)
    - **Dorefa-net.** *Shuchang Zhou and Yuheng Zou.* [paper](https://example.org/4)
    - **Bitwise neural networks.** *Minje Kim and Paris Smaragdis.* [paper](https://example.org/5)
    - **Trained ternary quantization.** *Chenzhuo Zhu and Song Han.* [Paper](https://example.org/6)
    ```

    ## Good

    ```markdown
    - **Optimal brain damage.** *Yann LeCun and Sara A Solla.* [paper](https://example.org/1)
    - **Deep compression.** *Song Han and William J Dally.* [paper](https://example.org/2)
    - **Ternary weight networks.** *Fengfu Li and Bin Liu.* [paper](https://example.org/3)
    - **Dorefa-net.** *Shuchang Zhou and Yuheng Zou.* [paper](https://example.org/4)
    - **Bitwise neural networks.** *Minje Kim and Paris Smaragdis.* [paper](https://example.org/5)
    - **Trained ternary quantization.** *Chenzhuo Zhu and Song Han.* [paper](https://example.org/6)
    ```

    ## Fix

    Safe: changes the capitals of the label.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT

    least: Annotated[int, Meta(description="how often a spelling must be met to be a habit", ge=1)] = 5
    share: Annotated[float, Meta(description="the share of a label's uses that a habit must have", ge=0, le=1)] = 0.7

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from folded(self._found(document))

    def _found(self, document: Document) -> Iterator[tuple[Hashable, Diagnostic]]:
        habits = {
            key: habit.value
            for key, habit in document.style.link_labels.items()
            if habit.share < 1 and habit.is_firm(self.least, self.share)
        }
        if not habits:
            return
        kinds = _kinds(document, habits)
        for entry in document.entries:
            for link in entry.links:
                label = link.label.value
                wanted = habits.get(label.casefold(), label)
                if wanted == label or label.casefold() not in kinds or INNER_CAPITAL.search(label) or _is_text(entry, link):
                    continue
                if label in link.url and wanted not in link.url and not is_label(label):
                    # The name of what it leads to, which is written so there.
                    continue
                written = _rewritten(document.source.slice(link.label.span), label, wanted)
                fix = Fix.replace(link.label.span, written) if written else None
                reason = document.style.link_labels[label.casefold()].reason
                yield label, self.diagnostic(link.label.span, f"Label `{label}` should be `{wanted}`, {reason}.", fix)


def _kinds(document: Document, habits: Collection[str]) -> frozenset[str]:
    """Return the labels that say what kind of link it is, in small letters: no names of things."""
    targets: defaultdict[str, list[str]] = defaultdict(list)
    for entry in document.entries:
        for link in entry.links:
            label = link.label.value.casefold()
            if label in habits:
                targets[label].append(link.url)
    return frozenset(
        label
        for label, urls in targets.items()
        if is_label(label) or (len(set(urls)) >= LEAST_TARGETS * len(urls) and not VERSION.search(label))
    )


def _rewritten(written: str, label: str, wanted: str) -> str | None:
    """Return the label as written, with its escapes and emphasis, in the wanted capitals; None where they do not match up."""
    if len(label) != len(wanted):
        return None
    result: list[str] = []
    index = 0
    for character in written:
        if index < len(label) and character == label[index]:
            result.append(wanted[index])
            index += 1
        else:
            result.append(character)
    return "".join(result) if index == len(label) else None


def _is_text(entry: Entry, link: Link) -> bool:
    """Whether the link is part of the name or the description, where its words are a name and no label."""
    if link.kind not in (LinkKind.INLINE, LinkKind.REFERENCE, LinkKind.HTML):
        return True
    if entry.is_of_title(link):
        return True
    return entry.description is not None and entry.description.span.overlaps(link.span)
