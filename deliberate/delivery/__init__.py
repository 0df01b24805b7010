"""Carrying out what was decided: resolutions, action items, evidence, confirmation, appraisal and notices."""
