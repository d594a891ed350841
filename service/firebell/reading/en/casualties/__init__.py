"""Document → Tolls, and tolls of one incident → its toll: the people hurt (CODEBOOK §3)."""

from firebell.reading.en.casualties.find import find
from firebell.reading.en.casualties.toll import Toll
from firebell.reading.en.casualties.totals import total

__all__ = ["Toll", "find", "total"]
