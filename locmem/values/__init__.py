"""Values as people write them in each locale: the only home of babel."""
