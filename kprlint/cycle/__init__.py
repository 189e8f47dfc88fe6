"""What officers and the performance team write from quarter to quarter: edits of a plan's files."""
