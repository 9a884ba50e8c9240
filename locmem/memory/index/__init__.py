"""An index of strings that finds all that are near, and only those: it knows texts and numbers, nothing of a memory."""
