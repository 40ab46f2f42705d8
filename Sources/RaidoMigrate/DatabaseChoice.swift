import Raido
import RaidoPlatform
import RaidoRunner

/// The chosen database, and why.
struct DatabaseChoice: Equatable {
    var url: String
    var reason: String

    /// The engine that `DB_ENGINE` requires.
    var engine: Engine?

    /// Why no database could be chosen.
    enum Mistake: Error, Equatable {
        case unknownEngine(Variables.Found)
        /// None of the variables is of the engine that `DB_ENGINE` asks for.
        case otherEngine(Engine, found: [String])
        case missingName(Engine)
        /// `DB_NAME` is set, and nothing says of which engine it is.
        case missingEngine(Variables.Found)
        /// `DB_HOST` is a folder instead of the path of a socket.
        case folderForSocket(Engine, String)
    }

    /// The option, else `DB_URL`, else `DATABASE_URL`, else the parts `DB_NAME`, `DB_USER` and so on, else a file
    /// beside the project. Of the variables one counts that is of the engine of `DB_ENGINE`, where that is set.
    static func make(option: String?, variables: Variables) throws(Mistake) -> DatabaseChoice {
        let urls = ["DB_URL", "DATABASE_URL"]
        let engine = try engine(variables)
        if let option {
            if let engine, !isURL(option, of: engine) { throw .otherEngine(engine, found: ["--database"]) }
            return DatabaseChoice(url: option, reason: "from --database", engine: engine)
        }
        let found = urls.compactMap { variables[$0] }
        if let taken = found.first(where: { isURL($0.value, of: engine) }) {
            let why = engine.map { ", because DB_ENGINE is \($0.rawValue)" } ?? ""
            return DatabaseChoice(
                url: taken.value, reason: "from \(taken.name) in \(taken.source)\(why)", engine: engine)
        }
        guard let engine else {
            if let name = variables["DB_NAME"] { throw .missingEngine(name) }
            return DatabaseChoice(
                url: "sqlite:app.sqlite", reason: "the default; use --database or DB_URL to name another")
        }
        guard found.isEmpty else { throw .otherEngine(engine, found: found.map(\.name)) }
        return try fromParts(of: engine, variables)
    }

    private static func engine(_ variables: Variables) throws(Mistake) -> Engine? {
        guard let found = variables["DB_ENGINE"] else { return nil }
        guard let engine = Engine(word: found.value) else { throw .unknownEngine(found) }
        return engine
    }

    /// Whether a URL can name a database of that engine. MySQL and MariaDB accept each other's scheme.
    private static func isURL(_ url: String, of engine: Engine?) -> Bool {
        guard let engine, let named = Engine(word: String(url.prefix { $0 != ":" })) else { return true }
        return DriverTrait(for: named) == DriverTrait(for: engine)
    }

    private static func fromParts(of engine: Engine, _ variables: Variables) throws(Mistake) -> DatabaseChoice {
        let name = variables["DB_NAME"]?.value
        let reason = "from DB_ENGINE" + (name == nil ? "" : " and DB_NAME")
        if !engine.isServer {
            return DatabaseChoice(url: "\(engine.rawValue):\(name ?? "app.sqlite")", reason: reason, engine: engine)
        }
        guard let name else { throw .missingName(engine) }
        let host = variables["DB_HOST"]?.value ?? "localhost"
        let port = variables["DB_PORT"]?.value
        var (authority, socket) = ("", "")
        if host.hasPrefix("/") {
            socket = try "?" + parameters(ofSocket: host, port: port, engine)
        } else {
            authority = host + (port.map { ":\($0)" } ?? "")
        }
        if let user = variables["DB_USER"]?.value {
            let password = variables["DB_PASSWORD"].map { ":" + escaped($0.value) } ?? ""
            authority = "\(escaped(user))\(password)@\(authority)"
        }
        return DatabaseChoice(
            url: "\(engine.rawValue)://\(authority)/\(escaped(name))\(socket)", reason: reason, engine: engine)
    }

    /// The name of a socket in a folder has the port in it.
    private static func parameters(
        ofSocket path: String, port: String?, _ engine: Engine
    ) throws(Mistake) -> String {
        if engine.facts.findsSocketInFolder {
            return "host=\(escaped(path))" + (port.map { "&port=\(escaped($0))" } ?? "")
        }
        if (try? Platform.status(of: path))?.kind == .folder { throw .folderForSocket(engine, path) }
        return "socket=\(escaped(path))"
    }

    /// A part of a URL, with everything but letters and digits as `%` and two digits.
    private static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return text.utf8.map { byte in
            let scalar = Unicode.Scalar(byte)
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            return isPlain || "-._~".unicodeScalars.contains(scalar)
                ? String(Character(scalar)) : "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
        }.joined()
    }

    /// The URL with its password made unreadable. Of one that cannot be read, no more than its scheme.
    var shownURL: String {
        do {
            switch try DatabaseURL(url) {
            case .file: return url
            case .server: return try ServerURL(url).shown
            }
        } catch {
            return DatabaseURL.scheme(of: url).map { "\($0)://…" } ?? "…"
        }
    }
}

extension DatabaseChoice.Mistake: CustomStringConvertible {
    var description: String {
        switch self {
        case .folderForSocket(let engine, let path):
            "DB_HOST is the folder \(path), but \(engine.displayName) needs the path of the socket: "
                + "DB_HOST=\(path.hasSuffix("/") ? path : path + "/")mysqld.sock"
        case .missingEngine(let found):
            "DB_NAME in \(found.source) names a database, but DB_ENGINE is not set; it must be one of \(Engine.words)"
        case .missingName(let engine):
            "DB_ENGINE is \(engine.rawValue), but no DB_URL, DATABASE_URL or DB_NAME names the database"
        case .otherEngine(let engine, let found):
            "DB_ENGINE is \(engine.rawValue), but \(found.listedInWords) "
                + (found.count == 1 ? "is a URL" : "are URLs") + " of another engine"
        case .unknownEngine(let found):
            "DB_ENGINE in \(found.source) is '\(found.value)'; it must be one of \(Engine.words)"
        }
    }
}
