import Raido
import RaidoConsole
import RaidoPlatform

/// The one declaration of a migration's file: `let m2026… = Migration(…)`.
struct MigrationDeclaration {
    private let name: String
    private let nameStart: Int
    private let nameEnd: Int
    /// What the constant is.
    let value: SwiftLiteral
    /// Why the file does not compile, although it can be read.
    private(set) var objection: SwiftMistake?

    /// - Throws: ``SwiftMistake`` at the first thing that is neither an import nor the declaration.
    init(parsing file: SourceFile) throws(SwiftMistake) {
        var parser = try SwiftLiteralParser(file)
        var declaration: MigrationDeclaration?
        var hidden: SwiftMistake?
        var importsRaido = false
        while parser.token.kind != .end {
            let start = parser.token
            let hasAttributes = try parser.passAttributes()
            let mistake = try parser.passAccessLevels()
            if parser.isWord("import") {
                if try parser.passImport() == "Raido" { importsRaido = true }
            } else if parser.isWord("let"), !hasAttributes {
                if declaration != nil { throw SwiftMistake(.secondDeclaration, at: parser.token) }
                declaration = try MigrationDeclaration(&parser)
                hidden = mistake
            } else {
                throw parser.code(at: start)
            }
            try parser.passEnd()
        }
        guard let declaration else { throw SwiftMistake(.noMigration, at: parser.token) }
        self = declaration
        objection = hidden ?? (importsRaido ? nil : SwiftMistake(.noImport, from: nameStart, to: nameEnd))
    }

    private init(_ parser: inout SwiftLiteralParser) throws(SwiftMistake) {
        try parser.advance()
        guard let name = parser.name(of: parser.token) else { throw parser.unexpected("a name") }
        self.name = name
        nameStart = parser.token.start
        nameEnd = try parser.advance()
        let hasType = parser.token.isSymbol(":")
        if hasType { try parser.passType() }
        try parser.passEqualsSign()
        let value = try parser.literal()
        try parser.refuseContinuation()
        if case .call(let path, _) = value.content, path.isImplicit, !hasType {
            throw SwiftMistake(.unexpected(expected: "'Migration'"), from: value.start, to: value.end)
        }
        self.value = value
    }

    /// A stretch of the file that says which migration it is, as byte offsets.
    struct Place {
        enum Content {
            case name, identity, batch
        }

        var content: Content
        var start: Int
        var end: Int
    }

    /// The name of the constant, and the identity and batch where they are given.
    var places: [Place] {
        var places = [Place(content: .name, start: nameStart, end: nameEnd)]
        guard case .call(_, let arguments) = value.content else { return places }
        for argument in arguments {
            let (start, end) = (argument.value.start, argument.value.end)
            if argument.label == "id" { places.append(Place(content: .identity, start: start, end: end)) }
            if argument.label == "batch" { places.append(Place(content: .batch, start: start, end: end)) }
        }
        return places
    }

    /// The batch is shown in lists, and says which migrations 'up 1' and 'down 1' take. Any other text is the user's.
    func checkBatch(of migration: Migration) throws(SwiftMistake) {
        let isControl = { (scalar: Unicode.Scalar) in scalar.properties.generalCategory == .control }
        guard migration.batch.isEmpty || migration.batch.unicodeScalars.contains(where: isControl),
            let place = places.first(where: { $0.content == .batch })
        else { return }
        throw SwiftMistake(.badBatch, from: place.start, to: place.end)
    }

    /// The file, the constant and the identity have one name.
    func checkNames(of migration: Migration, against file: SourceFile) throws(SwiftMistake) {
        guard let last = file.path.split(separator: "/").last, last.hasSuffix(".swift") else { return }
        let stem = String(last.dropLast(".swift".count))
        if migration.id != stem, case .call(_, let arguments) = value.content, let id = arguments.first?.value {
            throw SwiftMistake(.idDiffers(id: migration.id, file: stem), from: id.start, to: id.end)
        }
        if name != stem {
            throw SwiftMistake(.nameDiffers(name: name, file: stem), from: nameStart, to: nameEnd)
        }
    }
}

