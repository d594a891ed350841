"""firebell reads the news and rings when violence escalates.

Articles come in on a Redis stream, each is read for what it says (signals, casualties, places, actors, each with
the words that say so), readings are joined into incidents, incidents are held against thresholds by region, and
alerts go out to channels. `pipeline.py` tells the whole story in order.
"""

__version__ = "0.1.0"
