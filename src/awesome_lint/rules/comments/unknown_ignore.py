from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.document import Directive, Document
from awesome_lint.engine import ignores
from awesome_lint.registry.suggestion import suggestion
from awesome_lint.rule import Rule

# What other parts of awesome-lint are told by comments.
OTHERS = ("contents", "not", "sorted")


class UnknownIgnore(Rule, frozen=True):
    """A comment for awesome-lint that it cannot follow.

    ## Why

    A name that is misspelt ignores nothing, and one that is left out would ignore more than was meant: `ignore` and `disable`
    want the name of a rule or of a group. Comments for the awesome-lint of npm (`<!--lint disable awesome-list-item-->`) may
    name rules that only that one has.

    ## Bad

    ```markdown
    - [Fish](https://example.org/fish) - A shell. <!-- awesome-lint: ignore duplicate-titel (listed twice on purpose) -->
    ```

    ## Good

    ```markdown
    - [Fish](https://example.org/fish) - A shell. <!-- awesome-lint: ignore duplicate-title (listed twice on purpose) -->
    ```
    """

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for directive in document.directives:
            if not directive.is_foreign and directive.name.value not in OTHERS:
                yield from self._check(directive)

    def _check(self, directive: Directive) -> Iterator[Diagnostic]:
        verb = directive.name
        if verb.value not in ignores.VERBS:
            expected = ", ".join(f"`{name}`" for name in ignores.VERBS)
            unknown = f"Unknown command `{verb.value}`{suggestion(verb.value, [*ignores.VERBS, *OTHERS])}"
            found = unknown if verb.value else "Comment without a command"
            yield self.diagnostic(verb.span if verb.value else directive.span, f"{found}: use one of {expected}.")
        elif not directive.arguments and verb.value in (ignores.IGNORE, ignores.DISABLE):
            yield self.diagnostic(directive.span, f"`{verb.value}` names no rule: add names of rules or groups behind it.")
        else:
            known = ignores.names()
            for name in directive.arguments:
                if not ignores.is_known(name.value):
                    found = f"`{name.value}`{suggestion(name.value, known)}"
                    yield self.diagnostic(name.span, f"Unknown rule or group {found}: `awesome-lint rules` lists them.")
