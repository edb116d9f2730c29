"""Visitors' sockets of this process and the one subscription that feeds them."""
