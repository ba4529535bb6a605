"""`python -m goescape`."""

from goescape.cli.app import main

main()
