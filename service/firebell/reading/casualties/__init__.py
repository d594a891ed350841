"""Document → Tolls, and tolls of one incident → its toll: the people hurt (CODEBOOK §3)."""

from firebell.reading.casualties.find import find
from firebell.reading.casualties.toll import Toll
from firebell.reading.casualties.totals import total

__all__ = ["Toll", "find", "total"]
