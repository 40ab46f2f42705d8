import Raido

/// A type of the vocabulary.
protocol VocabularyType: LiteralReadable {
    /// Its name in the module, with the types that it is nested in.
    static var path: [String] { get }
}

extension VocabularyType {
    static var kind: String { "'\(path.joined(separator: "."))'" }

    /// What follows the type's name in a path, or all of an implicit one: `["init"]` of `.init` and of `Column`.
    static func member(of path: SwiftPath, _ literal: SwiftLiteral) throws(SwiftMistake) -> [String] {
        if path.isImplicit { return path.names }
        var names = path.names[...]
        if names.count > 1, names.first == "Raido" { names.removeFirst() }
        guard names.starts(with: Self.path) else { throw foreign(names, literal) }
        let member = Array(names.dropFirst(Self.path.count))
        if !member.isEmpty { return member }
        guard case .call = literal.content else { throw .code(literal.kind, from: literal.start, to: literal.end) }
        return ["init"]
    }

    private static func foreign(_ names: ArraySlice<String>, _ literal: SwiftLiteral) -> SwiftMistake {
        let known = vocabulary.map { $0.path.joined(separator: ".") }
        if vocabulary.contains(where: { names.starts(with: $0.path) }) { return mismatch(literal) }
        let name = names.first ?? ""
        return SwiftMistake(.unknownType(name, known: known), from: literal.start, to: literal.start + name.utf8.count)
    }

    /// - Parameter known: The members that the type has.
    static func unknown(_ member: [String], known: [String], _ literal: SwiftLiteral) -> SwiftMistake {
        let name = member.joined(separator: ".")
        let owner = path.joined(separator: ".")
        let nameEnd: Int
        switch literal.content {
        case .name: nameEnd = literal.end
        case .call(_, let arguments): nameEnd = arguments.first?.start ?? literal.end
        case .string, .integer, .float, .boolean, .null, .array, .dictionary: nameEnd = literal.end
        }
        return SwiftMistake(.unknownMember(name, of: owner, known: known), from: literal.start, to: nameEnd)
    }
}

/// A type with an initialiser: `Column(…)`, `.init(…)`.
protocol VocabularyStruct: VocabularyType {
    init(_ arguments: inout ArgumentReader) throws(SwiftMistake)
}

extension VocabularyStruct {
    init(reading literal: SwiftLiteral) throws(SwiftMistake) {
        switch literal.content {
        case .call(let path, _), .name(let path):
            let member = try Self.member(of: path, literal)
            guard member == ["init"] else { throw Self.unknown(member, known: ["init"], literal) }
            var arguments = ArgumentReader(of: Self.path.joined(separator: "."), literal)
            self = try Self(&arguments)
            try arguments.finish()
        case .string, .integer, .float, .boolean, .null, .array, .dictionary: throw Self.mismatch(literal)
        }
    }
}

/// A type with cases: `.addColumn(…)`, `.text`.
protocol VocabularyEnum: VocabularyType {
    associatedtype Name: CaseIterable & RawRepresentable<String>

    init(_ name: Name, _ arguments: inout ArgumentReader) throws(SwiftMistake)
}

extension VocabularyEnum {
    init(reading literal: SwiftLiteral) throws(SwiftMistake) {
        switch literal.content {
        case .call(let path, _), .name(let path):
            let member = try Self.member(of: path, literal)
            guard member.count == 1, let name = Name(rawValue: member[0]) else {
                throw Self.unknown(member, known: Name.allCases.map(\.rawValue), literal)
            }
            var arguments = ArgumentReader(of: "." + member[0], literal)
            self = try Self(name, &arguments)
            try arguments.finish()
        case .string, .integer, .float, .boolean, .null, .array, .dictionary: throw Self.mismatch(literal)
        }
    }
}

/// All types of the vocabulary.
private var vocabulary: [any VocabularyType.Type] {
    [
        Migration.self, Change.self, RawSQL.self, Table.self, Column.self, ColumnType.self, DefaultValue.self,
        Fill.self, SQLFragment.self, EnumType.self, EnumValue.self, UniqueConstraint.self, CheckConstraint.self,
        ForeignKey.self, ForeignKey.Action.self, Index.self, Index.Part.self, Engine.self,
    ]
}
