"""Forms: what people type, tidied and checked."""
