"""Floor 6: tables: what a published idea stands on, and the seven steps that it takes."""
