"""What a fold answers to one entry: turns of incidents, of regions' totals, of the clock and of people."""
