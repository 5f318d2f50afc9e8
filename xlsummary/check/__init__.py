"""Rules that look at a book and never touch it."""
