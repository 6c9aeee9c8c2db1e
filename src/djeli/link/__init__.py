"""Reports to scored pairs with parts, and to groups."""
