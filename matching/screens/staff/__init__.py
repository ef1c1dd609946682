"""The pages of staff: roles, organizations, accounts, reports, the log."""
