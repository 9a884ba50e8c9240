"""Tests of locmem.inline."""
