"""Units cut into the sentences that are matched and translated, and put together again."""
