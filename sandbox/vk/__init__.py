"""VK at ``/vk``: API methods, Callback servers, Long Poll, uploads, signing in, clients who act (PROTOCOLS §3)."""
