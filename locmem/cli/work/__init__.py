"""Post-editing in the terminal: what is typed, what is shown, what keys do, and the screen that draws it."""
