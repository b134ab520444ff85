"""One file a field: ranked candidates and a judge that says where the winner came from."""
