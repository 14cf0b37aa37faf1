"""Training and measuring of the packaged English pipeline; nothing here is needed to use it."""
