"""Asking people: the list, the triangle, the invitations and who waits."""
