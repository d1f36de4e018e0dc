"""`python -m disputes`: the command line without the installed script."""

from disputes.cli import main

main()
