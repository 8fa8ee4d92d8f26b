"""The answer on paper: a page for people, tables for spreadsheets, pictures for slides."""

from riskcore.report.csv import tables
from riskcore.report.html import page
from riskcore.report.register import check_risks, write_risks
from riskcore.report.write import write_report

__all__ = ["check_risks", "page", "tables", "write_report", "write_risks"]
