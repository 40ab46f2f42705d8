extension Engine {
    /// The engine that a word of settings, of `DB_ENGINE` or of a URL's scheme names, in any case.
    package init?(word: String) {
        switch word.lowercased() {
        case "sqlite", "sqlite3": self = .sqlite
        case "postgresql", "postgres", "pg": self = .postgresql
        case "mysql": self = .mysql
        case "mariadb": self = .mariadb
        default: return nil
        }
    }

    package var isOfMySQLFamily: Bool {
        switch self {
        case .mysql, .mariadb: true
        case .sqlite, .postgresql: false
        }
    }

    /// The words, for messages.
    package static var words: String { allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ") }
}
