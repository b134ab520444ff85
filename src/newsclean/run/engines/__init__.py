"""The same cleaning on engines that span machines."""
