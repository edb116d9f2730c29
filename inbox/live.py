"""The inbox's hints to open pages (ARCHITECTURE §8)."""
