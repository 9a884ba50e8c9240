"""A project as commands see it: its files, what is read of them, and how anything is written."""
