"""Raw bytes of every format -> rows; what is no table of figures is refused by its own name."""
