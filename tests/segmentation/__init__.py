"""Tests of locmem.segmentation."""
