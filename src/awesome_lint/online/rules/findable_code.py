from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.online.known import wanted_of
from awesome_lint.online.lookup_rule import LookupRule
from awesome_lint.online.placing import code_edit, lacks_code
from awesome_lint.online.services import arxiv


class FindableCode(LookupRule, frozen=True):
    """A paper without its code, in a list whose papers have theirs, where its authors say on arXiv where it is.

    What counts is the one repository on GitHub that the abstract, or the comment of the authors, calls code, source, an
    implementation or software. Where they name several, it is not known which is theirs.

    ## Why

    Code is what many readers come for. But authors name what they build on, too, and what they announce may never come:
    which is why this is off.

    ## Fix

    Unsafe: writes the link behind the last one of the entry, as others of the list have theirs.
    """

    default = False
    fixable = Applicability.UNSAFE
    effect = Effect.LINKS | Effect.TEXT
    finds_gaps = True

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for entry in document.entries:
            wanted = wanted_of(entry)
            if wanted is None or entry.title is None or not lacks_code(document, entry):
                continue
            known = {record.code for record in self.known.of(wanted).certain if record.service == arxiv.NAME and record.code}
            if len(known) != 1:
                continue
            (url,) = known
            edit = code_edit(document, entry, url)
            message = f"Missing code: add {url}, as its authors say on arXiv."
            yield self.diagnostic(entry.title.span, message, Fix((edit,), Applicability.UNSAFE) if edit else None)
