import Raido
import RaidoPlatform

// The messages about a database that cannot be opened, lacks something or cannot be trusted, and about statements that
// it refuses.

extension OpenError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .cannotConnect(let message): return "cannot connect: \(message)"
        case .noScratch(let message):
            return "could not create a temporary database or schema on the server to try the plan: \(message)"
        case .emptyPath:
            return "the URL names no file; write sqlite:app.sqlite, sqlite:///path/to/app.sqlite or sqlite::memory:"
        case .noDatabase(let path):
            return
                "the database '\(path)' does not exist; correct the path, or create it with '\(ProgramName.current) up'"
        case .containsNUL:
            return "the database URL has a NUL character, which is not allowed in a path, name or password; remove it"
        case .incompleteURL(let missing): return "the database URL needs \(missing)"
        case .tooOld(let engine, let found, let needed):
            return "this server is \(engine.displayName) \(found); Raido needs \(needed) or later"
        case .notBuilt(let engine):
            return "this program was built without \(engine.displayName); \(DriverTrait.advice(missing: engine))"
        case .noLibrary(let engine, let words):
            return "the library of the driver for \(engine.displayName) cannot be loaded: \(words); "
                + "on Debian and Ubuntu, install it with 'apt-get install \(DriverTrait(for: engine).libraryPackage)'"
        case .unencodedURL:
            return "the database URL is ambiguous or invalid; in the user, password and parameters write "
                + "'/' as %2F, '?' as %3F, '#' as %23, '@' as %40, '&' as %26 and '%' as %25"
        case .unknownOption(let option?):
            return "unknown option '\(option)' in the database URL"
        case .unknownOption(nil):
            return "unknown option after a password in the database URL; in the password write '&' as %26"
        case .unknownScheme(""):
            return "this is not a database URL; write sqlite:app.sqlite, or postgresql://, mysql://, mariadb://"
        case .unknownScheme(let scheme):
            return
                "'\(scheme):' is not a known database URL scheme; write sqlite:app.sqlite, or postgresql://, mysql://, mariadb://"
        }
    }
}

extension DatabaseError: CustomStringConvertible {
    public var description: String { "\(message)\n\(statement.indented)" }

    /// A user's statement that would let other programs migrate during the run.
    static func lockRelease(_ words: String, in sql: String) -> Self {
        DatabaseError(
            kind: .other, code: 0,
            message:
                "\(words) would release the lock that keeps other programs from migrating; release locks by name",
            statement: sql)
    }
}

extension MissingType: CustomStringConvertible {
    var description: String {
        "'\(column)' has type '\(type)', which needs \(engine.displayName) \(since) or later; this server is \(version). "
            + "Upgrade the server, or use another type for this engine: "
            + "\"type_mappings\": {\"\(engine.rawValue)\": {\"\(type)\": \"char(36)\"}}"
    }
}

extension MissingRandomBytes: CustomStringConvertible {
    var description: String {
        "'default: uuid' makes random UUIDs, which needs \(engine.displayName) \(since) or later; this server is "
            + "\(version). Upgrade the server, or let the program make them. 'default: sql(\"uuid()\")' works there too, "
            + "but whoever knows one such UUID can guess those of neighbouring rows"
    }
}

extension MissingKey: CustomStringConvertible {
    var description: String {
        "'\(table)' would have no primary key, and the server requires one; add one, or ask an administrator "
            + "to run: SET GLOBAL sql_require_primary_key = OFF"
    }
}

extension UntrustedTable: CustomStringConvertible {
    public var description: String {
        let what =
            switch reason {
            case .owner(let owner, let user):
                "The table '\(name)', where migrations are recorded, belongs to '\(owner)', who could make it run code with the "
                    + "rights of '\(user)'. If you trust its content, make it yours with ALTER TABLE … OWNER TO, or "
                    + "migrate as its owner; otherwise drop it."
            case .rules(let names):
                "The table '\(name)', where migrations are recorded, has \(Self.list(names, "rule or policy", "rules or policies")), "
                    + "which would run with the rights of this user. Raido creates none: find out who did, and drop them."
            case .triggers(let names):
                "The table '\(name)', where migrations are recorded, has \(Self.list(names, "trigger", "triggers")), which could "
                    + "change what is recorded, or run with the rights of this user. Raido creates none: find out who did, "
                    + "and drop them."
            }
        return what + " Nothing was changed."
    }

    private static func list(_ names: [String], _ one: String, _ many: String) -> String {
        "the \(names.count == 1 ? one : many) " + names.map { "'\($0)'" }.joined(separator: ", ")
    }
}
