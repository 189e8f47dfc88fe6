"""What kprlint says of itself."""
