"""A believable small country to look around in: invented people, ideas and answers. For local use only."""
