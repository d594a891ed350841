"""Change → Decisions, each with its reason, silence included."""
