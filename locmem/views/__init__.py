"""What people look at, as values made of a project and the fields of an address: no markup, no requests."""
