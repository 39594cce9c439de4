"""The database layer: embedded server, roles, row-level security, the acting user."""
