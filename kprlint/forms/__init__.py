"""Forms in the browser over git: what Decap CMS needs to offer a plan's activities as forms.

`fields.py` makes an activity's form of the plan's own schema, `making.py` the files of the page; `backends.py` says where
what is saved goes. `page/format.js` is read by the browser: it turns a file into a form and back, as an edit of the
text. `packages.json` names what the page loads, with the sums that the browser compares (`python -m tests.forms.packages`).
"""
