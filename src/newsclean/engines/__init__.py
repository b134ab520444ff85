"""The engines that clean at the size of clusters, by their names."""
