"""The Facebook of the sandbox: pages, the Graph API, the app's webhook, the sign-in."""
