"""Findings → the incidents of one article: what belongs together, when and where."""
