"""Workbooks of Excel since 2007, read in one pass per sheet.

openpyxl reads a sheet of 50,000 risks several times slower and, in its quick mode, tells nothing of merged cells,
hidden rows and formulas without a value; so the few parts of the format that a register needs are read here.
ECMA-376 (5th edition) part 1, section 18: SpreadsheetML. Element names count, prefixes and namespaces do not, so that
both the transitional and the strict form are read.
"""
