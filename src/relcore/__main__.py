"""The command line for `python -m relcore`."""

from relcore.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
