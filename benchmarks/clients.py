"""Which client of HTTP keeps what a deadline and a cap on bytes promise, under the faults of `tests/faults.py`.

Each client makes one GET of each fault in a process of its own, in the same way: the exchange, streamed, inside of
`asyncio.wait_for`, redirects not followed, at most 64 KiB read. What is printed is, for each fault, how it ended, the seconds
that it took, and the megabytes that the process needed more for it.

    python -m benchmarks.clients [--deadline 2]
"""

import argparse
import asyncio
import json
import resource
import subprocess
import sys
from time import monotonic, process_time

from faults import FAULTS, FaultServer

CLIENTS = ("httpx", "aiohttp")
MOST = 64 << 10


async def by_httpx(url: str, host: str) -> str:
    import httpx

    async with (
        httpx.AsyncClient(timeout=None, trust_env=False) as client,
        client.stream("GET", url, headers={"Host": host}) as answer,
    ):
        read = 0
        async for piece in answer.aiter_raw():
            read += len(piece)
            if read >= MOST:
                break
        return f"{answer.status_code}"


async def by_aiohttp(url: str, host: str) -> str:
    import aiohttp

    async with (
        aiohttp.ClientSession(auto_decompress=False, timeout=aiohttp.ClientTimeout(total=None)) as client,
        client.get(url, headers={"Host": host}, allow_redirects=False) as answer,
    ):
        read = 0
        while read < MOST and (piece := await answer.content.readany()):
            read += len(piece)
        return f"{answer.status}"


async def ended(client: str, url: str, host: str, deadline: float) -> str:
    fetch = by_httpx if client == "httpx" else by_aiohttp
    try:
        return await asyncio.wait_for(fetch(url, host), deadline)
    except asyncio.TimeoutError:
        return "deadline"
    except Exception as error:
        return type(error).__name__


def one(client: str, url: str, host: str, deadline: float) -> None:
    """Make one exchange, in this process, and print what came of it."""
    __import__(client)
    before, began, busy = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, monotonic(), process_time()
    how = asyncio.run(ended(client, url, host, deadline))
    took, busy = monotonic() - began, process_time() - busy
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(json.dumps([how, round(took, 2), round(busy, 2), round(more, 1)]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deadline", type=float, default=2)
    parser.add_argument("faults", nargs="*", help="the names of faults; all, if none is given")
    parser.add_argument("--one", nargs=3, metavar=("CLIENT", "URL", "HOST"))
    options = parser.parse_args()
    if options.one:
        client, url, host = options.one
        one(client, url, host, options.deadline)
        return
    with FaultServer() as server:
        print(f"| fault | {' | '.join(CLIENTS)} |\n|---|{'---|' * len(CLIENTS)}")
        for name in options.faults or FAULTS:
            cells = []
            for client in CLIENTS:
                asked = (client, f"http://127.0.0.1:{server.port}/a", f"{name}.example", str(options.deadline))
                command = [sys.executable, "-m", "benchmarks.clients", "--one", *asked[:3], "--deadline", asked[3]]
                try:
                    done = subprocess.run(command, capture_output=True, text=True, timeout=options.deadline + 20)
                    how, took, busy, more = json.loads(done.stdout)
                    cells.append(f"{how}, {took} s, CPU {busy} s, {more} MB")
                except subprocess.TimeoutExpired:
                    cells.append("**still running**")
            print(f"| {name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
