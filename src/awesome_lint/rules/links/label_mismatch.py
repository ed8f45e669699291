from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Document, LinkKind
from awesome_lint.knowledge.identifiers import Identifier, IdentifierKind, identify
from awesome_lint.rule import Looks, Rule

CODE = frozenset({"code", "github", "implementation", "official code", "source code", "repo", "repository"})
PAPER = frozenset({"paper", "pdf", "arxiv", "preprint", "article"})
GITHUB_HOSTS = ("github.com", "github.io", "githubusercontent.com", "4open.science")
# Submissions carry their code as an attachment of the paper, and archives of code give it a DOI.
CODE_TARGETS = ("/attachment", "10.5281/zenodo", "10.6084/m9.figshare", "codeocean")


class LabelMismatch(Rule, frozen=True):
    """A link whose label says another kind of thing than its target is.

    A link called `code` that leads to a paper, one called `paper` that leads to a repository, one called `github` or `arxiv`
    that leads elsewhere.

    ## Why

    Mostly the link before it was pasted twice. But some lists call the page of a project its paper, and a repository may hold
    nothing but a paper, so the rule is off unless turned on.

    ## Bad

    ```markdown
    - **Deep compression.** *Song Han.* [paper](https://arxiv.org/abs/1510.00149) [code](https://arxiv.org/abs/1510.00149)
    ```

    ## Good

    ```markdown
    - **Deep compression.** *Song Han.* [paper](https://arxiv.org/abs/1510.00149) [code](https://github.com/songhan/compression)
    ```

    ## Fix

    None: only a person knows where the link should lead, or what it should be called.
    """

    looks_at = Looks.SECTION
    default = False

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for entry in document.entries:
            for link in entry.labels:
                label = link.label.value.strip("[]").casefold()
                if label not in CODE and label not in PAPER:
                    continue
                if link.kind in (LinkKind.INLINE, LinkKind.REFERENCE, LinkKind.HTML) and link.url:
                    found = _found(label, link.url, identify(link.url))
                    if found:
                        span = link.url_span or link.span
                        yield self.diagnostic(
                            span, f"The label `{link.label.value}` does not fit its target, {found}: correct one of them."
                        )


def _found(label: str, url: str, target: Identifier) -> str | None:
    """Return what a target is, where it is not what the label says."""
    if label in CODE and target.kind.is_paper and not any(part in url for part in CODE_TARGETS):
        return f"the paper `{target}`"
    if label in PAPER and target.kind is IdentifierKind.GITHUB:
        return f"the repository `{target.value}`"
    if label == "github" and "//" in url and not any(host in url for host in GITHUB_HOSTS):
        return f"`{url}`"
    if label == "arxiv" and target.kind.is_paper and target.kind is not IdentifierKind.ARXIV:
        return f"the paper `{target}`"
    return None
