"""The store -> steps in words: what digest, exports and alerts have in common, so that all of them say the same."""
