"""How long something takes, as people write it: `24h`."""

from awesome_lint.patterns import lazy

UNITS = {"s": 1, "m": 60, "h": 60 * 60, "d": 24 * 60 * 60, "w": 7 * 24 * 60 * 60, "y": 365 * 24 * 60 * 60}
# As an expression of JSON schema, too, in which `$` is the end; here it may stand before the last line break.
WRITTEN = r"^[0-9]{1,6}(?:\.[0-9]{1,3})?[smhdwy]$(?!\n)"
EXAMPLES = ("24h", "7d", "2y")
DURATION = lazy(WRITTEN)


def seconds(text: str) -> float:
    """Return how many seconds a duration is. Raises ValueError for what is none."""
    if not DURATION.fullmatch(text):
        raise ValueError(f'expected a duration such as {", ".join(EXAMPLES)}, got "{text}"')
    return float(text[:-1]) * UNITS[text[-1]]


def in_words(length: float) -> str:
    """Return seconds as people say them, in the largest unit of which there are two: `26 hours`."""
    names = {"y": "year", "d": "day", "h": "hour", "m": "minute", "s": "second"}
    unit = next((unit for unit in names if length >= 2 * UNITS[unit]), "s")
    count = round(length / UNITS[unit])
    return f"{count} {names[unit]}{'' if count == 1 else 's'}"
