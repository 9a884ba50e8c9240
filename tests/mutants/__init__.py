"""Small faults planted in copies of the program, one at a time: tests of the same package must see them."""
