"""Settings of all tests."""

import os

from hypothesis import settings

# A kernel compiles within the first example, which no deadline allows for; CI tries the same examples each time.
settings.register_profile("riskcore", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("riskcore")
