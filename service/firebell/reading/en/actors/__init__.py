"""Document → Mentions, acts and answers: who does what to whom (CODEBOOK §6, §8)."""
