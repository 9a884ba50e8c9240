"""Facts put into pages: translations merged in, tags evaluated, values escaped for their place."""
