extension Table {
    /// Makes a change that concerns this table alone.
    mutating func apply(_ change: Change) throws(SchemaMismatch) {
        switch change {
        case .changeTableComment(_, let old, let new):
            try expect(.table(name), old.quoted, found: comment.quoted)
            comment = new

        case .addColumn(let column, _, _): try add(column)
        case .dropColumn(let column, _): try drop(column)
        case .alterColumn(_, let old, let new, _, _): try alter(old, to: new)

        case .changePrimaryKey(_, let old, let new):
            try expect(.primaryKey(table: name), old.listed, found: primaryKey.listed)
            try expectColumns(new)
            primaryKey = new

        case .addUnique(let unique, _):
            try expectColumns(unique.columns)
            try uniques.add(unique, in: name)
        case .dropUnique(let unique, _): try uniques.drop(unique, in: name)
        case .changeUnique(_, let old, let new):
            try expectColumns(new.columns)
            try uniques.change(old, to: new, in: name)
        case .renameUnique(let old, let new, _):
            try uniques.rename(old, to: new, in: name)

        case .addIndex(let index, _):
            try expectColumns(index.parts.compactMap(\.column))
            try indexes.add(index, in: name)
        case .dropIndex(let index, _): try indexes.drop(index, in: name)
        case .changeIndex(_, let old, let new):
            try expectColumns(new.parts.compactMap(\.column))
            try indexes.change(old, to: new, in: name)
        case .renameIndex(let old, let new, _):
            try indexes.rename(old, to: new, in: name)

        case .addForeignKey(let key, _):
            try expectColumns(key.columns)
            try foreignKeys.add(key, in: name)
        case .dropForeignKey(let key, _):
            try foreignKeys.drop(key, in: name)
        case .changeForeignKey(_, let old, let new):
            try expectColumns(new.columns)
            try foreignKeys.change(old, to: new, in: name)
        case .renameForeignKey(let old, let new, _):
            try foreignKeys.rename(old, to: new, in: name)

        case .addCheck(let check, _): try checks.add(check, in: name)
        case .dropCheck(let check, _): try checks.drop(check, in: name)
        case .changeCheck(_, let old, let new):
            try checks.change(old, to: new, in: name)
        case .renameCheck(let old, let new, _):
            try checks.rename(old, to: new, in: name)

        case .createEnum(let type, _): try enums.add(type, in: name)
        case .dropEnum(let type, _):
            if let user = columns.first(where: { $0.type == .enumeration(type.name) }) {
                throw .inUse(.enumType(type.name, table: name), by: .column(user.name, table: name))
            }
            try enums.drop(type, in: name)
        case .renameEnum(let old, let new, _):
            try enums.rename(old, to: new, in: name)
            mapColumns { if $0.type == .enumeration(old) { $0.type = .enumeration(new) } }
        case .addEnumValue(_, let type, _, _), .dropEnumValue(_, let type, _, _, _),
            .renameEnumValue(_, _, let type, _),
            .renumberEnumValue(_, _, _, let type, _), .reorderEnum(let type, _, _, _):
            try alterEnum(type, by: change)

        case .createTable, .dropTable, .adoptTable, .releaseTable, .renameTable, .renameColumn, .sql:
            preconditionFailure("a change of the whole schema reached one table")
        }
    }

    func expect(_ element: SchemaElement, _ expected: String, found: String) throws(SchemaMismatch) {
        guard expected.isExactly(found) else { throw .differs(element, expected: expected, found: found) }
    }

    func expectColumns(_ names: [String]) throws(SchemaMismatch) {
        for column in names where self.column(column) == nil { throw .missing(.column(column, table: name)) }
    }

    mutating func mapColumns(_ transform: (inout Column) -> Void) {
        for place in columns.indices { transform(&columns[place]) }
    }
}

extension [String] {
    var listed: String { "(" + joined(separator: ", ") + ")" }
}

extension String? {
    var quoted: String { map { "'\($0)'" } ?? "none" }
}
