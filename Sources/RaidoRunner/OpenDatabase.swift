public import Raido

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
    /// A file, or ``memory``.
    case file(Engine, path: String)
    /// A server's URL; it may hold a password and is shown nowhere.
    case server(Engine)

    /// The path that stands for a database in memory.
    package static let memory = ":memory:"

    package init(_ text: String) throws(OpenError) {
        if text.utf8.contains(0) { throw .containsNUL }
        guard let scheme = Self.scheme(of: text) else { throw .unknownScheme("") }
        guard let engine = Engine(scheme: String(scheme)) else { throw .unknownScheme(String(scheme)) }
        if engine.isServer {
            self = .server(engine)
        } else {
            self = .file(engine, path: try Self.path(String(text.dropFirst(scheme.count + 1))))
        }
    }

    /// What is before the `:`, where it is the scheme of a URL; all else may be anything, a password too.
    package static func scheme(of text: String) -> Substring? {
        let scheme = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return !scheme.isEmpty && text[scheme.endIndex...].hasPrefix(":") ? scheme : nil
    }

    package var engine: Engine {
        switch self {
        case .file(let engine, _), .server(let engine): engine
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
///   - creating: Whether a database file that does not exist is created, when it is first written to.
///   - singleRunner: Whether the caller makes sure that no other run is in progress.
package func openDatabase(
    _ url: String, history: HistoryTable = .standard, creating: Bool = true, singleRunner: Bool = false
) throws(OpenError) -> any Database {
    let engine = try DatabaseURL(url).engine
    return try DriverTrait(for: engine).driver().open(
        url, history: history, creating: creating, singleRunner: singleRunner)
}
