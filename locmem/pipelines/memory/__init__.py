"""The steps that care for the memory."""
