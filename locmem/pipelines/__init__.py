"""The conductor: projects, the steps of the flow, and runs of them."""
