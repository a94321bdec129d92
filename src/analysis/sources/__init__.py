"""Raw deliveries -> canonical rows; the only readers of data/raw."""
