"""The way in: what a council's repository needs besides its activities, beside whatever is there already.

`setup.py` puts it together out of the register (`register.py`), pre-commit's configuration (`hooks.py`), a recipe for the
council's CI (`ci.py`), the editor's settings (`editor.py`) and the owners of files (`owners.py`); `origin.py` knows where
this kprlint was installed from, which is what hooks and CI are pinned to. `writing.py` writes what is not there, all of it or
nothing, and leaves what is there.
"""
