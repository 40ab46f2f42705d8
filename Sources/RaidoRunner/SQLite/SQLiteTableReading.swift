import Raido
import RaidoSQL

/// A table as it is read from the items of its `CREATE TABLE`.
struct SQLiteTableReading {
    var table: Table

    /// The checks that are at a column itself, in one spelling.
    private(set) var columnChecks: [String: [String]] = [:]

    /// What was passed over, as no table says it.
    private(set) var unread: [String] = []

    /// What is next to columns in the brackets of keys: `a DESC`.
    private(set) var keyOptions: [String] = []

    private(set) var virtualColumns: [String] = []

    mutating func read(_ item: TokenReader) {
        var tokens = item
        if readConstraint(&tokens) {
            if !tokens.isAtEnd { unread.append(canonicalSQL(tokens.rest)) }
            return
        }
        tokens = item
        guard let name = tokens.identifier() else { return }
        readColumn(name, &tokens)
    }

    /// Reads the item if it is a constraint of the table. A column may be called `check`, but only in quotation marks.
    private mutating func readConstraint(_ tokens: inout TokenReader) -> Bool {
        let name = tokens.skip("CONSTRAINT") ? tokens.identifier() : nil
        if tokens.skip("PRIMARY", "KEY") {
            table.primaryKey = readKey(&tokens, "PRIMARY KEY")
        } else if tokens.skip("UNIQUE") {
            let columns = readKey(&tokens, "UNIQUE")
            table.uniques.append(UniqueConstraint(name ?? DerivedName.unique(table.name, columns), columns))
        } else if tokens.skip("CHECK"), let condition = tokens.group() {
            table.checks.append(CheckConstraint(name ?? "", SQLFragment(canonicalSQL(condition))))
        } else if tokens.skip("FOREIGN", "KEY") {
            let columns = tokens.names()
            readReference(&tokens, from: columns, named: name)
        } else {
            return false
        }
        return true
    }

    /// The names in brackets.
    private mutating func readKey(_ tokens: inout TokenReader, _ words: String) -> [String] {
        let pieces = tokens.group()?.split(by: ",") ?? []
        if pieces.contains(where: { $0.count > 1 && !($0.count == 2 && $0[1].isKeyword("ASC")) }) {
            keyOptions.append("\(words) (\(pieces.map { canonicalSQL($0) }.joined(separator: ", ")))")
        }
        return pieces.compactMap { $0.first?.identifier }
    }

    private mutating func readReference(_ tokens: inout TokenReader, from columns: [String], named name: String?) {
        guard tokens.skip("REFERENCES"), let target = tokens.identifier() else { return }
        var key = ForeignKey(
            name ?? DerivedName.foreignKey(table.name, columns), columns, references: target, tokens.names())
        while tokens.skip("ON") {
            let isDelete = tokens.skip("DELETE")
            if !isDelete { _ = tokens.skip("UPDATE") }
            let action = readAction(&tokens)
            if isDelete { key.onDelete = action } else { key.onUpdate = action }
        }
        table.foreignKeys.append(key)
    }

    private func readAction(_ tokens: inout TokenReader) -> ForeignKey.Action {
        if tokens.skip("CASCADE") { return .cascade }
        if tokens.skip("RESTRICT") { return .restrict }
        if tokens.skip("SET", "NULL") { return .setNull }
        if tokens.skip("SET", "DEFAULT") { return .setDefault }
        _ = tokens.skip("NO", "ACTION")
        return .noAction
    }

