"""What can be done with ideas."""
