"""`python -m locmem`: the same commands where the console script is not on the path."""

from locmem.cli.main import main

if __name__ == "__main__":
    main()
