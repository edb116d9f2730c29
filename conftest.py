"""What every test stands on; the fixtures of the product are in tests/conftest.py."""

pytest_plugins = [
    "tests.plugins.browsers",
    "tests.plugins.coroutines",
    "tests.plugins.database",
    "tests.plugins.features",
    "tests.plugins.letters",
    "tests.plugins.network",
]
