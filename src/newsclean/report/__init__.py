"""Pages that show what was kept and removed, and how a run went."""
