"""What a list does: its habits, learnt from its entries or pinned by settings."""
