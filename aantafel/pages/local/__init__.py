"""What the desks of a local site share: coordinator and coach take ideas in by the same screens."""
