"""The one array type: NumPy's, of any number type; each record states the shapes of its own."""

from typing import Any

from numpy.typing import NDArray

Array = NDArray[Any]
