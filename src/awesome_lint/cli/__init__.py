"""The command line: what is typed, what is told, and what comes of each file."""
