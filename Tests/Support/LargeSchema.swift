package import Raido

extension Schema {
    /// So many tables as a large project has them: each refers to two others, has indexes, an enum, a check and a column
    /// that an update sets.
    package init(large count: Int) {
        self.init((0..<count).map { Table(large: $0) })
    }
}

extension Table {
    fileprivate init(large number: Int) {
        let name = "table_\(number)"
        let columns = [
            Column("id", .bigInteger, identity: true), Column("title", .varchar(200)),
            Column("status", .enumeration("Status"), default: .string("draft")),
            Column("views", .bigInteger, default: .integer(0)), Column("parent_id", .bigInteger),
            Column("owner_id", .bigInteger, nullable: true), Column("created_at", .timestamp, default: .now),
            Column("updated_at", .timestamp, default: .now, setOnUpdate: true),
        ]
        func key(_ column: String, to target: Int) -> ForeignKey {
            ForeignKey("fk_\(name)_\(column)", [column], references: "table_\(target)", ["id"], onDelete: .cascade)
        }
        self.init(
            name, columns: columns, primaryKey: ["id"],
            uniques: [UniqueConstraint("uq_\(name)_title", ["title"])],
            indexes: [Index("idx_\(name)_status", [.ascending("status"), .descending("views")])],
            foreignKeys: number == 0
                ? [] : [key("parent_id", to: number / 2), key("owner_id", to: number * 7919 % number)],
            checks: [CheckConstraint("ck_\(name)_views", "views >= 0")],
            enums: [EnumType("Status", ["draft", "published"].map(EnumValue.text))])
    }
}

extension Schema {
    /// The same tables, each `step`th with a column more.
    package func growing(every step: Int) -> Schema {
        var result = self
        for number in stride(from: 0, to: tables.count, by: step) {
            guard var table = self["table_\(number)"] else { continue }
            table.columns.append(Column("note", .varchar(40), nullable: true))
            result[table.name] = table
        }
        return result
    }

    /// The same tables, each `step`th with a check more, for which SQLite makes the table anew.
    package func checking(every step: Int) -> Schema {
        var result = self
        for number in stride(from: 0, to: tables.count, by: step) {
            guard var table = self["table_\(number)"] else { continue }
            table.checks.append(CheckConstraint("ck_\(table.name)_id", "id > -10"))
            result[table.name] = table
        }
        return result
    }
}
