"""Floor 2: outgoing mail as rows. A row in the caller's transaction, sent by a worker. Knows no domain word."""
