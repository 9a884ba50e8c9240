"""The project in a browser: what there is, what waits, and a place to work on it, on this machine."""
