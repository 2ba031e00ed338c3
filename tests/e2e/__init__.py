"""The site in a real browser, on real servers, with real mail."""
