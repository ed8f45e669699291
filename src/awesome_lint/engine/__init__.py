"""Rules over a document: what they say, what of it is said, and how it is mended."""
