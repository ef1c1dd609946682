"""What the verbs of all kinds of account share."""
