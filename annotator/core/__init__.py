"""The annotation model and everything that works on it. Knows no Qt."""
