"""The chain of migrations, the same for both databases."""
