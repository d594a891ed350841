"""What goes in and out → its description for others: JSON Schema of articles and alerts, AsyncAPI of the channels."""
