"""The fifty under fire: a whole site, many people at once, and each part of it killed at the worst moment."""
