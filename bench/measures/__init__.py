"""One module a measure, found by bench.registry."""
