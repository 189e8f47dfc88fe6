"""Rules for next steps."""
