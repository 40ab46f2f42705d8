import Raido
import RaidoSQL

extension MySQLDatabase {
    /// What a column has that the migrations do not know of, where the work writes the column again: `MODIFY` loses
    /// everything that it does not repeat, without a word (MySQL manual, "ALTER TABLE"). The server may keep the names
    /// of tables in small letters.
    func lostOptions(in work: Work) throws(StepFailure) -> StepFailure? {
        let modified = work.modifiedColumns
        guard !modified.isEmpty, let after = try? work.schema.applying(work.changes) else { return nil }
        let found = try inspection().schema
        let collations = try asking("read the collations of columns") { () throws(DatabaseError) in
            try columnCollations()
        }
        let (seenTo, names) = (work.namesInRawSQL, LostNames(work.changes))
        for column in modified {
            let (table, name) = column.former
            let written = found[table] == nil ? table.lowercased() : table
            guard let there = found[written]?.column(name), let known = work.schema[table],
                let present = names.present(table, name), let wanted = after[present.table],
                !seenTo.contains(where: { $0.isSuperset(of: [column.table.lowercased(), column.column.lowercased()]) })
            else { continue }
            // Of a column that is written several times: what one of the statements says is meant.
            let told = Set(modified.filter { $0.former == column.former }.flatMap(\.lowercasedWords))
            var lost = lostOptions(
                of: there, known.column(name, asToldBy: engine), wanted.column(present.column, asToldBy: engine), told)
            if let (own, usual) = collations[[written, name]], !told.contains(own.lowercased()),
                let former = known.collation(of: name, usual, engine), former != own,
                let latter = wanted.collation(of: present.column, usual, engine), latter != own
            {
                lost.append("CHARACTER SET \(own.prefix { $0 != "_" }) COLLATE \(own)")
            }
            if !lost.isEmpty { return .unknownOptions(lost, of: .column(name, table: table)) }
        }
        return nil
    }

    private func lostOptions(of there: Column, _ known: Column?, _ wanted: Column?, _ told: Set<String>) -> [String] {
        guard let known, let wanted, wanted.generated == nil else { return [] }
        var lost: [String] = []
        if there.isIdentity, !known.isIdentity, !told.contains("auto_increment") { lost.append("AUTO_INCREMENT") }
        if there.isSetOnUpdate, !known.isSetOnUpdate, !wanted.isSetOnUpdate, !told.contains("update") {
            lost.append("ON UPDATE CURRENT_TIMESTAMP")
        }
        if there.defaultValue != nil, known.defaultValue == nil, !told.contains("default") { lost.append("DEFAULT") }
        return lost
    }

    /// The collation of each column that has one, and that of its table, by the names of both.
    private func columnCollations() throws(DatabaseError) -> [[String]: (own: String, ofTable: String)] {
        var collations: [[String]: (own: String, ofTable: String)] = [:]
        let rows = try connection.rows(
            """
            SELECT c.table_name, c.column_name, c.collation_name, t.table_collation
            FROM information_schema.columns AS c JOIN information_schema.tables AS t
            ON t.table_schema = c.table_schema AND t.table_name = c.table_name
            WHERE c.table_schema = DATABASE() AND c.collation_name IS NOT NULL
            """)
        for row in rows {
            guard let table = row[0].text, let column = row[1].text, let own = row[2].text else { continue }
            collations[[table, column]] = (own, row[3].text ?? "")
        }
        return collations
    }
}

extension Work {
    /// The names in each of the user's own statements, in lower case.
    fileprivate var namesInRawSQL: [Set<String>] {
        steps.compactMap { step in
            guard case .statement(let statement) = step, statement.origin == .raw else { return nil }
            return Set(SQLPieces(statement.text, for: .mysql).compactMap { $0.token?.identifier?.lowercased() })
        }
    }
}

extension Work.ModifiedColumn {
    fileprivate var lowercasedWords: [String] { words.compactMap { $0.identifier?.lowercased() } }
}

extension Table {
    fileprivate func column(_ name: String, asToldBy engine: Engine) -> Column? {
        RaidoSQL.normalised(Schema([self]), for: engine)[self.name]?.column(name)
    }

    fileprivate func collation(of column: String, _ usual: String, _ engine: Engine) -> String? {
        self.column(column).flatMap { mysqlCollation(of: $0, in: self, where: usual, engine) }
    }
}
