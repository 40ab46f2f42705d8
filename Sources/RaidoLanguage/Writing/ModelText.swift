package import Raido
import RaidoConsole

/// A schema as `model!` blocks that read back to it, one after the other by the names of tables.
///
/// What the language has no words for is in comments, so that it is not lost unseen. So does a whole table whose
/// block could not be read.
///
/// - Parameter remarks: What else there is to say of each table. Of one that is not in the schema, why it is not.
package func modelText(of schema: Schema, remarks: [String: [String]] = [:]) -> String {
    let schema = schema.withUUIDs
    var unreadable: [String: String] = [:]
    while true {
        let blocks = blocks(of: schema, remarks: remarks, unreadable: unreadable)
        let mistakes = mistakes(in: blocks).filter { unreadable[$0.key] == nil }
        guard !mistakes.isEmpty else { return blocks.map(\.text).joined(separator: "\n") }
        unreadable.merge(mistakes) { first, _ in first }
    }
}

private struct Block {
    var table: String
    var text: String
}

private func blocks(of schema: Schema, remarks: [String: [String]], unreadable: [String: String]) -> [Block] {
    var names = ModelNames()
    for table in schema.tables where unreadable[table.name] == nil { names.add(table) }
    var taken = names.taken
    var blocks = schema.tables.map { table in
        guard unreadable[table.name] == nil, names[table.name] != nil else {
            let reason = unreadable[table.name] ?? "it, or a column of it, has a name that models cannot have"
            return Block(
                table: table.name, text: comment("Left out: table \(quoted(table.name)): \(reason).", indent: ""))
        }
        var writer = ModelWriter(table: table, of: schema, names: names, taken: taken)
        writer.remarks = remarks[table.name] ?? []
        defer { taken = writer.taken }
        return Block(table: table.name, text: writer.text())
    }
    for (name, words) in remarks.sorted(by: { $0.key < $1.key }) where schema[name] == nil {
        let text = words.map { comment("Left out: \($0).", indent: "") }.joined()
        blocks.append(Block(table: name, text: text))
    }
    return blocks
}

/// The first error in each table's block, in one line.
private func mistakes(in blocks: [Block]) -> [String: String] {
    let files = blocks.map { SourceFile(path: $0.table, bytes: Array($0.text.utf8)) }
    do throws(DiagnosticsError) {
        _ = try readModels(files, frameworks: [], knownFrameworkTables: [], options: LanguageOptions())
        return [:]
    } catch {
        let errors = error.diagnostics.filter { $0.severity == .error }
        let placed = errors.compactMap { mistake in mistake.span.map { ($0.path, mistake.message) } }
        return Dictionary(placed) { first, _ in first }
    }
}

/// A comment of one line, whatever is in it.
func comment(_ words: String, indent: String) -> String { "\(indent)// \(visible(words))\n" }

extension Schema {
    /// MySQL holds a UUID in 36 characters. A column that is numbered with UUIDs is one, and so are those joined to it.
    fileprivate var withUUIDs: Schema {
        var schema = self
        var isDone = false
        while !isDone {
            isDone = true
            for table in schema.tables {
                for column in table.columns where column.type == .char(36) && column.defaultValue == .uuid {
                    isDone = !schema.makeUUID(column.name, of: table.name) && isDone
                }
                for key in table.foreignKeys {
                    for (own, other) in zip(key.columns, key.referencedColumns) {
                        let types = (table.column(own)?.type, schema[key.referencedTable]?.column(other)?.type)
                        if types.1 == .uuid { isDone = !schema.makeUUID(own, of: table.name) && isDone }
                        if types.0 == .uuid { isDone = !schema.makeUUID(other, of: key.referencedTable) && isDone }
                    }
                }
            }
        }
        return schema
    }

    /// Whether the column was one of 36 characters.
    private mutating func makeUUID(_ column: String, of table: String) -> Bool {
        guard let place = self[table]?.columns.firstIndex(where: { $0.name == column }),
            self[table]?.columns[place].type == .char(36)
        else { return false }
        self[table]?.columns[place].type = .uuid
        return true
    }
}

/// The models' names, each of one table.
struct ModelNames {
    private var byTable: [String: String] = [:]
    private var models: Set<String> = []

    /// The names of tables and of their keys, which nothing else may have. Case makes no other name.
    private(set) var taken: Set<String> = []
    private var tables: Set<String> = []

    /// Gives the table's model a name that no other has: `order_items` is `OrderItems`. Tables that have a name, or a
    /// column, that models cannot have get none; nor does the second of two whose names differ in case alone.
    mutating func add(_ found: Table) {
        let table = found.name
        let mistakes = ([table] + found.columns.map(\.name)).compactMap(nameMistake)
        guard mistakes.isEmpty, tables.insert(table.lowercased()).inserted else { return }
        var name = table.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        if name.first?.isLetter != true { name = "T" + name }
        var candidate = name
        var number = 2
        while !models.insert(candidate.lowercased()).inserted {
            candidate = "\(name)_\(number)"
            number += 1
        }
        byTable[table] = candidate
        taken.formUnion([table.lowercased(), DerivedName.primaryKey(table).lowercased()])
    }

    /// Nil where the table's name is none that a model can have.
    subscript(table: String) -> String? { byTable[table] }
}

/// Words as a string literal of the language.
func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\": result += "\\\(scalar)"
        case "\n": result += "\\n"
        case "\r": result += "\\r"
        case "\t": result += "\\t"
        case _ where scalar.value < 0x20 || scalar.value == 0x7F:
            result += "\\u{\(String(scalar.value, radix: 16))}"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}
