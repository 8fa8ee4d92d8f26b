"""The version of riskcore that runs."""

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("riskcore")
except PackageNotFoundError:  # run from a source folder that is not installed
    VERSION = "unknown"
