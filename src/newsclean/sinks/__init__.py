"""Where results go: JSON Lines and other keepers."""
