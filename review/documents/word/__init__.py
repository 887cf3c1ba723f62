"""Word in and out: a draft, a review copy, and what could not be carried; knows neither the web nor the log."""
