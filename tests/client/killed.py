"""Listens, prints what it hears, and takes for ever over one alert: URL, that alert's id, `group` or `resume`."""

import sys
from threading import Event

from firebell.client import Options, subscribe

url, name, how = sys.argv[1:]
options: Options = {"group": "desk", "since": "0-0"} if how == "group" else {"resume": "desk"}
for alert in subscribe(url, **options):
    sys.stdout.write(f"{alert.id}\n")
    sys.stdout.flush()
    if alert.id == name:
        Event().wait(60)
