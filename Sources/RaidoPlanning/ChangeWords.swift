import Raido

/// Collects what changes do, in words.
struct ChangeWords {
    private(set) var lines: [String] = []
    private(set) var lost: [String] = []

    private let temporaries: TemporaryNames

    /// Verb and things, in the order in which they came up: `adds`, [`phone`].
    private var clauses: [(verb: String, things: [String])] = []

    /// Renames of constraints and indexes: said where there is nothing else to say, since they follow other renames.
    private var followers: [(verb: String, things: [String])] = []

    /// - Parameter changes: all changes whose words are to be collected.
    init(for changes: [Change]) { temporaries = TemporaryNames(in: changes) }

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

    private mutating func lose(_ sentence: String) {
        if !lost.contains(sentence) { lost.append(sentence) }
    }

    /// - Parameter schema: the schema before the change.
    mutating func add(_ change: Change, on schema: Schema) {
        switch change {
        case .createTable(let table):
            say("creates", "`\(table.name)`")
            lines += table.contents.map { "+ \($0)" }
        case .dropTable(let table):
            say("drops", "`\(table.name)`")
            lines.append("- table \(table.name)")
            lose("Reverting restores the table `\(table.name)`, not its rows.")
        case .renameTable(let old, let new): rename(.table, "", old, new, shown: "table \(old)")
        case .adoptTable(let table):
            say("takes", "`\(table.name)` as it is")
            lines.append("= table \(table.name) (there already)")
        case .releaseTable(let table):
            say("leaves", "`\(table.name)` to its owner")
            lines.append("= table \(table.name) (stays in the database)")
        case .changeTableComment(_, let old, let new):
            say("changes", "the comment")
            lines.append("~ comment: \(old.shown) → \(new.shown)")

        case .addColumn(let column, _, let fill):
            say("adds", "`\(column.name)`")
            lines.append("+ \(column.words)" + fill.words)
        case .dropColumn(let column, _): drop(column)
        case .renameColumn(let old, let new, _): rename(.column, "", old, new, shown: old)
        case .alterColumn(let table, let old, let new, let using, let fill):
            say("changes", "`\(new.name)`")
            let enums = schema[table]?.enums ?? []
            let differences = differences(of: old, new, enums).joined(separator: ", ")
            lines.append("~ \(new.name): \(differences)" + (using?.common.map { " using \($0)" } ?? "") + fill.words)
            addLosses(of: old, new, enums, isFilled: fill != nil)
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
        case .renameUnique(let old, let new, _), .renameIndex(let old, let new, _),
            .renameForeignKey(let old, let new, _), .renameCheck(let old, let new, _):
            follow(old, new)

        case .createEnum(let type, _):
            create(type)
        case .dropEnum(let type, _):
            guard !temporaries.replacesEnum(type.name) else { return }
            say("drops", "the enum `\(type.name)`")
            lines.append("- enum \(type.name)")
        case .renameEnum(let old, let new, _): rename(.enumType, "the enum ", old, new, shown: "enum \(old)")
        case .addEnumValue(let value, let type, _, let next):
            say("adds", "the value `\(value.identity)` to `\(type)`")
            lines.append("+ \(type).\(value.words)" + (next.map { " before \($0)" } ?? ""))
        case .dropEnumValue(let value, let type, _, _, let replacement): drop(value, of: type, replacement: replacement)
        case .renameEnumValue(let old, let new, let type, _):
            rename(.enumValue(of: type), "the value ", old, new, shown: "\(type).\(old)")
        case .renumberEnumValue(let value, let old, let new, let type, _):
            say("renumbers", "`\(value)` of `\(type)`")
            lines.append("~ \(type).\(value): \(old) → \(new)")
        case .reorderEnum(let type, let old, let new, _):
            say("reorders", "the values of `\(type)`")
            lines.append("~ \(type): \(old.joined(separator: ", ")) → \(new.joined(separator: ", "))")

        case .sql:
            say("runs", "raw SQL")
            lines.append("~ raw SQL")
        }
    }

    private mutating func rename(
        _ kind: TemporaryNames.Kind, _ words: String, _ old: String, _ new: String, shown: String
    ) {
        guard temporaries.final(old, kind) == nil else { return }
        let new = temporaries.final(new, kind) ?? new
        say("renames", "\(words)`\(old)` to `\(new)`")
        lines.append("~ \(shown) → \(new) (rename)")
    }

    /// Constraints and indexes follow what they are named after.
    private mutating func follow(_ old: String, _ new: String) {
        guard temporaries.final(old, .part) == nil else { return }
        let new = temporaries.final(new, .part) ?? new
        let thing = "`\(old)` to `\(new)`"
        if followers.isEmpty { followers.append(("renames", [thing])) } else { followers[0].things.append(thing) }
        lines.append("~ \(old) → \(new) (rename)")
    }

    private mutating func create(_ type: EnumType) {
        guard let name = temporaries.final(type.name, .enumType) else {
            say("adds", "the enum `\(type.name)`")
            lines.append("+ \(type.words)")
            return
        }
        var final = type
        final.name = name
        say("changes", "the enum `\(name)`")
        lines.append("~ \(final.words)")
    }

    private func differences(of old: Column, _ new: Column, _ enums: [EnumType]) -> [String] {
        var shown = new
        shown.type = temporaries.final(new.type)
        let differences = old.differences(to: shown)
        guard shown.type == old.type, new.type != old.type else { return differences }
        return ["\(old.type)\(old.type.storage(enums)) → \(shown.type)\(new.type.storage(enums))"] + differences
    }

    private mutating func drop(_ column: Column) {
        say("drops", "`\(column.name)`")
        lines.append("- \(column.name)")
        if column.generated == nil { lose("Reverting restores the column `\(column.name)`, not its values.") }
    }

    private mutating func drop(_ value: EnumValue, of type: String, replacement: String?) {
        say("drops", "the value `\(value.identity)` of `\(type)`")
        lines.append("- \(type).\(value.identity)" + (replacement.map { " (becomes \($0))" } ?? ""))
        guard let replacement else { return }
        lose("Reverting restores the value `\(value.identity)`; rows that held it keep `\(replacement)`.")
    }

    private mutating func addLosses(of old: Column, _ new: Column, _ enums: [EnumType], isFilled: Bool) {
        if old.generated == nil, new.generated != nil {
            lose("Reverting makes `\(new.name)` a plain column again, without its former values.")
        } else if old.generated == nil, TypeChange(from: old.type, to: new.type, enums: enums).losesValues {
            lose("Reverting gives `\(new.name)` its type back, not the values that were changed to fit.")
        }
        if isFilled { lose("Reverting lets `\(new.name)` be NULL again; rows that were filled keep what they got.") }
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
        lines.append("~ \(old.long) → \(new.long)")
    }
}

extension [String] {
    /// `a, b and c`
    var listedInWords: String {
        guard let last, count > 1 else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " and " + last
    }
}
