"""How often each host may be asked, and what services are called.

The intervals are what the hosts ask for, or less:
arXiv, one request in three seconds over one connection: https://info.arxiv.org/help/api/tou.html
Crossref, since December 2025 one search a second, and three for those who say whom to write to: doi:10.64000/wadve-3tj60
DBLP, "always fine when waiting one or two seconds between two requests": https://dblp.org/faq/1474706
DataCite, 1,000 requests in five minutes; Semantic Scholar, one a second with a key; the Wayback Machine, 30 questions a minute
for its index. GitHub, one at a time: https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
"""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

# Seconds between the end of an answer and the next request, for hosts that nothing is known of.
INTERVAL = 1.0


class Service(Struct, frozen=True):
    """A host that answers programs."""

    name: str
    title: str
    """What people call it."""
    host: str
    interval: float
    with_contact: float = 0
    """The interval for those who say whom to write to, where that makes a difference."""


_ALL = (
    Service("arxiv", "arXiv", "export.arxiv.org", 3.0),
    Service("crossref", "Crossref", "api.crossref.org", 1.0, 0.34),
    Service("openalex", "OpenAlex", "api.openalex.org", 0.1),
    Service("dblp", "DBLP", "dblp.org", 2.0),
    Service("semantic-scholar", "Semantic Scholar", "api.semanticscholar.org", 1.1),
    Service("datacite", "DataCite", "api.datacite.org", 1.0),
    Service("openreview", "OpenReview", "api2.openreview.net", 2.0),
    Service("doi", "doi.org", "doi.org", 0.5),
    Service("github", "GitHub", "api.github.com", 1.0),
    Service("wayback", "the Wayback Machine", "web.archive.org", 2.5),
)
SERVICES: Mapping[str, Service] = MappingProxyType({service.name: service for service in _ALL})
_BY_HOST = {service.host: service for service in _ALL}


def interval(host: str, *, has_contact: bool) -> float:
    """Return how many seconds a host is left alone after it answered."""
    service = _BY_HOST.get(host)
    if service is None:
        return INTERVAL
    return service.with_contact if has_contact and service.with_contact else service.interval
