"""A plan's quarter as a workbook, for people who work in spreadsheets, and back into its files."""
