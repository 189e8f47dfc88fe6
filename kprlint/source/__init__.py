"""Files as text: YAML and TOML with the place of every key and value, and edits that spare every other byte."""
