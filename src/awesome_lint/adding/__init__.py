"""Entries on their way into a list: read from what is given, and written as the list writes its own, at their place in it."""
