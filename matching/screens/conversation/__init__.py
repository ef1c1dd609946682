"""Pages about what people write, of all kinds of account."""
