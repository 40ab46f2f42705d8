import Raido

/// Collects what changes do, in words.
struct ChangeWords {
    private(set) var lines: [String] = []
    private(set) var lost: [String] = []

    /// Names on the way to final ones, which nobody needs to read.
    private let temporaries: [SchemaElement: SchemaElement]

    /// Verb and things, in the order in which they came up: `adds`, [`phone`].
    private var clauses: [(verb: String, things: [String])] = []

    /// Renames of constraints and indexes: said where there is nothing else to say, since they follow other renames.
    private var followers: [(verb: String, things: [String])] = []

    /// The engines on which what is lost counts.
    private let engines: Set<Engine>

    /// - Parameter changes: all changes whose words are to be collected.
    init(for changes: [Change], on engines: Set<Engine> = Set(Engine.allCases)) {
        temporaries = Lineage(ofNames: changes).temporaryNames
        self.engines = engines
    }

    /// "Adds `phone` and `fax`, renames `job_title` to `title`."
    var sentence: String {
        let sorted = Self.verbs.flatMap { verb in clauses.filter { $0.verb == verb } }
        let told = sorted.isEmpty ? followers : sorted
        let text = told.map { "\($0.verb) \($0.things.listedInWords)" }.joined(separator: ", ")
        return text.isEmpty ? "" : text.prefix(1).uppercased() + text.dropFirst() + "."
    }

    /// All verbs, in the order in which a sentence has them.
    private static let verbs = [
        "creates", "takes", "adds", "renames", "changes", "reorders", "renumbers", "drops", "leaves", "runs",
    ]

    private mutating func say(_ verb: String, _ thing: String) {
        if let place = clauses.firstIndex(where: { $0.verb == verb }) {
            if !clauses[place].things.contains(thing) { clauses[place].things.append(thing) }
        } else {
            clauses.append((verb, [thing]))
        }
    }

    private mutating func add(_ losses: [Loss]) {
        for sentence in losses.map(\.namedSentence) where !lost.contains(sentence) { lost.append(sentence) }
    }

    /// - Parameter schema: the schema before the change.
    mutating func add(_ change: Change, on schema: Schema) {
        add(change.losses(in: change.table.flatMap { schema[$0] }, on: engines))
        switch change {
        case .createTable(let table):
            say("creates", "`\(table.name)`")
            lines += table.contents.map { "+ \($0)" }
        case .dropTable(let table):
            say("drops", "`\(table.name)`")
            lines.append("- table \(table.name)")
        case .renameTable(let old, _): rename(change, "", shown: "table \(old)")
        case .adoptTable(let table):
            say("takes", "`\(table.name)` as it is")
            lines.append("= table \(table.name) (there already)")
        case .releaseTable(let table):
            say("leaves", "`\(table.name)` to its owner")
            lines.append("= table \(table.name) (stays in the database)")
        case .changeTableComment(_, let old, let new):
            say("changes", "the comment")
            lines.append("~ comment: " + transition(old.shown, new.shown))

        case .addColumn(let column, _, let fill):
            say("adds", "`\(column.name)`")
            lines.append("+ \(column.words)" + fill.words)
        case .dropColumn(let column, _): drop(column)
        case .renameColumn(let old, _, _): rename(change, "", shown: old)
        case .alterColumn(_, let old, let new, nil, _) where old == new:
            say("refreshes", "the SQL of `\(new.name)`")
            lines.append("~ \(new.name): the SQL of this version of Raido")
        case .alterColumn(let table, let old, let new, let using, let fill):
            say("changes", "`\(new.name)`")
            let enums = schema[table]?.enums ?? []
            let differences = differences(of: old, new, enums, in: table).joined(separator: ", ")
            lines.append("~ \(new.name): \(differences)" + (using?.common.map { " using \($0)" } ?? "") + fill.words)
        case .changePrimaryKey(_, let old, let new):
            say("changes", "the primary key")
            lines.append("~ primary key: \(old.keyWords) → \(new.keyWords)")

        case .addUnique(let unique, _): come(unique.words)
        case .dropUnique(let unique, _): go(unique.words)
        case .changeUnique(_, let old, let new): become(old.words, new.words)
        case .addIndex(let index, _): come(index.words)
        case .dropIndex(let index, _): go(index.words)
        case .changeIndex(_, let old, let new): become(old.words, new.words)
        case .addForeignKey(let key, _): come(key.words)
        case .dropForeignKey(let key, _): go(key.words)
        case .changeForeignKey(_, let old, let new): become(old.words, new.words)
        case .addCheck(let check, _): come(check.words)
        case .dropCheck(let check, _): go(check.words)
        case .changeCheck(_, let old, let new): become(old.words, new.words)
        case .renameUnique, .renameIndex, .renameForeignKey, .renameCheck: follow(change)

        case .createEnum(let type, let table): create(type, in: table)
        case .dropEnum(let type, let table):
            guard !temporaries.values.contains(.enumType(type.name, table: table)) else { return }
            say("drops", "the enum `\(type.name)`")
            lines.append("- enum \(type.name)")
        case .renameEnum(let old, _, _): rename(change, "the enum ", shown: "enum \(old)")
        case .addEnumValue(let value, let name, let table, let next):
            let type = final(name, in: table)
            say("adds", "the value `\(value.identity)` to `\(type)`")
            lines.append("+ \(type).\(value.words)" + (next.map { " before \($0)" } ?? ""))
        case .dropEnumValue(let value, let type, let table, _, let replacement):
            drop(value, of: final(type, in: table), replacement: replacement)
        case .renameEnumValue(let old, _, let type, _): rename(change, "the value ", shown: "\(type).\(old)")
        case .renumberEnumValue(let value, let old, let new, let name, let table):
            let type = final(name, in: table)
            say("renumbers", "`\(value)` of `\(type)`")
            lines.append("~ \(type).\(value): \(old) → \(new)")
        case .reorderEnum(let name, let old, let new, let table):
            let type = final(name, in: table)
            say("reorders", "the values of `\(type)`")
            lines.append("~ \(type): \(old.joined(separator: ", ")) → \(new.joined(separator: ", "))")

        case .sql:
            say("runs", "raw SQL")
            lines.append("~ raw SQL")
        }
    }

