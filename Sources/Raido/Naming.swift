/// The names of constraints and indexes that nobody named.
///
/// PostgreSQL cuts identifiers at 63 bytes without an error (manual, 4.1.1), so longer names are cut here, and end in
/// a hash of the whole name that is the same on every machine.
package enum DerivedName {
    package static let greatestLength = 63

    package static func primaryKey(_ table: String) -> String { fit("pk_\(table)") }

    package static func unique(_ table: String, _ columns: [String]) -> String { join("uq", table, columns) }

    package static func index(_ table: String, _ parts: [Index.Part]) -> String {
        join("idx", table, parts.map { $0.column ?? "expr" })
    }

    package static func foreignKey(_ table: String, _ columns: [String]) -> String { join("fk", table, columns) }

    package static func check(_ table: String, _ name: String) -> String { join("ck", table, [name]) }

    /// The name of an enum's native type in PostgreSQL.
    package static func enumType(_ table: String, _ name: String) -> String { fit("\(table)_\(snakeCase(name))") }

    /// The trigger that sets a column when its row changes.
    package static func updateTrigger(_ table: String, _ column: String) -> String { join("tr", table, [column]) }

    private static func join(_ prefix: String, _ table: String, _ rest: [String]) -> String {
        fit("\(prefix)_\(table)_\(rest.joined(separator: "_"))")
    }

    /// The name itself, or its beginning with a hash of the whole where it is longer than 63 bytes.
    package static func fit(_ name: String) -> String {
        guard name.utf8.count > greatestLength else { return name }
        var beginning = ""
        for character in name {
            guard beginning.utf8.count + character.utf8.count <= greatestLength - 9 else { break }
            beginning.append(character)
        }
        return beginning + "_" + FNV1a.hexadecimal(FNV1a.hash32(name.utf8), digits: 8)
    }
}

/// `OrderItem` as `order_item`, `HTTPServer` as `http_server`.
package func snakeCase(_ name: String) -> String {
    var result = ""
    let characters = Array(name)
    for (place, character) in characters.enumerated() {
        if character.isUppercase, place > 0, characters[place - 1] != "_" {
            let afterLower = !characters[place - 1].isUppercase
            let beforeLower = place + 1 < characters.count && characters[place + 1].isLowercase
            if afterLower || beforeLower { result.append("_") }
        }
        result += character.lowercased()
    }
    return result
}
