import Raido
import RaidoSQL

/// A statement that PostgreSQL makes outside of transactions, as far as the database tells afterwards whether it was
/// made.
enum OutsideStatement {
    /// The index is in the schema of the table. Without a name of its own the server gives it one.
    case createIndex(String?, on: QualifiedName, IndexWords)
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

        /// The number of the one of that name.
        var query: String {
            switch self {
            case .database: "SELECT oid::bigint FROM pg_database WHERE datname = $1"
            case .subscription:
                """
                SELECT oid::bigint FROM pg_subscription
                WHERE subname = $1 AND subdbid = (SELECT oid FROM pg_database WHERE datname = pg_catalog.current_database())
                """
            case .tablespace: "SELECT oid::bigint FROM pg_tablespace WHERE spcname = $1"
            }
        }
    }

    /// What a statement says of the index that it makes.
    struct IndexWords: Hashable {
        var isUnique: Bool
        /// The names that are after that of the table, of columns and of others.
        var names: Set<String> = []
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
        var words = OutsideStatement.IndexWords(isUnique: skip("UNIQUE"))
        guard skip("INDEX", "CONCURRENTLY") else { return nil }
        _ = skip("IF", "NOT", "EXISTS")
        let name = first?.isKeyword("ON") == true ? nil : foldedName()
        guard skip("ON") else { return nil }
        _ = skip("ONLY")
        guard let table = qualifiedName() else { return nil }
        while first != nil {
            if let name = foldedName() { words.names.insert(name) }
        }
        return .createIndex(name, on: table, words)
    }

    private mutating func drop() -> OutsideStatement? {
        let kind = serverObject()
        guard kind != nil || skip("INDEX", "CONCURRENTLY") else { return nil }
        _ = skip("IF", "EXISTS")
        guard let kind else { return qualifiedName().map { .dropIndex($0) } }
        return foldedName().map { .drop(kind, $0) }
    }

    private mutating func reindexing() -> OutsideStatement? {
        var isConcurrent = group()?.contains { $0.isKeyword("CONCURRENTLY") } ?? false
        let isIndex = skip("INDEX")
        guard isIndex || skip("TABLE") else { return nil }
        if skip("CONCURRENTLY") { isConcurrent = true }
        guard isConcurrent, let name = qualifiedName() else { return nil }
        return isIndex ? .reindexIndex(name) : .reindexTable(name)
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

    /// A name as PostgreSQL takes it: without quotation marks in lower case, as far as it is ASCII (manual, 4.1.1; a
    /// server whose encoding has one byte a character folds others, too).
    private mutating func foldedName() -> String? {
        guard let token = next(), let name = token.identifier else { return nil }
        guard case .word = token else { return name }
        return String(decoding: name.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
    }
}
