"""Rules for leads and portfolios."""
