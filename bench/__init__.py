"""Measuring the site: `make bench`. Everything is a ratio of things that were measured side by side in one run."""
