"""Weights learned from what people did: position bias, evidence, and a simulator that knows."""
