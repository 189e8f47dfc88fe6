"""From the report that a council has to the files that kprlint checks.

`readers` give the blocks of a document (`cells.py`), `interpreter` makes activities of them, `writing.py` makes
files of those, `report.py` says what was doubtful.
"""
