"""What the glossary says of a text and of its translation, how two are joined, and what is wrong in one."""
