"""Says how property tests take their examples.

A default run takes the same examples each time, so that it fails for a change and never by luck.
`make test-random` takes new ones, more of them; what it finds becomes an example or a test.
"""

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None, database=None)
settings.register_profile("random", deadline=None, max_examples=500)
settings.load_profile("same")
