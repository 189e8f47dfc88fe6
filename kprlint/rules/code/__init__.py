"""Rules for codes and the register."""
