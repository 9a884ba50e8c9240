"""The command line: options in, one call, its result out.  Nothing else lives here."""
