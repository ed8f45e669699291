"""The rules of a lookup: what bibliographies know that an entry lacks. Each compares a document with what is known."""
