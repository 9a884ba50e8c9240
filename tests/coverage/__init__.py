"""Which lines and branches the tests reach, package by package, and the floors that may only rise."""
