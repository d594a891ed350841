"""Alerts over HTTP: stories, events as they come, feeds, maps and the page; articles in, with a token."""
