"""Rules for periods and due dates."""
