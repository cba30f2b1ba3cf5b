"""What those who keep frameworks enter. Each form carries itself out by one verb."""
