"""Settings: base, and on top of it local (embedded default), test, typecheck and production."""
