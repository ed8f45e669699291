"""A network as the command line asks for it: its budget, its cache, and how far it has come on a line of the terminal."""

import os
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from awesome_lint.cli.console import write_stderr
from awesome_lint.cli.options import UsageError
from awesome_lint.cli.progress import Line
from awesome_lint.knowledge.durations import in_words, seconds
from awesome_lint.settings import Online

if TYPE_CHECKING:
    from awesome_lint.online.network import Limits, Network, Standing


Heard = TypeVar("Heard")

# What the extra `online` installs.
NEEDS = ("aiohttp", "truststore")


class Asking(Struct, frozen=True):
    """How others are to be asked: as typed, and, of what is None, as settings say."""

    offline: bool = False
    refresh: bool = False
    max_requests: int | None = None
    max_time: float | None = None
    """Seconds."""
    contact: str | None = None
    cache: Path | None = None
    quiet: bool = False
    writes: bool = False
    """Whether files are written by what is heard."""
    online: Online = Online()
    lists: tuple[Path, ...] = ()
    """The files that it is about."""

    def about(self, lists: "Iterable[Path | None]", online: Online) -> "Asking":
        """Return how others are asked about these files, for which these settings hold."""
        return replace(self, online=online, lists=tuple([path for path in lists if path is not None]))

    @property
    def limits(self) -> "Limits":
        from awesome_lint.online.exchange import Ages
        from awesome_lint.online.network import Limits

        online, ages = self.online, self.online.max_age
        return Limits(
            self.contact or online.contact or "",
            online.max_requests if self.max_requests is None else self.max_requests,
            seconds(online.max_time) if self.max_time is None else self.max_time,
            self.offline,
            self.refresh,
            ages=Ages(seconds(ages.alive), seconds(ages.gone), seconds(ages.record), seconds(ages.nothing_found)),
        )


class NeedsError(Exception):
    """The extra that is needed for asking others is not installed; the message says what to do."""


@asynccontextmanager
async def network_for(asking: Asking) -> "AsyncIterator[Network]":
    """Give a network with the budget and the cache that are asked for. Raises UsageError where nothing can be kept there, and
    NeedsError where what it needs is not installed."""
    try:
        from awesome_lint.online.network import open_network
    except ImportError as error:
        if error.name is None or error.name.partition(".")[0] not in NEEDS:
            raise
        raise NeedsError(f"asking others needs {error.name}; install it with `pip install 'awesome-lint[online]'`") from None

    folder = _folder(asking)
    line = _Asked(is_wanted=not asking.quiet)
    try:
        async with open_network(asking.limits, folder) as network:
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


def heard(ask: "Callable[[Network], Coroutine[Any, Any, Heard]]", asking: Asking) -> Heard:
    """Ask, and return what was said; whoever watches sees how far it has come, and may end it.

    What was answered until then is kept and returned, and the next run asks for the rest; but where something is to be written,
    a person who has ended the run wants nothing of it.
    """
    import asyncio

    async def all_of_it(how: Asking) -> Heard:
        async with network_for(how) as network:
            return await ask(network)

    try:
        return asyncio.run(all_of_it(asking))
    except KeyboardInterrupt:
        if asking.writes:
            raise
        write_stderr("interrupted; this is what is known so far, and the next run goes on from here")
        return asyncio.run(all_of_it(replace(asking, offline=True, refresh=False)))


def _folder(asking: Asking) -> Path | None:
    """Return where answers are kept: in the folder that is named, or in the one that the system has for such things.

    Raises UsageError for one that a list may have come with: whoever wrote the list could have said there what others answer.
    """
    from awesome_lint.cache.store import FOLDER_OPTION, FOLDER_VARIABLE, default_folder, is_within

    named = [
        (FOLDER_OPTION, asking.cache),
        (FOLDER_VARIABLE, os.environ.get(FOLDER_VARIABLE)),
        ("online.cache", asking.online.cache),
    ]
    places = [str(path) for path in asking.lists] or [os.curdir]
    for name, folder in named:
        if folder and is_within(str(folder), places):
            raise UsageError(
                f"{name}: {folder} is in the repository of the list, which may have come with it; name a folder outside"
            )
        if folder:
            return Path(folder)
    folder = default_folder()
    if folder and is_within(folder, places):
        if not asking.quiet:
            write_stderr(f"nothing is kept, for {folder} is in the repository of the list; name a folder with {FOLDER_OPTION}")
        return None
    return Path(folder) if folder else None


class _Asked(Line):
    """Says how many requests have ended, of whom, and how long the rest takes at least."""

    def show(self, standing: "Standing") -> None:
        self.draw(lambda: _told(standing))


def _told(standing: "Standing") -> str:
    hosts = ", ".join(f"{host} {count}" for host, count in sorted(standing.waiting.items()) if count)
    rest = f"; about {in_words(standing.seconds)}" if standing.seconds else ""
    return f"Asked {standing.done} of {standing.total}{f'; waiting: {hosts}' if hosts else ''}{rest}"
