"""What everyone sees of a table, read for its pages."""
