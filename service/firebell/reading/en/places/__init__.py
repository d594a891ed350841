"""Document → Found, and Found → Location: which places a text names, and where what it tells happened."""

from firebell.reading.en.places.find import find
from firebell.reading.en.places.found import Found, Location
from firebell.reading.en.places.locate import Whereabouts
from firebell.reading.en.places.resolve import Context
from firebell.reading.gazetteer import Gazetteer, shipped

__all__ = ["Context", "Found", "Gazetteer", "Location", "Whereabouts", "find", "shipped"]
