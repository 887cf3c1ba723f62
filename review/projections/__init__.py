"""What can be shown: one module per question."""
