from peer_review.findings.domain.correcting import correct

__all__ = ["correct"]
