"""Feeds and pages of publishers → articles: polled politely, parsed as bytes of strangers, published once."""
