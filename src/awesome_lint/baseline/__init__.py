"""What was wrong with a list before it was checked, and is held back until someone mends it."""
