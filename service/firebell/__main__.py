"""`python -m firebell` is the command `firebell`."""

from firebell.cli import main

main()
