from collections import Counter
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, Text, by_stretch
from awesome_lint.facts.folding import MANY, folded
from awesome_lint.knowledge.hosts import known
from awesome_lint.rule import Rule

INSECURE = "http://"
OF_MANY = "`http://` should be `https://`, which these hosts are known to serve."
HOST_END = frozenset("/?#")


class InsecureLink(Rule, frozen=True):
    """A link through `http://` to a host that is known to serve `https://`.

    Only hosts that the rule knows are reported: those of papers, code and media that most links of lists lead to. Ten links
    or more to one host are reported once, and so are ten or more to other hosts.

    ## Why

    Such a link costs every reader a redirect, which anyone on the way may send elsewhere. Browsers have begun to warn of it.

    ## Bad

    ```markdown
    - **Optimal brain damage.** *Yann LeCun and Sara A Solla.* [paper](http://papers.nips.cc/paper/250)
    - **Deep compression.** *Song Han and William J Dally.* [paper](https://arxiv.org/abs/1510.00149)
    ```

    ## Good

    ```markdown
    - **Optimal brain damage.** *Yann LeCun and Sara A Solla.* [paper](https://papers.nips.cc/paper/250)
    - **Deep compression.** *Song Han and William J Dally.* [paper](https://arxiv.org/abs/1510.00149)
    ```

    ## Fix

    Safe: writes `https://`.
    """

    fixable = Applicability.SAFE
    # A bare address is its own text.
    effect = Effect.TEXT | Effect.LINKS

    hosts: Annotated[tuple[str, ...], Meta(description="further hosts that serve `https://`")] = ()

    def check(self, document: Document) -> Iterator[Diagnostic]:
        found = list(self._insecure(document))
        times = Counter(host for host, _ in found)
        others = {host for host, count in times.items() if count < MANY}
        if sum(times[host] for host in others) < MANY:
            others = set()
        yield from folded(
            ("", replace(diagnostic, message=OF_MANY)) if host in others else (host, diagnostic) for host, diagnostic in found
        )

    def _insecure(self, document: Document) -> Iterator[tuple[str, Diagnostic]]:
        more = frozenset(self.hosts)
        for target in _unencrypted(document):
            host = _host(target.value)
            found = known(host)
            name = host.lower().removeprefix("www.")
            if found or name in more:
                message = f"`http://{host}` should be `https://{host}`."
                fix = Fix.insert(target.span.start + len("http"), "s")
                yield found or name, self.diagnostic(target.span, message, fix)


@by_stretch
def _unencrypted(document: Document) -> tuple[Text, ...]:
    """Return the targets that are asked for without encryption."""
    return tuple([target for target in document.targets if target.value.startswith(INSECURE)])


def _host(url: str) -> str:
    """Return the host of a URL, with its port if it names one."""
    end = len(INSECURE)
    while end < len(url) and url[end] not in HOST_END:
        end += 1
    return url[len(INSECURE) : end]
