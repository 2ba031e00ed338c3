"""Documents that leave the site: one structure, read on a page (`{% part "document" %}`), as PDF and as JSON.

`structure` is what a document consists of, `reader` makes blocks of plain text, `codec` is the JSON, `pdf` makes and
keeps the file, and `answers` gives both to a reader. What is written in a document is data everywhere: it becomes no
HTML, and no source of a typesetter.
"""
