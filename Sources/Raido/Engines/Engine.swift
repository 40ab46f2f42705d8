private let sqliteFacts: any EngineFacts = SQLiteFacts()
private let postgresqlFacts: any EngineFacts = PostgreSQLFacts()
private let mysqlFacts: any EngineFacts = MySQLFacts.mysql
private let mariadbFacts: any EngineFacts = MySQLFacts.mariadb

/// A database engine that migrations can be applied to.
///
/// MySQL and MariaDB are two engines: their SQL differs where it matters here.
public enum Engine: String, CaseIterable, Hashable, Sendable, Comparable {
    case sqlite, postgresql, mysql, mariadb

    /// The engine where nobody chose one.
    package static let `default` = Engine.sqlite

    /// What is known of the engine. Other code asks this instead of comparing engines.
    package var facts: any EngineFacts {
        switch self {
        case .sqlite: sqliteFacts
        case .postgresql: postgresqlFacts
        case .mysql: mysqlFacts
        case .mariadb: mariadbFacts
        }
    }

    /// The engine's name as its makers write it.
    public var displayName: String { facts.displayName }

    /// In the order of the cases.
    public static func < (left: Self, right: Self) -> Bool {
        left != right && allCases.first { $0 == left || $0 == right } == left
    }
}

extension Engine {
    /// The engine that a word of settings, of `DB_ENGINE` or of a URL's scheme names, in any case.
    package init?(word: String) {
        let word = word.lowercased()
        guard let engine = Self(scheme: word) ?? Self.allCases.first(where: { $0.facts.abbreviation == word }) else {
            return nil
        }
        self = engine
    }

    /// The engine whose databases have URLs with that scheme, in any case.
    package init?(scheme: String) {
        let scheme = scheme.lowercased()
        guard let engine = Self.allCases.first(where: { $0.facts.schemes.contains(scheme) }) else { return nil }
        self = engine
    }

    /// The words, for messages.
    package static var words: String { allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ") }

    /// Whether its databases are on a server, and not each a file.
    package var isServer: Bool { facts.isServer }

    /// A name in the engine's quotation marks.
    package func quoted(_ name: String) -> String { quote(name, with: facts.identifierMark) }

    package func quotedNames(_ names: [String]) -> String { names.map(quoted).joined(separator: ", ") }
}
