"""Response -> Document: bytes to text, text to tree, tree to blocks."""
