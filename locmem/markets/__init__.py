"""Market profiles and company data: reading them, and choosing the values of a day."""
