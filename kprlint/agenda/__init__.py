"""How a plan stands on a day: what is due, who has not updated yet, and how its statuses are."""
