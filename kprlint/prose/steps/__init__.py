"""What a next step is: something that will be done, or one of the things that are written in its place."""
