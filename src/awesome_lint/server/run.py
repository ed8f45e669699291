"""The process of a server: its streams, and what it offers."""

import os
import sys

from awesome_lint.server.answers import Answers
from awesome_lint.server.live import Live
from awesome_lint.server.lookups import Lookups
from awesome_lint.server.protocol import Server


def run() -> int:
    """Serve the client at the other end of the standard streams until it is gone, and return the exit status."""
    # What anything else prints would be no message to the client.
    outgoing = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return server().serve(sys.stdin.buffer, outgoing)


def server() -> Server:
    """Return a server with everything that it offers."""
    made = Server()
    Live(made)
    Answers(made)
    Lookups(made)
    return made
