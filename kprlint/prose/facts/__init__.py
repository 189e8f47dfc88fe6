"""Kinds of statement: what a text says of the work, a module each."""
