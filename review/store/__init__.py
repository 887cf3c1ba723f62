"""Where it is kept: the log, its trail and the vault; knows nothing of reviewing."""

from review.store.migrating import migrate

__all__ = ["migrate"]
