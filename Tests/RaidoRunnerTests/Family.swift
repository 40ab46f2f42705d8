#if SQLite
    import Raido

    extension Workbench {
        /// A column of `parents`.
        static let parentName = Column("name", .varchar(20), default: .string("?"))
        static let longParentName = Column("name", .text, default: .string("!"))
        static let rebuildOfParents: [Change] = [.alterColumn(in: "parents", from: parentName, to: longParentName)]

        /// Two parents, and three children that are deleted with them.
        static func family() throws -> Workbench {
            let children = table(
                "children", Column("parent_id", .bigInteger),
                foreignKeys: [
                    ForeignKey(
                        "fk_children_parent_id", ["parent_id"], references: "parents", ["id"], onDelete: .cascade)
                ])
            let bench = try Workbench(table("parents", parentName), children)
            try bench.run("INSERT INTO parents (name) VALUES ('a'), ('b')")
            try bench.run("INSERT INTO children (parent_id) VALUES (1), (1), (2)")
            return bench
        }
    }
#endif
