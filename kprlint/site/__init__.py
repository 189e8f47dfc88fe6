"""A static site of all plans and quarters, from git alone."""
