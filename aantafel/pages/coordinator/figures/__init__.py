"""The figures of a municipality: what was counted, as a chart and as a table, on a page and in a file."""
