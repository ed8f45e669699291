"""A network as the command line asks for it: its budget, its cache, and how far it has come on a line of the terminal."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from awesome_lint.cli.console import write_stderr
from awesome_lint.cli.options import UsageError
from awesome_lint.cli.progress import Line

if TYPE_CHECKING:
    from awesome_lint.online.network import Network, Standing


# What the extra `online` installs.
NEEDS = ("aiohttp", "truststore")


class Asking(Struct, frozen=True):
    """How others are to be asked."""

    offline: bool = False
    refresh: bool = False
    max_requests: int = 2000
    max_time: float = 20 * 60
    """Seconds."""
    contact: str = ""
    cache: Path | None = None
    quiet: bool = False


class NeedsError(Exception):
    """The extra that is needed for asking others is not installed; the message says what to do."""


@asynccontextmanager
async def network_for(asking: Asking) -> "AsyncIterator[Network]":
    """Give a network with the budget and the cache that are asked for. Raises UsageError where nothing can be kept there, and
    NeedsError where what it needs is not installed."""
    try:
        from awesome_lint.online.network import Limits, open_network
    except ImportError as error:
        if error.name is None or error.name.partition(".")[0] not in NEEDS:
            raise
        raise NeedsError(f"asking others needs {error.name}; install it with `pip install 'awesome-lint[online]'`") from None

    limits = Limits(asking.contact, asking.max_requests, asking.max_time, asking.offline, asking.refresh)
    folder = asking.cache or cache_folder()
    line = _Asked(is_wanted=not asking.quiet)
    try:
        async with open_network(limits, folder) as network:
            if network.cache.set_aside and not asking.quiet:
                write_stderr(f"what was kept could not be read; it is now {network.cache.set_aside}")
            network.on_change = line.show
            yield network
    except OSError as error:
        if error.filename is None:
            raise
        raise UsageError(f"--cache-dir: {error.filename}: {error.strerror}") from None
    finally:
        line.hide()


def cache_folder() -> Path | None:
    """Return where answers are kept unless told otherwise: in the folder that the system has for such things."""
    from awesome_lint.cache.store import default_folder

    return Path(folder) if (folder := default_folder()) else None


class _Asked(Line):
    """Says how many requests have ended, of whom, and how long the rest takes at least."""

    def show(self, standing: "Standing") -> None:
        self.draw(lambda: _told(standing))


def _told(standing: "Standing") -> str:
    hosts = ", ".join(f"{host} {count}" for host, count in sorted(standing.waiting.items()) if count)
    rest = f"; about {standing.seconds:.0f} s" if standing.seconds else ""
    return f"Asked {standing.done} of {standing.total}{f'; waiting: {hosts}' if hosts else ''}{rest}"
