"""Deliberate carries one local matter from proposal to appraisal."""

__version__ = "0.1.0"
