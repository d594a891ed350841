"""Everything that speaks Redis: keys on one page, articles in, the journal, the state and its one writer."""
