import Raido

// Each type's arguments, with their labels, in the order of its initialiser or case. What may be left out has the value
// that it then has.

extension Migration: VocabularyStruct {
    static let path = ["Migration"]

    init(_ a: inout ArgumentReader) throws(SwiftMistake) {
        self.init(id: try a.next("id"), batch: try a.next("batch"), changes: try a.next("changes"))
    }
}

extension RawSQL: VocabularyStruct {
    static let path = ["RawSQL"]

    init(_ a: inout ArgumentReader) throws(SwiftMistake) {
        self.init(up: try a.next("up"), down: try a.optional("down"), effect: try a.next("effect", or: []))
    }
}

extension Table: VocabularyStruct {
    static let path = ["Table"]

    init(_ a: inout ArgumentReader) throws(SwiftMistake) {
        self.init(
            try a.name(), columns: try a.parts("columns"), primaryKey: try a.next("primaryKey", or: []),
            uniques: try a.parts("uniques", or: []), indexes: try a.parts("indexes", or: []),
            foreignKeys: try a.parts("foreignKeys", or: []), checks: try a.parts("checks", or: []),
            enums: try a.parts("enums", or: []), comment: try a.optional("comment"))
    }
}

extension Column: VocabularyStruct {
    static let path = ["Column"]

    init(_ a: inout ArgumentReader) throws(SwiftMistake) {
        self.init(
            try a.next(), try a.next(), nullable: try a.next("nullable", or: false),
            identity: try a.next("identity", or: false), default: try a.optional("default"),
            setOnUpdate: try a.next("setOnUpdate", or: false), generated: try a.optional("generated"),
            collation: try a.optional("collation"), comment: try a.optional("comment"),
            nativeTypes: try a.next("nativeTypes", or: [:]))
    }
}

extension EnumType: VocabularyStruct {
    static let path = ["EnumType"]

    init(_ a: inout ArgumentReader) throws(SwiftMistake) {
        self.init(try a.next(), storage: try a.next("storage", or: .text), try a.next())
    }
}

extension UniqueConstraint: VocabularyStruct {
    static let path = ["UniqueConstraint"]

    init(_ a: inout ArgumentReader) throws(SwiftMistake) { self.init(try a.next(), try a.next()) }
}

extension CheckConstraint: VocabularyStruct {
    static let path = ["CheckConstraint"]

    init(_ a: inout ArgumentReader) throws(SwiftMistake) { self.init(try a.next(), try a.next()) }
}

extension ForeignKey: VocabularyStruct {
    static let path = ["ForeignKey"]

    init(_ a: inout ArgumentReader) throws(SwiftMistake) {
        self.init(
            try a.next(), try a.next(), references: try a.next("references"), try a.next(),
            onDelete: try a.next("onDelete", or: .noAction), onUpdate: try a.next("onUpdate", or: .noAction))
    }
}

extension Index: VocabularyStruct {
    static let path = ["Index"]

    init(_ a: inout ArgumentReader) throws(SwiftMistake) {
        self.init(
            try a.next(), try a.next(), unique: try a.next("unique", or: false),
            where: try a.optional("where"), using: try a.optional("using"))
    }
}

extension SQLFragment: VocabularyType {
    static let path = ["SQLFragment"]
    static var kind: String { "a string, or '.sql(…)' with one for each engine" }

    init(reading literal: SwiftLiteral) throws(SwiftMistake) {
        switch literal.content {
        case .string(let text): self.init(text)
        case .call(let path, _), .name(let path):
            let member = try Self.member(of: path, literal)
            var a = ArgumentReader(of: path.text, literal)
            switch member {
            case ["sql"]:
                self = .sql(
                    try a.optional(), sqlite: try a.optional("sqlite"),
                    postgresql: try a.optional("postgresql"), mysql: try a.optional("mysql"),
                    mariadb: try a.optional("mariadb"))
            case ["init"] where a.isNext("stringLiteral"): self.init(stringLiteral: try a.next("stringLiteral"))
            case ["init"]: self.init(try a.next(), overrides: try a.next("overrides", or: [:]))
            case _: throw Self.unknown(member, known: ["sql", "init"], literal)
            }
            try a.finish()
        case .integer, .float, .boolean, .null, .array, .dictionary: throw Self.mismatch(literal)
        }
    }
}
