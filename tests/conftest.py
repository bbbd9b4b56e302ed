"""Settings of all tests."""

from hypothesis import settings

settings.register_profile("quick", deadline=None, derandomize=True, max_examples=80, print_blob=True)
settings.register_profile("thorough", deadline=None, max_examples=5000)  # pytest --hypothesis-profile thorough
settings.load_profile("quick")
