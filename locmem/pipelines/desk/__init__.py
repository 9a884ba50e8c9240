"""The steps that compare with a help desk and read one."""
