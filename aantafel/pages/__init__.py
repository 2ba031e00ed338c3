"""Floor 8: screens that show several apps, and what listens to news from lower floors."""
