"""The answer on paper: a page for people, tables for spreadsheets, pictures for slides."""

from riskcore.report.csv import tables
from riskcore.report.html import page
from riskcore.report.write import write_report

__all__ = ["page", "tables", "write_report"]
