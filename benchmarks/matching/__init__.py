"""Putting teams together: 12 reviews of 5 peers from a pool of 300, with the reasons, beside a greedy floor in the same run.

Run it as `make bench-matching`. Both work by the same hard rules and are judged by the same sum: what is missing, and what
is wished for (`peer_review.pool.matching.team`). The floor says what a person gets who goes down a list.
"""
