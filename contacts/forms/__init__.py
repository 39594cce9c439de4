"""Forms of the contacts app: they parse and speak; they do not decide."""