extension SwiftLiteralParser {
    func isWord(_ word: String) -> Bool { token.kind == .word && text == word }

    /// Passes what separates a declaration from the next one.
    fileprivate mutating func passEnd() throws(SwiftMistake) {
        if token.isSymbol(";") {
            try advance()
        } else if token.kind != .end, !token.startsLine {
            throw unexpected("';' or a new line")
        }
    }

    /// `=`, which has white space on both sides or on none.
    fileprivate mutating func passEqualsSign() throws(SwiftMistake) {
        let sign = token
        try expect("=")
        guard sign.followsSpace == token.followsSpace, sign.followsSpace || !token.isSymbol(".") else {
            throw SwiftMistake(.spaceAroundEquals, at: sign)
        }
    }

    /// `@testable`, `@preconcurrency`
    fileprivate mutating func passAttributes() throws(SwiftMistake) -> Bool {
        var hasAttributes = false
        while token.isSymbol("@") {
            hasAttributes = true
            try advance()
            guard token.kind == .word else { throw unexpected("a name") }
            try advance()
            if token.isSymbol("("), !token.followsSpace { try passParentheses() }
        }
        return hasAttributes
    }

    /// Passes the arguments of an attribute, whatever they are.
    private mutating func passParentheses() throws(SwiftMistake) {
        var depth = 0
        repeat {
            if token.isSymbol("(") { depth += 1 }
            if token.isSymbol(")") { depth -= 1 }
            if token.kind == .end { throw unexpected("')'") }
            try advance()
        } while depth > 0
    }

    /// - Returns: The access level that hides a declaration from the list of migrations.
    fileprivate mutating func passAccessLevels() throws(SwiftMistake) -> SwiftMistake? {
        var hidden: SwiftMistake?
        let levels = ["public", "package", "internal", "fileprivate", "private"]
        while token.kind == .word, levels.contains(text) {
            if text.hasSuffix("private") { hidden = SwiftMistake(.hiddenConstant(text), at: token) }
            try advance()
        }
        return hidden
    }

    /// `import Raido`, `import struct Raido.Column`
    ///
    /// - Returns: The module.
    fileprivate mutating func passImport() throws(SwiftMistake) -> String? {
        try advance()
        let kinds = ["class", "enum", "func", "let", "protocol", "struct", "typealias", "var"]
        if token.kind == .word, kinds.contains(text) { try advance() }
        return try passPath().first
    }

    /// The type of the constant: `: Migration`.
    fileprivate mutating func passType() throws(SwiftMistake) {
        try advance()
        let start = token
        let path = try passPath()
        guard path == ["Migration"] || path == ["Raido", "Migration"] else {
            throw SwiftMistake(
                .wrongKind(expected: Migration.kind, found: "'\(path.joined(separator: "."))'"), at: start)
        }
    }

    @discardableResult
    private mutating func passPath() throws(SwiftMistake) -> [String] {
        var names: [String] = []
        repeat {
            if token.isSymbol(".") { try advance() }
            guard let name = name(of: token) else { throw unexpected("a name") }
            names.append(name)
            try advance()
        } while token.isSymbol(".")
        return names
    }

    /// What a declaration or statement is that is no migration.
    fileprivate func code(at first: SwiftToken) -> SwiftMistake {
        guard !first.isSymbol("@") else { return .code("an attribute", from: first.start, to: first.end) }
        switch token.kind {
        case .symbol(UInt8(ascii: "#")): return (try? directive()) ?? unexpected("a declaration")
        case .word: return .code(wordKind(text), from: token.start, to: token.end)
        case .quotedWord, .string, .number, .symbol, .operator, .end: return unexpected("a declaration")
        }
    }

    private func wordKind(_ word: String) -> String {
        switch word {
        case "var": "a variable"
        case "func": "a function"
        case "struct", "class", "enum", "actor", "protocol", "typealias": "a type"
        case "extension": "an extension"
        case "if", "for", "while", "switch", "do", "guard", "repeat", "defer": "a statement"
        default: "'\(word)'"
        }
    }
}
