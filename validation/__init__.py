"""Known answers, checked through riskcore's public functions: `python -m validation`."""
