"""Django's PostgreSQL backend with the embedded server and the three roles."""
