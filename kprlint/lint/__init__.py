"""The engine: which files, which rules, which findings are waived."""
