public import Raido

/// Every migration of this folder, in the order of their identities.
public let migrations: [Migration] = []
