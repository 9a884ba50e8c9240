"""Reports: coverage, readiness and analysis.  They read everything and change nothing."""
