"""Targets broken down to month, week slice, day, team and rep, every total exact."""
