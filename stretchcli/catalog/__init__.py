"""What the program knows: records, the files they come from, and the constraints that choose among them."""
