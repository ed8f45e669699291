"""What a word that is not known may have been meant as."""

from collections.abc import Sequence


def suggestion(word: str, known: Sequence[str]) -> str:
    """Return ` (did you mean "..."?)` for the known word that is most like this one, or nothing."""
    from difflib import get_close_matches

    spellings = {each.lower().replace("_", "-"): each for each in known}
    close = get_close_matches(word.lower().replace("_", "-"), spellings, n=1, cutoff=0.6)
    return f' (did you mean "{spellings[close[0]]}"?)' if close else ""
