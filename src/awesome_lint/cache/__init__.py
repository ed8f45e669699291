"""What runs of `check` said, to be said again where nothing changed that they looked at.

`key` tells runs apart that may say different things of the same files; `store` keeps what a run said with all that it looked
at; `memory` answers a run from that, before anything else of the program is imported, and `recording` writes it down. Nothing
here knows lists or rules. Anything odd is a miss: the run then does what it would have done without this.
"""
