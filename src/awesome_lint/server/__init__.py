"""The language server: lists as editors show them while they are written. It answers, and writes no file."""
