"""Measurements of what locmem promises: `python -m tests.benchmarks`, or `make bench` to record them."""