    /// The names of a rename, unless the old one is temporary: the change that gave it tells of both.
    private func names(_ change: Change) -> (old: String, new: String)? {
        guard let rename = change.rename, temporaries[rename.old] == nil else { return nil }
        return (rename.old.name, temporaries[rename.new]?.name ?? rename.newName)
    }

    private mutating func rename(_ change: Change, _ words: String, shown: String) {
        guard let (old, new) = names(change) else { return }
        say("renames", "\(words)`\(old)` to `\(new)`")
        let isForm = old.differsInFormOnly(from: new)
        lines.append("~ \(shown) → \(new) (\(isForm ? "another Unicode normal form" : "rename"))")
    }

    /// Constraints and indexes follow what they are named after.
    private mutating func follow(_ change: Change) {
        guard let (old, new) = names(change) else { return }
        let thing = "`\(old)` to `\(new)`"
        if followers.isEmpty { followers.append(("renames", [thing])) } else { followers[0].things.append(thing) }
        lines.append("~ \(old) → \(new) (rename)")
    }

    private mutating func create(_ type: EnumType, in table: String) {
        let name = final(type.name, in: table)
        guard name != type.name else {
            say("adds", "the enum `\(type.name)`")
            lines.append("+ \(type.words)")
            return
        }
        var final = type
        final.name = name
        say("changes", "the enum `\(name)`")
        lines.append("~ \(final.words)")
    }

    private func differences(of old: Column, _ new: Column, _ enums: [EnumType], in table: String) -> [String] {
        var shown = new
        if case .enumeration(let name) = new.type { shown.type = .enumeration(final(name, in: table)) }
        let differences = old.differences(to: shown)
        guard shown.type == old.type, new.type != old.type else { return differences }
        return ["\(old.type)\(old.type.storage(enums)) → \(shown.type)\(new.type.storage(enums))"] + differences
    }

    private func final(_ type: String, in table: String) -> String {
        temporaries[.enumType(type, table: table)]?.name ?? type
    }

    private mutating func drop(_ column: Column) {
        say("drops", "`\(column.name)`")
        lines.append("- \(column.name)")
    }

    private mutating func drop(_ value: EnumValue, of type: String, replacement: String?) {
        say("drops", "the value `\(value.identity)` of `\(type)`")
        lines.append("- \(type).\(value.identity)" + (replacement.map { " (becomes \($0))" } ?? ""))
    }

    private mutating func come(_ words: PartWords) {
        say("adds", words.short)
        lines.append("+ \(words.long)")
    }

    private mutating func go(_ words: PartWords) {
        say("drops", words.short)
        lines.append("- \(words.long)")
    }

    private mutating func become(_ old: PartWords, _ new: PartWords) {
        say("changes", new.short)
        lines.append("~ " + transition(old.long, new.long))
    }
}
