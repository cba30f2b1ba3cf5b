"""What hosts ask everybody at once: written, voted in, drawn and taken away. Rows and verbs stand with the others of town halls."""
