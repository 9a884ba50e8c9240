"""Faults planted in a clean help centre, to see which of them the checks find, and where."""
