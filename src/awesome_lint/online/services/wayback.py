"""The Wayback Machine: the copy of a page from before a moment. https://archive.org/help/wayback_api.php

The address with a moment in it redirects to the copy that is closest to that. It is the one that readers use, and it answers
where the interface for programs does not.
"""

from datetime import datetime, timezone

from awesome_lint.online.exchange import DAY, Exchange, Request
from awesome_lint.online.pace import SERVICES
from awesome_lint.patterns import lazy

SERVICE = "wayback"
COPY = lazy(r"https?://web\.archive\.org(/web/\d{14}(?:[a-z]{2}_)?/\S+)")


def before(url: str, moment: int) -> Request:
    """Return the request for the copy of a page that is closest to a moment, in seconds since 1970."""
    stamp = datetime.fromtimestamp(moment, timezone.utc).strftime("%Y%m%d%H%M%S")
    # Who follows would read the whole copy; that it is there is all that we want to know.
    return Request(f"https://{SERVICES[SERVICE].host}/web/{stamp}/{url}", service=SERVICE, follows=False, max_age=30 * DAY)


def read(answer: Exchange) -> str:
    """Return the address of the copy, or nothing where there is none, or the answer does not say."""
    location = answer.header("location")
    if location.startswith("/web/"):
        location = f"https://{SERVICES[SERVICE].host}{location}"
    found = COPY.match(location) if 300 <= answer.status < 400 else None
    return f"https://{SERVICES[SERVICE].host}{found.group(1)}" if found else ""
