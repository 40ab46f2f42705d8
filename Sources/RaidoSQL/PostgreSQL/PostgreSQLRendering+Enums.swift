import Raido

/// What a type is called while the one that takes its name and its place is there beside it.
package func formerEnumType(_ name: String) -> String { DerivedName.fit("__raido_\(name)") }

/// An enum of a table.
struct EnumPlace: Hashable {
    var name: String
    var table: String
}

extension Change {
    /// The enum whose values the change is about.
    var enumValues: EnumPlace? {
        switch self {
        case .addEnumValue(_, let type, let table, _), .dropEnumValue(_, let type, let table, _, _),
            .renameEnumValue(_, _, let type, let table), .renumberEnumValue(_, _, _, let type, let table),
            .reorderEnum(let type, _, _, let table):
            EnumPlace(name: type, table: table)
        case .createTable, .dropTable, .renameTable, .changeTableComment, .adoptTable, .releaseTable, .addColumn,
            .dropColumn, .renameColumn, .alterColumn, .changePrimaryKey, .addUnique, .dropUnique, .changeUnique,
            .renameUnique, .addIndex, .dropIndex, .changeIndex, .renameIndex, .addForeignKey, .dropForeignKey,
            .changeForeignKey, .renameForeignKey, .addCheck, .dropCheck, .changeCheck, .renameCheck, .createEnum,
            .dropEnum, .renameEnum, .sql:
            nil
        }
    }
}

extension PostgreSQLRendering {
    /// Makes changes of one enum's values that are together.
    ///
    /// `ALTER TYPE … ADD VALUE` is fast, but a value that it added cannot be used before the transaction ends (manual,
    /// `ALTER TYPE`, Notes). So where the same migration may use it, and where a value goes or the order changes, the
    /// type is rebuilt, and its columns with it, which rewrites the table once.
    mutating func changeValues(
        of place: EnumPlace, by changes: ArraySlice<Change>, from before: Schema, to after: Schema
    ) throws(UnsupportedChange) {
        guard let table = before[place.table], let changed = after[place.table],
            let old = table.enumType(place.name), let new = changed.enumType(place.name)
        else { return }
        guard new.storesText else {
            // Values before it in the group may have got their names just now.
            var schema = before
            for change in changes {
                if case .dropEnumValue(.number(let former, _), _, _, _, let replacement?) = change,
                    let number = schema[place.table]?.enumType(place.name)?.number(of: replacement)
                {
                    replace(former, by: number, of: place, in: table)
                }
                schema = try fitting { () throws(SchemaMismatch) in try schema.applying([change]) }
            }
            try renumber(from: table, to: changed, place)
            return
        }
        let mapping = changes.valueMap(of: old, to: new, in: table.name)
        if changes.canAlterType, !mayUseLater(place, changes) {
            for change in changes { alterType(place, by: change) }
        } else if old != new {
            try makeAgain(old, as: new, mapping: mapping, in: table)
        }
        rewrite(mapping.filter { new.identities.containsExactly($0.value) }, of: place, in: table)
    }

    /// Writes values in rows that hold them as texts of another type, to which settings map the enum.
    private mutating func rewrite(_ mapping: [String: String], of place: EnumPlace, in table: Table) {
        guard !mapping.isEmpty else { return }
        let cases = mapping.sorted { $0.key < $1.key }.map { "WHEN \(literal($0.key)) THEN \(literal($0.value))" }
        let old = mapping.keys.sorted().map { literal($0) }.joined(separator: ", ")
        for column in table.columns where column.type == .enumeration(place.name) && column.generated == nil {
            guard column.nativeTypes[.postgresql] != nil else { continue }
            let name = quote(column.name)
            run(
                "UPDATE \(quote(table.name)) SET \(name) = CASE \(name)::text \(cases.joined(separator: " ")) END "
                    + "WHERE \(name)::text IN (\(old))",
                for: "replace values of '\(table.name).\(column.name)'")
        }
    }

    /// Whether a value that these changes add may be used before the migration ends.
    private func mayUseLater(_ place: EnumPlace, _ changes: ArraySlice<Change>) -> Bool {
        let adds = changes.contains { if case .addEnumValue = $0 { true } else { false } }
        guard adds else { return false }
        return rest.contains { $0.mayUse(place) }
            || suspended.contains { $0.table == place.table && $0.isExpression }
    }

    private mutating func alterType(_ place: EnumPlace, by change: Change) {
        let type = "ALTER TYPE \(quote(DerivedName.enumType(place.table, place.name)))"
        if case .addEnumValue(let value, _, _, let next) = change {
            let position = next.map { " BEFORE \(literal($0))" } ?? ""
            run(
                "\(type) ADD VALUE \(literal(value.identity))\(position)",
                for: "add value '\(value.identity)' to enum '\(place.name)' of '\(place.table)'")
            return
        }
        guard case .renameEnumValue(let old, let new, _, _) = change else {
            preconditionFailure("not a change that ALTER TYPE makes")
        }
        run(
            "\(type) RENAME VALUE \(literal(old)) TO \(literal(new))",
            for: "rename value '\(old)' of enum '\(place.name)' of '\(place.table)' to '\(new)'")
    }

