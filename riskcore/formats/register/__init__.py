"""Risk registers as people keep them, in XLSX and CSV: read with nothing assumed in silence, and written back."""

from riskcore.formats.register.lines import lines
from riskcore.formats.register.mapping_file import read_mapping, read_scales, write_mapping
from riskcore.formats.register.read import read_register
from riskcore.formats.register.register_of import register_of
from riskcore.formats.register.understood import Column, Ignored, RiskRow, Understood
from riskcore.formats.register.write.results import ResultColumn
from riskcore.formats.register.write.write import not_held, register_bytes, write_register

__all__ = [
    "Column",
    "Ignored",
    "ResultColumn",
    "RiskRow",
    "Understood",
    "lines",
    "not_held",
    "read_mapping",
    "read_register",
    "read_scales",
    "register_bytes",
    "register_of",
    "write_mapping",
    "write_register",
]
