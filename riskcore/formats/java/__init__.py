"""The Java program that reads schedule files with MPXJ, as source and as the jar that build.py makes of it."""
