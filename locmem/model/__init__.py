"""Frozen values the whole house speaks in.  No I/O, no third-party import."""
