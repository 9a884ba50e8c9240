"""What the customers of a market are shown, and what of it may go out."""
