"""The review of a month: what each market is asked, who answered what and when, and how the backlog moves."""
