"""The data folder as checked frames: cells, columns, rows, vocabulary, places, adjacency."""
