"""Mail: decided once, sent by the worker, kept in an outbox where there is no mail server."""
