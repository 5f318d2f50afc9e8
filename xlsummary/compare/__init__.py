"""Targets set against actuals."""
