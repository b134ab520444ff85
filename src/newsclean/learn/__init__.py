"""Site profiles: pages of one site -> what repeats on it."""
