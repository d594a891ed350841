"""Incident + its newest claim → Incident: the same as of all its claims, looking at what the new one may change."""
