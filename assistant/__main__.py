"""Runs the command line as `python -m assistant`. Knows nothing else."""

from assistant.cli import main

if __name__ == "__main__":
    main()
