"""Articles for a person: their order, and what each has to do with them."""
