"""Marked-up text: Liquid tags, placeholders and markup found, protected and compared."""
