"""What one visit holds: who looks, the store, what was said and chosen, what the browser keeps."""
