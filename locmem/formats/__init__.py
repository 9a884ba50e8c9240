"""Exchange formats: bytes to values and back, exactly, without any policy."""
