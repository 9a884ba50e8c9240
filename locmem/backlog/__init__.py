"""The backlog: what is missing in which market, scored 1-3 from evidence, with the reasons in words."""
