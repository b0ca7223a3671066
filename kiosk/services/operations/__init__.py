"""What can be done to a person's credentials; each operation with its recovery beside it."""
