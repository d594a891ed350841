"""What reads English: signals, casualties, times, actors, places and the events they make."""
