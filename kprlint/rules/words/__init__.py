"""The words that rules for prose look for, and how a text is read into words: once, for all of them."""
