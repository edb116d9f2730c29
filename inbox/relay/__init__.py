"""Live pushes inside one web process (ARCHITECTURE §8): one Redis subscription, a filter per socket, merged frames."""
