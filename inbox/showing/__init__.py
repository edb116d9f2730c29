"""How the inbox's data is drawn: texts made safe, timeline lines, the list's parts, the composer's standing."""
