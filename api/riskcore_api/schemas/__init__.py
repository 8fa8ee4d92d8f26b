"""What requests and answers look like: a model for each direction."""
