"""Layouts onto a workbook file."""
