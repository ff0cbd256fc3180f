"""Measurements of relcore: ratios to peers and limits in one run, never timed tests."""
