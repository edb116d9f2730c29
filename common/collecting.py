"""Python's garbage collector in long-lived processes: what is loaded once is looked through never again."""

import gc

# Requests free nearly everything by reference counts; seven hundred new objects are one page's tenth.
YOUNG, MIDDLE, OLD = 20_000, 10, 50


def ease() -> None:
    """Call when everything is imported. Freezes what lives for good, so that a full collection does not hold up a page."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
