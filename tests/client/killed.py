"""Listens as one of a group, prints what it hears, and takes for ever over the alert that its second argument names."""

import sys
from threading import Event

from firebell.client import subscribe

url, name = sys.argv[1:]
for alert in subscribe(url, group="desk", since="0-0", claim_after=1.0):
    sys.stdout.write(f"{alert.id}\n")
    sys.stdout.flush()
    if alert.id == name:
        Event().wait(60)