    private mutating func makeAgain(
        _ old: EnumType, as new: EnumType, mapping: [String: String], in table: Table
    ) throws(UnsupportedChange) {
        let purpose = "change enum '\(new.name)' of '\(table.name)'"
        let name = DerivedName.enumType(table.name, new.name)
        let former = formerEnumType(name)
        let users = table.columns.filter {
            $0.type == .enumeration(new.name) && $0.nativeTypes[.postgresql] == nil
                && !suspended.contains(.generated($0.name, table.name))
        }
        for column in users {
            if column.defaultValue != nil { suspend(.columnDefault(column.name, table.name)) }
            suspendParts(over: column.name, of: table, all: false)
        }
        try suspendGenerated(from: users, in: table)
        run("ALTER TYPE \(quote(name)) RENAME TO \(quote(former))", for: purpose)
        add([dialect.statement(creating: new, of: table.name)])
        let cases = mapping.sorted { $0.key < $1.key }.map { "WHEN \(literal($0.key)) THEN \(literal($0.value))" }
        let clauses = users.map { column in
            let text = "\(quote(column.name))::text"
            let value = cases.isEmpty ? text : "(CASE \(text) \(cases.joined(separator: " ")) ELSE \(text) END)"
            return "ALTER COLUMN \(quote(column.name)) TYPE \(quote(name)) USING \(value)::\(quote(name))"
        }
        alterTable(table.name, clauses, for: purpose)
        run("DROP TYPE \(quote(former))", for: purpose, replacing: .enumType(new.name, table: table.name))
    }

    /// Writes another number in rows that hold one that goes.
    private mutating func replace(_ former: Int64, by number: Int64, of place: EnumPlace, in table: Table) {
        for column in table.columns where column.type == .enumeration(place.name) && column.generated == nil {
            let name = quote(column.name)
            run(
                "UPDATE \(quote(table.name)) SET \(name) = \(number) WHERE \(name) = \(former)",
                for: "replace a value of '\(table.name).\(column.name)'")
        }
    }

    /// Numbers are not part of the database, but a default that was given by name is another number now.
    private mutating func renumber(from table: Table, to changed: Table, _ place: EnumPlace) throws(UnsupportedChange) {
        for (old, new) in zip(table.columns, changed.columns) where new.type == .enumeration(place.name) {
            guard let oldValue = old.defaultValue, let newValue = new.defaultValue else { continue }
            let text = try dialect.expression(newValue, for: new, in: changed)
            guard try dialect.expression(oldValue, for: old, in: table) != text else { continue }
            alterTable(
                place.table, ["ALTER COLUMN \(quote(new.name)) SET DEFAULT \(text)"],
                for: "set the default of '\(place.table).\(new.name)'")
        }
    }
}

extension ArraySlice<Change> {
    /// Whether `ALTER TYPE` makes all of them, and none needs a value that another one of them added.
    fileprivate var canAlterType: Bool {
        var added: Set<String> = []
        for change in self {
            if case .addEnumValue(let value, _, _, _) = change {
                added.insert(value.identity)
            } else if case .renameEnumValue(let old, _, _, _) = change, !added.contains(old) {
                continue
            } else {
                return false
            }
        }
        return true
    }

    /// What stored values become where they do not stay as they are. A value that is gone without a replacement
    /// becomes one that the new type does not have, so that rows that hold it stop the migration.
    fileprivate func valueMap(of old: EnumType, to new: EnumType, in table: String) -> [String: String] {
        let lineage = Lineage(ofNames: Array(self))
        let pairs = old.identities.map { value in
            switch lineage.fate(of: .enumValue(value, enumType: old.name, table: table)) {
            case .kept(let present), .replaced(by: let present): (value, present.name)
            case .dropped: (value, new.identities.contains(value) ? "\(value) (removed)" : value)
            }
        }
        return Dictionary(pairs.filter { !$0.0.isExactly($0.1) }) { first, _ in first }
    }
}

extension Change {
    /// Whether the change may use a value that was just added to the enum.
    fileprivate func mayUse(_ place: EnumPlace) -> Bool {
        if case .sql = self { return true }
        guard table == place.table else { return false }
        switch self {
        case .addColumn(let column, _, _), .alterColumn(_, _, let column, _, _):
            return column.type == .enumeration(place.name) || column.generated != nil
        case .addCheck, .changeCheck: return true
        case .addIndex(let index, _), .changeIndex(_, _, let index):
            return index.hasExpression
        case .addEnumValue, .dropEnumValue, .renameEnumValue, .renumberEnumValue, .reorderEnum:
            return enumValues == place
        case .createTable, .dropTable, .renameTable, .changeTableComment, .adoptTable, .releaseTable, .dropColumn,
            .renameColumn, .changePrimaryKey, .addUnique, .dropUnique, .changeUnique, .renameUnique, .dropIndex,
            .renameIndex, .addForeignKey, .dropForeignKey, .changeForeignKey, .renameForeignKey, .dropCheck,
            .renameCheck, .createEnum, .dropEnum, .renameEnum, .sql:
            return false
        }
    }
}
