"""What can be done: one class per verb."""
