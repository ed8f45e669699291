"""Messages as they come over a stream: a head that says how long each is, and JSON."""

import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from awesome_lint.patterns import lazy

LENGTH = lazy(r"content-length[ \t]*:[ \t]*(\d{1,18})", re.IGNORECASE)
# A head is some dozens of bytes; what goes on for longer is none. A body is read piece by piece, as it may say any length.
LONGEST_HEAD = 1 << 12
PIECE = 1 << 20

PARSE_ERROR, INVALID_REQUEST, METHOD_NOT_FOUND, INVALID_PARAMS = -32700, -32600, -32601, -32602
INTERNAL_ERROR, NOT_INITIALIZED = -32603, -32002


class ProtocolError(Exception):
    """What a client sent cannot be followed; it has a code of JSON-RPC, and the message says why."""

    def __init__(self, code: int, message: str, number: int | str | None = None) -> None:
        self.code = code
        self.number = number
        """Of the request, where that is known."""
        super().__init__(message)


class IgnoredError(Exception):
    """What a client sent cannot be followed, and it waits for no answer."""


def bodies(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the body of each message until the stream ends; what is no message is passed over."""
    while (length := _length(stream)) is not None:
        body = bytearray()
        while len(body) < length:
            piece = stream.read(min(length - len(body), PIECE))
            if not piece:
                return
            body += piece
        yield bytes(body)


def _length(stream: BinaryIO) -> int | None:
    """Read up to the end of the next head that says a length, and return that, or None where the stream ends."""
    length: int | None = None
    while line := stream.readline(LONGEST_HEAD):
        match = LENGTH.fullmatch(line.decode("latin-1").strip())
        if match:
            length = int(match.group(1))
        elif length is not None and not line.strip():
            return length
    return None


def decoded(body: bytes) -> dict[str, object]:
    """Return the message that a body holds. Raises ProtocolError for what is none, IgnoredError where nobody wants to know."""
    try:
        message = json.loads(body)
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, ValueError) else "nested too deeply"
        raise ProtocolError(PARSE_ERROR, f"expected JSON in UTF-8: {reason}") from None
    if not isinstance(message, dict):
        raise ProtocolError(INVALID_REQUEST, "expected an object")
    method, number = message.get("method"), message.get("id")
    if "method" not in message and ("result" in message or "error" in message) and not isinstance(number, int | str):
        # An answer is never answered.
        raise IgnoredError
    if "id" in message and (isinstance(number, bool) or not isinstance(number, int | str)):
        raise ProtocolError(INVALID_REQUEST, "expected a number or a text as `id`")
    if message.get("jsonrpc") != "2.0":
        raise ProtocolError(INVALID_REQUEST, 'expected "jsonrpc": "2.0"', number)
    if "method" in message and not isinstance(method, str):
        raise ProtocolError(INVALID_REQUEST, "expected a text as `method`", number)
    if "method" not in message and not ("id" in message and ("result" in message or "error" in message)):
        raise ProtocolError(INVALID_REQUEST, "expected a `method`, or a `result`", number)
    return message


def encoded(message: object) -> bytes:
    """Return a message with its head."""
    body = json.dumps(message, separators=(",", ":")).encode("utf-8")
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
