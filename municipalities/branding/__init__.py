"""The look of a local site: from an uploaded file of design tokens, or one colour, to a style sheet. No database."""
