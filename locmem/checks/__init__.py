"""What is wrong with a project's content: families of pure functions, two gates, and reports of what they find."""
