"""Real servers from wheels: PostgreSQL and Valkey for `make run` and for the tests. Standard library only."""
