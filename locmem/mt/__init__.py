"""Machine translation: engines, the guard around their answers, and the store that asks only once."""
