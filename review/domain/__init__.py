"""What is decided: pure rules, events and aggregates."""
