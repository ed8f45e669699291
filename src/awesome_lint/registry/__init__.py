"""Which rules there are: our own, those of installed packages, what their manuals say, and what they replace."""
