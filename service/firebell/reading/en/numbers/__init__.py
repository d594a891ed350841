"""Document → Numbers: figures and number words, with what they can count (CODEBOOK §3)."""
