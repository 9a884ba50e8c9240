"""Kinds of source: text to `Document` and back, by the exact spans of what is translated."""
