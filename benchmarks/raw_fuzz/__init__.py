"""Valid files, ways to damage them, and a second reading that checks what the readers of `analysis` took."""
