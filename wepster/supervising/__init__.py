"""The process layer of `bin/up`, `bin/test` and `bin/bench`: what runs, in which order, and how it ends.

Standard library only, and nothing of Django: it must start, and speak in sentences, where nothing else can.
"""
