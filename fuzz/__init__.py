"""What is fuzzed, and how; see README.md."""
