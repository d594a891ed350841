"""Print grave alerts as they come; stopped and started again, it goes on where it stopped."""

from firebell.client import subscribe

for alert in subscribe(min_severity="Severe", resume="example"):
    print(f"{alert.severitytext} {alert.type.rpartition('.')[2]}: {alert.data.headline}", flush=True)
