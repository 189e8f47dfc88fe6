"""Rules for the form of a file."""
