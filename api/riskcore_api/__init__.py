"""The service: riskcore over HTTP, for teams; plans, runs and results in a database, work in processes of its own."""
