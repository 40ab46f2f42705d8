/// The table that remembers which migrations are applied, and the one beside it that remembers how far an interrupted
/// migration came.
///
/// Two sets of migrations that share one database, each with a history of its own, need a table each.
public struct HistoryTable: Hashable, Sendable {
    /// `_raido_migrations`
    public static let standard = HistoryTable(name: "_raido_migrations", journal: "_raido_journal")

    public let name: String
    package let journal: String

    /// What a name must be, in words.
    package static let rule = "1 to 48 letters, digits and '_', not beginning with a digit, 'sqlite_' or 'pg_'"

    /// - Parameter name: 1 to 48 ASCII letters, digits and `_`, not beginning with a digit, `sqlite_` or `pg_`. Nil for
    ///   any other text: the name is written into statements of all engines, and the journal's is made of it.
    public init?(_ name: String) {
        if name == Self.standard.name {
            self = .standard
            return
        }
        let isName = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isName, (1...48).contains(name.utf8.count), name.utf8.first.map({ !(0x30...0x39).contains($0) }) == true
        else { return nil }
        guard !name.lowercased().hasPrefix("sqlite_"), !name.lowercased().hasPrefix("pg_") else { return nil }
        self.init(name: name, journal: name + "_journal")
    }

    private init(name: String, journal: String) {
        self.name = name
        self.journal = journal
    }

    package var names: [String] { [name, journal] }

    /// Tables that are no part of a schema: these, and those of another program that goes by the usual names.
    package var hiddenNames: Set<String> { Set(names + Self.standard.names) }
}
