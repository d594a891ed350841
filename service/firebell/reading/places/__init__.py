"""Document → Found, and Found → Location: which places a text names, and where what it tells happened."""

from firebell.reading.gazetteer import Gazetteer, shipped
from firebell.reading.places.find import find
from firebell.reading.places.found import Found, Location
from firebell.reading.places.locate import locate

__all__ = ["Found", "Gazetteer", "Location", "find", "locate", "shipped"]
