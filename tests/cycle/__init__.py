"""What is written from quarter to quarter."""
