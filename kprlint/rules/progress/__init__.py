"""Rules for progress."""
