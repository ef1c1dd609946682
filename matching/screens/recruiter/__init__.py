"""The pages of recruiters: their roles and the people who fit."""
