"""The plans and quarters of a repository: what is where, and as of when. Knows no rule."""
