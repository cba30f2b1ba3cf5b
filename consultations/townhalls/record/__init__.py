"""What a town hall leaves: its log read again as a transcript, a timeline and a moderation log, as pages and as files."""
