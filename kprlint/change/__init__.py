"""What became of a plan between two snapshots: pairs, the ledger of promises, events, and memory."""