    private mutating func readColumn(_ name: String, _ tokens: inout TokenReader) {
        var column = Column(name, .text, nullable: true)
        let declared = readDeclaredType(&tokens)
        var checks: [[SQLToken]] = []
        var value: [SQLToken]?
        var passed: [SQLToken] = []
        while !tokens.isAtEnd {
            if tokens.skip("NOT", "NULL") {
                column.isNullable = false
            } else if tokens.skip("PRIMARY", "KEY") {
                table.primaryKey = [name]
                if tokens.skip("DESC") { keyOptions.append("PRIMARY KEY (\(name) DESC)") }
                _ = tokens.skip("ASC")
                column.isIdentity = tokens.skip("AUTOINCREMENT")
            } else if tokens.skip("UNIQUE") {
                table.uniques.append(UniqueConstraint(DerivedName.unique(table.name, [name]), [name]))
            } else if tokens.skip("DEFAULT") {
                value = readDefault(&tokens)
            } else if tokens.skip("COLLATE") {
                column.collation = tokens.identifier()
            } else if tokens.skip("CHECK") {
                tokens.group().map { checks.append($0) }
            } else if tokens.skip("GENERATED", "ALWAYS", "AS") || tokens.skip("AS") {
                column.generated = tokens.group().map { SQLFragment(canonicalSQL($0)) }
                if !tokens.skip("STORED") { virtualColumns.append(name) }
                _ = tokens.skip("VIRTUAL")
            } else if tokens.first?.isKeyword("REFERENCES") == true {
                readReference(&tokens, from: [name], named: nil)
            } else if tokens.skip("CONSTRAINT") {
                _ = tokens.identifier()
            } else if let token = tokens.next(), !token.isKeyword("NULL") {
                passed.append(token)
            }
        }
        if !passed.isEmpty { unread.append("\(canonicalSQL(passed)) of column '\(name)'") }
        columnChecks[name] = checks.map { canonicalSQL($0) }
        column.type = type(declared, checks: checks, of: name)
        column.defaultValue = value.flatMap { readValue($0, as: column.type) }
        if column.type == .uuid, declared == Column.uuidBlobType {
            column.nativeTypes[.sqlite] = declared
        }
        // Of UUIDs the usual comparison is another one than SQLite's own.
        if column.type == .uuid, !column.isUUIDBlob {
            let collation = column.collation ?? "BINARY"
            column.collation = collation.uppercased() == "NOCASE" ? nil : collation
        }
        table.columns.append(column)
    }

    private func readDeclaredType(_ tokens: inout TokenReader) -> String {
        var words: [SQLToken] = []
        while let token = tokens.first, !Self.constraintWords.contains(where: token.isKeyword) {
            if let group = tokens.group() {
                words += [.symbol("(")] + group + [.symbol(")")]
            } else if let word = tokens.next() {
                words.append(word)
            }
        }
        return canonicalSQL(words)
    }

    private static let constraintWords = [
        "CONSTRAINT", "PRIMARY", "NOT", "NULL", "UNIQUE", "CHECK", "DEFAULT", "COLLATE", "REFERENCES", "GENERATED",
        "AS",
    ]

    /// The tokens of a default: a literal with its sign, a word, or an expression in brackets, brackets included.
    private func readDefault(_ tokens: inout TokenReader) -> [SQLToken] {
        if let group = tokens.group() { return [.symbol("(")] + group + [.symbol(")")] }
        var value: [SQLToken] = []
        if let sign = tokens.first, sign.isSymbol("-") || sign.isSymbol("+") { tokens.next().map { value.append($0) } }
        tokens.next().map { value.append($0) }
        return value
    }

    private func readValue(_ tokens: [SQLToken], as type: ColumnType) -> DefaultValue? {
        if tokens.first?.isSymbol("(") == true {
            let inside = Array(tokens.dropFirst().dropLast())
            if inside.count == 1, case .string(let text) = inside[0] { return .string(text) }
            let text = canonicalSQL(inside)
            let isUUID = [sqliteUUIDExpression, sqliteUUIDBlobExpression].map { canonicalSQL($0) }.contains(text)
            return isUUID && type == .uuid ? .uuid : .sql(SQLFragment(text))
        }
        switch tokens.last {
        case .string(let text): return .string(text)
        case .number(let digits):
            let text = tokens.first?.isSymbol("-") == true ? "-\(digits)" : digits
            guard let number = Int64(text) else { return .decimal(text) }
            return type == .boolean && (0...1).contains(number) ? .boolean(number == 1) : .integer(number)
        case .word(let word):
            switch (word.uppercased(), type) {
            case ("NULL", _): return nil
            case ("TRUE", .boolean): return .boolean(true)
            case ("FALSE", .boolean): return .boolean(false)
            // To SQLite they are numbers.
            case ("TRUE", _): return .integer(1)
            case ("FALSE", _): return .integer(0)
            case ("CURRENT_TIMESTAMP", _), ("CURRENT_TIME", .time): return .now
            case ("CURRENT_DATE", _): return .today
            default: return .sql(SQLFragment(word))
            }
        case .quoted(let name): return .string(name)
        case .symbol, nil: return .sql(SQLFragment(canonicalSQL(tokens)))
        }
    }
}
