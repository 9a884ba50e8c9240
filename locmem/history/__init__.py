"""Runs, what they replaced, and undoing them."""
