"""Where weights come from: tuning, learning, sorting, experiments."""
