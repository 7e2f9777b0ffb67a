"""What the models of packages keep of a person, in the same words as our own."""
