"""Document → Findings: the signals of CODEBOOK §1 and whether they happened (§2)."""
