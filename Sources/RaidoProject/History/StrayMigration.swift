import RaidoConsole
import RaidoPlatform

/// A file of the migrations folder, or of a folder below it, that holds a migration which no run applies: the compiler
/// takes it, and the list does not.
package struct StrayMigration: Hashable, Sendable {
    package var path: String
    /// The folder of migrations.
    package var folder: String
    /// The identity that is in the file, where it is a valid one.
    package var id: String?
    /// Whether it was read as a migration. Any other looks like one.
    package var isReadable: Bool
    /// Whether a file of the list has its identity.
    package var isTaken: Bool

    var isInSubfolder: Bool { Path.folder(of: path) != Path.normalised(folder) }
}

/// The files of the migrations folder that hold a migration, or look like it, and are not in the list.
package func strayMigrations(
    beside registry: Registry, at folder: String, in root: String = "."
) throws(ProjectError) -> [HistoryFinding] {
    try StraySearch(folder, listed: registry.ids, on: Disk(root: root)).found.map {
        HistoryFinding(.strayMigration($0), path: $0.path)
    }
}

/// Looks for stray migrations in a folder and below it.
struct StraySearch {
    private let folder: String
    private let listed: Set<String>
    private let disk: Disk
    private(set) var found: [StrayMigration] = []
    private(set) var hasSubfolders = false

    init(_ folder: String, listed: [String], on disk: Disk) throws(ProjectError) {
        self.folder = folder
        self.listed = Set(listed)
        self.disk = disk
        let names = try disk.namesOfFolder(folder) ?? []
        let unlisted = names.filter { !isListed($0) }
        try search(folder, unlisted)
    }

    private func isListed(_ name: String) -> Bool {
        name == Registry.fileName || (name.hasSuffix(".swift") && listed.contains(String(name.dropLast(6))))
    }

    private mutating func search(_ path: String, _ names: [String]) throws(ProjectError) {
        for name in names.sorted() where !name.hasPrefix(".") {
            let place = Path.join(path, name)
            if try disk.linkStatus(of: place)?.kind == .folder {
                hasSubfolders = true
                let below = try disk.names(in: place)
                // Such a folder is of a module of its own.
                let isOther = below.contains(Registry.fileName) || below.contains("Package.swift")
                if !isOther { try search(place, below) }
            } else if name.hasSuffix(".swift") {
                try look(at: place)
            }
        }
    }

    private mutating func look(at path: String) throws(ProjectError) {
        let file = SourceFile(path: path, bytes: try disk.read(path))
        let traces = MigrationTraces(file)
        let isReadable = file.holdsMigration
        guard isReadable || traces.declaresMigration else { return }
        found.append(
            StrayMigration(
                path: path, folder: folder, id: traces.id, isReadable: isReadable,
                isTaken: traces.id.map(listed.contains) ?? false))
    }
}

extension SourceFile {
    /// Whether it declares one migration and nothing else, under whatever name.
    fileprivate var holdsMigration: Bool {
        do throws(ProjectError) {
            _ = try readMigration(self)
            return true
        } catch {
            if case .swift(.idDiffers) = error.problem { return true }
            if case .swift(.nameDiffers) = error.problem { return true }
            return false
        }
    }
}

/// What distinguishes a file with a migration from one with other code, without reading it as a whole.
private struct MigrationTraces {
    /// Whether it declares a constant that is a migration, outside of all brackets: what makes migrations in a function
    /// is none.
    private(set) var declaresMigration = false
    /// The first text after `id:` that is an identity.
    private(set) var id: String?

    init(_ file: SourceFile) {
        var lexer = SwiftLexer(file)
        var words: [String] = []
        var depth = 0
        while lexer.offset < lexer.bytes.count {
            let token: SwiftToken
            do throws(SwiftMistake) { token = try lexer.next() } catch {
                lexer.offset += 1
                continue
            }
            if token.kind == .end { break }
            if case .string(let form) = token.kind, words.suffix(2) == ["id", ":"] {
                takeIdentity(lexer.bytes[token.start..<token.end], form)
            }
            let word = lexer.text(of: token)
            if word == ".", words.last == "Raido" {
                words.removeLast()
                continue
            }
            if depth == 0, Self.isDeclaration(words, before: word) { declaresMigration = true }
            if token.isSymbol("(") || token.isSymbol("[") || token.isSymbol("{") { depth += 1 }
            if token.isSymbol(")") || token.isSymbol("]") || token.isSymbol("}") { depth -= 1 }
            words = words.suffix(3) + [word]
        }
    }

    /// `let a = Migration(`, `let a: Migration =` or `var a: Migration {`, with all but the last of it in `words`.
    private static func isDeclaration(_ words: [String], before next: String) -> Bool {
        guard words.count == 4, words[0] == "let" || words[0] == "var", words[3] == "Migration" else { return false }
        switch words[2] {
        case "=": return next == "("
        case ":": return next == "=" || next == "{"
        default: return false
        }
    }

    private mutating func takeIdentity(_ literal: ArraySlice<UInt8>, _ form: SwiftStringForm) {
        let text = String(
            decoding: literal.dropFirst(form.delimiterLength).dropLast(form.delimiterLength), as: UTF8.self)
        if id == nil, MigrationIdentity(text) != nil { id = text }
    }
}
