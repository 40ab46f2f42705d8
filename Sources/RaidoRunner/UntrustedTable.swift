/// A table of the history that would run something else's code with the rights of the user who migrates.
public struct UntrustedTable: Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        case triggers([String])
        /// Rules of PostgreSQL, and policies.
        case rules([String])
        /// Whoever owns a table may give it such code at any time.
        case owner(String, user: String)
    }

    public var name: String
    public var reason: Reason
}
