"""The metrics as the code declares them, under the names by which Prometheus knows them."""

from prometheus_client import Counter, Histogram
from prometheus_client.metrics import MetricWrapperBase

from firebell.ops.metrics import REGISTRY

DECLARED = {
    one._name: tuple(one._labelnames)
    for one in REGISTRY._collector_to_names
    if isinstance(one, MetricWrapperBase)
}
"""Name → its labels."""

SERIES: dict[str, tuple[str, ...]] = {}
"""Name of a series, suffix and all → the labels that it has."""

for _one in REGISTRY._collector_to_names:
    if isinstance(_one, Histogram):
        SERIES |= {f"{_one._name}_bucket": (*_one._labelnames, "le")}
        SERIES |= {f"{_one._name}_{suffix}": tuple(_one._labelnames) for suffix in ("count", "sum")}
    elif isinstance(_one, MetricWrapperBase):
        SERIES[f"{_one._name}{'_total' if isinstance(_one, Counter) else ''}"] = tuple(_one._labelnames)
