"""Rules for statuses and the duties that come with them."""
