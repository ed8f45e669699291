"""Files: which are meant, how they are read and written, and what git knows of them."""
