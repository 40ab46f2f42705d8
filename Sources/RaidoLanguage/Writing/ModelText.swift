package import Raido

/// A schema as `model!` blocks that read back to it, one after the other by the names of tables.
///
/// What the language has no words for stands in comments, so that it is not lost unseen.
package func modelText(of schema: Schema) -> String {
    var names = ModelNames()
    for table in schema.tables { names.add(table.name) }
    return schema.tables.map { table in
        var writer = ModelWriter(table: table, names: names)
        return writer.text()
    }.joined(separator: "\n")
}

/// The models' names, each of one table.
struct ModelNames {
    private var byTable: [String: String] = [:]
    private var taken: Set<String> = []

    /// Gives the table's model a name that no other has: `order_items` is `OrderItems`.
    mutating func add(_ table: String) {
        guard nameMistake(table) == nil else { return }
        var name = table.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        if name.first?.isLetter != true { name = "T" + name }
        var candidate = name
        var number = 2
        while !taken.insert(candidate.lowercased()).inserted {
            candidate = "\(name)_\(number)"
            number += 1
        }
        byTable[table] = candidate
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
