"""Tests of locmem.terms."""
