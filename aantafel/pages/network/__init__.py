"""The network list, as the coordinator's desk and the coaches' desk of a municipality show it."""
