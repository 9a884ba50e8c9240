"""The post-edit queue: what a person should look at first, and why."""
