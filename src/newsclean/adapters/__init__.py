"""newsclean inside other people's pipelines; each adapter is a leaf with an extra of its name."""
