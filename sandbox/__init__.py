"""Messenger providers imitated over HTTP, for demo, tests and measurements.

A process of its own (``python -m sandbox --port 8090``), bound to loopback only. It imports nothing of the
product and the product imports nothing of it: they meet at the protocol. One folder per provider; the pieces
that any provider needs (clock, faults, rates, files, mailbox, state) lie beside the folders.
"""
