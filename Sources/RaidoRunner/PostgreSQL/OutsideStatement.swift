import Raido
import RaidoSQL

/// A statement that PostgreSQL makes outside of transactions, as far as the database tells afterwards whether it was made.
enum OutsideStatement {
    /// The index stands in the schema of the table. Without a name of its own the server gives it one.
    case createIndex(String?, on: QualifiedName)
    case dropIndex(QualifiedName)
    case reindexIndex(QualifiedName)
    case reindexTable(QualifiedName)
    case detach(QualifiedName, from: QualifiedName)
    /// One of the whole server: a database, a tablespace, a subscription.
    case create(ServerObject, String)
    case drop(ServerObject, String)
    /// What does no harm when it is made once more.
    case other

    enum ServerObject: String {
        case database, subscription, tablespace

        /// How many there are of that name.
        var query: String {
            switch self {
            case .database: "SELECT count(*) FROM pg_database WHERE datname = $1"
            case .subscription:
                """
                SELECT count(*) FROM pg_subscription
                WHERE subname = $1 AND subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
                """
            case .tablespace: "SELECT count(*) FROM pg_tablespace WHERE spcname = $1"
            }
        }
    }

    /// A name with the schema, where that is said.
    struct QualifiedName: Hashable {
        var parts: [String]

        var sql: String { parts.map { quote($0) }.joined(separator: ".") }
    }

    init(_ sql: String) {
        var tokens = TokenReader(SQLPieces(sql, for: .postgresql).compactMap(\.token))
        self = tokens.outsideStatement() ?? .other
    }
}

extension TokenReader {
    fileprivate mutating func outsideStatement() -> OutsideStatement? {
        if skip("CREATE") { return creation() }
        if skip("DROP") { return drop() }
        if skip("REINDEX") { return reindexing() }
        if skip("ALTER", "TABLE") { return detachment() }
        return nil
    }

    private mutating func creation() -> OutsideStatement? {
        if let kind = serverObject() { return foldedName().map { .create(kind, $0) } }
        _ = skip("UNIQUE")
        guard skip("INDEX", "CONCURRENTLY") else { return nil }
        _ = skip("IF", "NOT", "EXISTS")
        let name = first?.isKeyword("ON") == true ? nil : foldedName()
        guard skip("ON") else { return nil }
        _ = skip("ONLY")
        return qualifiedName().map { .createIndex(name, on: $0) }
    }

    private mutating func drop() -> OutsideStatement? {
        let kind = serverObject()
        guard kind != nil || skip("INDEX", "CONCURRENTLY") else { return nil }
        _ = skip("IF", "EXISTS")
        guard let kind else { return qualifiedName().map { .dropIndex($0) } }
        return foldedName().map { .drop(kind, $0) }
    }

    private mutating func reindexing() -> OutsideStatement? {
        _ = group()
        if skip("INDEX", "CONCURRENTLY") { return qualifiedName().map { .reindexIndex($0) } }
        return skip("TABLE", "CONCURRENTLY") ? qualifiedName().map { .reindexTable($0) } : nil
    }

    private mutating func detachment() -> OutsideStatement? {
        _ = skip("IF", "EXISTS")
        guard let parent = qualifiedName(), skip("DETACH", "PARTITION"), let child = qualifiedName(),
            skip("CONCURRENTLY")
        else { return nil }
        return .detach(child, from: parent)
    }

    private mutating func serverObject() -> OutsideStatement.ServerObject? {
        guard case .word(let word)? = first, let kind = OutsideStatement.ServerObject(rawValue: word.lowercased())
        else { return nil }
        _ = next()
        return kind
    }

    private mutating func qualifiedName() -> OutsideStatement.QualifiedName? {
        var parts: [String] = []
        repeat {
            guard let name = foldedName() else { return nil }
            parts.append(name)
        } while skip(".")
        return OutsideStatement.QualifiedName(parts: parts)
    }

    /// A name as PostgreSQL takes it: without quotation marks in lower case.
    private mutating func foldedName() -> String? {
        guard let token = next(), let name = token.identifier else { return nil }
        if case .word = token { return name.lowercased() }
        return name
    }
}
