"""What is wrong with a translated text as its readers see it: pure functions from a text and its source to flaws."""
