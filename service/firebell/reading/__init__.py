"""What one article says: Article → Reading, each finding with the words that say it."""
