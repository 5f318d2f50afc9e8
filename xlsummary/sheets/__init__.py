"""Neutral layouts of the sheets written back."""
