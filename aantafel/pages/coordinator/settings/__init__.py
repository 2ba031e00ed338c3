"""What a coordinator chooses for the site: one topic a page."""
