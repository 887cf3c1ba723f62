"""Figures against the physical limit (the same rows by plain SQL) and the peer, all in one run. Start: make bench."""
