"""The report on a project as pages and pictures."""
