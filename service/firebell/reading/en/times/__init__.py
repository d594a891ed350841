"""Document → Times: when what a sentence tells happened, and whether it is news (CODEBOOK §2, §8)."""
