"""The figure: a skeleton in three dimensions, poses, and their pictures in braille, ASCII and SVG. Pure."""
