package import Raido

/// One thing that is not the same in two schemas, each side in words; nil where a side does not have it.
package struct SchemaDifference: Hashable, Sendable {
    package var element: SchemaElement
    package var expected: String?
    package var found: String?

    package init(element: SchemaElement, expected: String?, found: String?) {
        self.element = element
        self.expected = expected
        self.found = found
    }
}

/// All that differs between two schemas, by the names of tables.
package func differences(expected: Schema, found: Schema) -> [SchemaDifference] {
    var result: [SchemaDifference] = []
    for table in expected.tables {
        if let other = found[table.name] {
            result += differences(expected: table, found: other)
        } else {
            result.append(SchemaDifference(element: .table(table.name), expected: table.summary, found: nil))
        }
    }
    for table in found.tables where expected[table.name] == nil {
        result.append(SchemaDifference(element: .table(table.name), expected: nil, found: table.summary))
    }
    return result
}

private func differences(expected: Table, found: Table) -> [SchemaDifference] {
    var result: [SchemaDifference] = []
    if !expected.comment.isExactly(found.comment) {
        result.append(
            SchemaDifference(
                element: .table(expected.name), expected: "comment \(expected.comment.shown)",
                found: "comment \(found.comment.shown)"))
    }
    if expected.primaryKey != found.primaryKey {
        result.append(
            SchemaDifference(
                element: .primaryKey(table: expected.name), expected: expected.primaryKey.keyOrNone,
                found: found.primaryKey.keyOrNone))
    }
    func compare<Part: TablePart>(_ path: KeyPath<Table, [Part]>, _ words: (Part) -> String) {
        let (left, right) = (expected[keyPath: path], found[keyPath: path])
        for part in left {
            let other = right.first { $0.name == part.name }
            guard other != part else { continue }
            result.append(
                SchemaDifference(
                    element: Part.element(part.name, table: expected.name), expected: words(part),
                    found: other.map(words)))
        }
        for part in right where !left.contains(where: { $0.name == part.name }) {
            result.append(
                SchemaDifference(
                    element: Part.element(part.name, table: expected.name), expected: nil, found: words(part)))
        }
    }
    compare(\.columns) { $0.words }
    compare(\.enums) { $0.words }
    compare(\.uniques) { $0.words.long }
    compare(\.indexes) { $0.words.long }
    compare(\.foreignKeys) { $0.words.long }
    compare(\.checks) { $0.words.long }
    return result
}

extension Table {
    fileprivate var summary: String { "columns \(columns.map(\.name).keyWords)" }
}

extension [String] {
    fileprivate var keyOrNone: String { isEmpty ? "none" : keyWords }
}
