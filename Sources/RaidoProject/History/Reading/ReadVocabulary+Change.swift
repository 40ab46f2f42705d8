import Raido

extension Change: VocabularyEnum {
    static let path = ["Change"]

    init(_ name: Name, _ a: inout ArgumentReader) throws(SwiftMistake) {
        self =
            switch name {
            case .createTable: .createTable(try a.next())
            case .dropTable: .dropTable(try a.next())
            case .adoptTable: .adoptTable(try a.next())
            case .releaseTable: .releaseTable(try a.next())
            case .renameTable: .renameTable(try a.next(), to: try a.next("to"))
            case .changeTableComment:
                .changeTableComment(of: try a.next("of"), from: try a.next("from"), to: try a.next("to"))

            case .addColumn: .addColumn(try a.next(), to: try a.next("to"), fill: try a.optional("fill"))
            case .dropColumn: .dropColumn(try a.next(), from: try a.next("from"))
            case .renameColumn: .renameColumn(try a.next(), to: try a.next("to"), in: try a.next("in"))
            case .alterColumn:
                .alterColumn(
                    in: try a.next("in"), from: try a.next("from"), to: try a.next("to"),
                    using: try a.optional("using"), fill: try a.optional("fill"))

            case .changePrimaryKey:
                .changePrimaryKey(of: try a.next("of"), from: try a.next("from"), to: try a.next("to"))
            case .addUnique: .addUnique(try a.next(), to: try a.next("to"))
            case .dropUnique: .dropUnique(try a.next(), from: try a.next("from"))
            case .changeUnique: .changeUnique(in: try a.next("in"), from: try a.next("from"), to: try a.next("to"))
            case .renameUnique: .renameUnique(try a.next(), to: try a.next("to"), in: try a.next("in"))

            case .addIndex: .addIndex(try a.next(), to: try a.next("to"))
            case .dropIndex: .dropIndex(try a.next(), from: try a.next("from"))
            case .changeIndex: .changeIndex(in: try a.next("in"), from: try a.next("from"), to: try a.next("to"))
            case .renameIndex: .renameIndex(try a.next(), to: try a.next("to"), in: try a.next("in"))

            case .addForeignKey: .addForeignKey(try a.next(), to: try a.next("to"))
            case .dropForeignKey: .dropForeignKey(try a.next(), from: try a.next("from"))
            case .changeForeignKey:
                .changeForeignKey(in: try a.next("in"), from: try a.next("from"), to: try a.next("to"))
            case .renameForeignKey: .renameForeignKey(try a.next(), to: try a.next("to"), in: try a.next("in"))

            case .addCheck: .addCheck(try a.next(), to: try a.next("to"))
            case .dropCheck: .dropCheck(try a.next(), from: try a.next("from"))
            case .changeCheck: .changeCheck(in: try a.next("in"), from: try a.next("from"), to: try a.next("to"))
            case .renameCheck: .renameCheck(try a.next(), to: try a.next("to"), in: try a.next("in"))

            case .createEnum: .createEnum(try a.next(), in: try a.next("in"))
            case .dropEnum: .dropEnum(try a.next(), from: try a.next("from"))
            case .renameEnum: .renameEnum(try a.next(), to: try a.next("to"), in: try a.next("in"))
            case .addEnumValue:
                .addEnumValue(
                    try a.next(), to: try a.next("to"), in: try a.next("in"), before: try a.optional("before"))
            case .dropEnumValue:
                .dropEnumValue(
                    try a.next(), from: try a.next("from"), in: try a.next("in"),
                    before: try a.optional("before"),
                    replacement: try a.optional("replacement"))
            case .renameEnumValue:
                .renameEnumValue(try a.next(), to: try a.next("to"), of: try a.next("of"), in: try a.next("in"))
            case .renumberEnumValue:
                .renumberEnumValue(
                    try a.next(), from: try a.next("from"), to: try a.next("to"), of: try a.next("of"),
                    in: try a.next("in"))
            case .reorderEnum:
                .reorderEnum(try a.next(), from: try a.next("from"), to: try a.next("to"), in: try a.next("in"))

            case .sql: .sql(try a.next())
            }
    }
}
