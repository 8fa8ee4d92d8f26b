"""What MPXJ reads from a scheduling tool's file, as a plan."""

from riskcore.formats.mpxj.plan import plan_of

__all__ = ["plan_of"]
