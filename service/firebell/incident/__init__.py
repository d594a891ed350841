"""Reading + what was known → Incident and Change."""
