"""Tools for an assistant that writes claim files: every answer says how far its evidence reaches."""
