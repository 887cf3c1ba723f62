"""Toetssteen: the review of an evaluation, from Terms of Reference to final report, as one verifiable story."""
