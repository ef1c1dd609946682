"""The pages where the ranking is tried, taught, published and judged."""
