"""Reports of what the checks found, for people, for programs and for continuous integration."""
