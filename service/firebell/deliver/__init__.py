"""Everything that leaves firebell by another road: a channel's stream → webhooks and chats, at least once, in order."""
