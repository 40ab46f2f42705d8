public import Raido
import RaidoPlatform

/// What keeps a database from being opened.
public enum OpenError: Error, Hashable, Sendable {
    case unknownScheme(String)
    /// The driver was left out when the program was built.
    case notBuilt(Engine)
    /// The driver's library is not installed or cannot be used, in the words of the system's loader.
    case noLibrary(Engine, String)
    case emptyPath
    /// No file is at that path, and none was to be created.
    case noDatabase(path: String)
    /// The library would read the URL only as far as that character.
    case containsNUL
    /// The option, where it cannot be a part of a password.
    case unknownOption(String?)
    /// The server's words, or the library's; the password is no part of them.
    case cannotConnect(String)
    /// Nothing can be made on the server to try things in, in its words.
    case noScratch(String)
    /// What the URL lacks.
    case incompleteURL(String)
    /// A character of the URL that can be read in two ways. It may be one of a password, so the URL is not shown.
    case unencodedURL
    /// The library, or the server, is older than the oldest that is known to work.
    case tooOld(Engine, found: String, needed: String)
}

/// Where a database is: `sqlite:app.sqlite`, `sqlite:///var/lib/app.sqlite`, `sqlite::memory:`.
package enum DatabaseURL: Hashable, Sendable {
    case sqlite(path: String)
    /// A server's URL; it may hold a password and is shown nowhere.
    case server(Engine)

    package init(_ text: String) throws(OpenError) {
        if text.utf8.contains(0) { throw .containsNUL }
        guard let scheme = Self.scheme(of: text) else { throw .unknownScheme("") }
        let rest = text.dropFirst(scheme.count + 1)
        switch scheme.lowercased() {
        case "sqlite", "sqlite3": self = .sqlite(path: try Self.path(String(rest)))
        case "postgresql", "postgres": self = .server(.postgresql)
        case "mysql": self = .server(.mysql)
        case "mariadb": self = .server(.mariadb)
        default: throw .unknownScheme(String(scheme))
        }
    }

    /// What is before the `:`, where it is the scheme of a URL; all else may be anything, a password too.
    package static func scheme(of text: String) -> Substring? {
        let scheme = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return !scheme.isEmpty && text[scheme.endIndex...].hasPrefix(":") ? scheme : nil
    }

    package var engine: Engine {
        switch self {
        case .sqlite: .sqlite
        case .server(let engine): engine
        }
    }

    private static func path(_ text: String) throws(OpenError) -> String {
        var path = text.hasPrefix("//") ? String(text.dropFirst(2)) : text
        if let mark = path.firstIndex(of: "?") {
            // Other tools want to be told to create the file; here that goes without saying.
            let options = path[path.index(after: mark)...].split(separator: "&")
            if let unknown = options.first(where: { $0 != "mode=rwc" }) {
                throw .unknownOption(String(unknown.prefix { $0 != "=" }))
            }
            path = String(path[..<mark])
        }
        guard !path.isEmpty else { throw .emptyPath }
        return path
    }
}

/// Opens the database of that URL with the driver that was built in for it.
///
/// - Parameters:
///   - creating: Whether a SQLite file that does not exist is created, when it is first written to.
///   - singleRunner: Whether the caller makes sure that no other run is in progress.
package func openDatabase(
    _ url: String, history: HistoryTable = .standard, creating: Bool = true, singleRunner: Bool = false
) throws(OpenError) -> any Database {
    switch try DatabaseURL(url) {
    case .sqlite(let path):
        #if SQLite
            if !creating { try expectFile(path) }
            let connection = try SQLiteConnection(path: path, creating: creating)
            return SQLiteDatabase(connection, file: path, history: history, attempts: 12)
        #else
            throw .notBuilt(.sqlite)
        #endif
    case .server(.postgresql):
        #if PostgreSQL
            return PostgreSQLDatabase(try PostgreSQLConnection(url: url), history: history)
        #else
            throw .notBuilt(.postgresql)
        #endif
    case .server(.mysql), .server(.mariadb):
        #if MySQL
            let address = try MySQLAddress(url)
            return try MySQLDatabase(
                MySQLConnection(address), history: history, lockTimeout: address.lockTimeout,
                singleRunner: singleRunner)
        #else
            throw .notBuilt(.mysql)
        #endif
    case .server(.sqlite): throw .notBuilt(.sqlite)
    }
}

/// What keeps a file from being found otherwise is said when it is opened.
private func expectFile(_ path: String) throws(OpenError) {
    if path == ":memory:" { return }
    do throws(SystemError) {
        if try Platform.status(of: path, followingLinks: true) != nil { return }
    } catch { return }
    throw .noDatabase(path: Platform.absolutePath(path))
}
