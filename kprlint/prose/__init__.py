"""What the words of an activity say: dates first of all."""
