"""Words by which the parts of an entry are known.

Collected from public lists. Each list is sorted, in lower case, words in other scripts than ours behind the others.
"""


def words(text: str) -> frozenset[str]:
    """Return the words of a text; white space stands between them."""
    return frozenset(text.split())
