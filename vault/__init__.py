"""Keys, sealed fields and the blind name index. This floor knows no case and no policy."""
