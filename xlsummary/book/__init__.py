"""The contract with the workbook: its sheets, headings and cell values; read into records, written as template."""
