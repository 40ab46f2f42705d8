import Foundation
import Testing

/// Every file and folder below a folder, with what the files hold. Folders end in a slash.
typealias Tree = [String: Data]

extension ScratchProject {
    func tree() throws -> Tree {
        var tree: Tree = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
            let file = folder.appendingPathComponent(path)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder) else { continue }
            if isFolder.boolValue { tree[path + "/"] = Data() } else { tree[path] = try Data(contentsOf: file) }
        }
        return tree
    }

    convenience init(_ tree: Tree) throws {
        try self.init()
        for path in tree.keys.sorted() where path.hasSuffix("/") {
            let made = folder.appendingPathComponent(path)
            try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
        }
        for (path, bytes) in tree where !path.hasSuffix("/") {
            try bytes.write(to: folder.appendingPathComponent(path))
        }
    }
}

extension Tree {
    /// What a commit keeps for itself.
    static func isOwn(_ path: String) -> Bool {
        path.hasPrefix(".raido/") || path.split(separator: "/").contains { $0.hasPrefix(".raido-") }
    }

    var withoutOwn: Tree { filter { !Self.isOwn($0.key) } }

    var hasJournal: Bool { ["staging", "ready", "undoing"].contains { self[".raido/\($0).json"] != nil } }

    /// Whether every migration that the registry names is there, so that the folder compiles.
    var compiles: Bool {
        guard let registry = self["migration/Migrations.swift"] else { return true }
        let names = String(decoding: registry, as: UTF8.self).split { !($0.isLetter || $0.isNumber || $0 == "_") }
            .filter { $0.hasPrefix("m2026") }
        return names.allSatisfy { self["migration/\($0).swift"] != nil }
    }
}

/// A run that writes, and the project before and after it.
struct CommitScenario: CustomStringConvertible {
    enum Kind: String, CaseIterable {
        case creation = "first run, three tables"
        case change = "create, alter and drop"
    }

    let kind: Kind
    let before: Tree
    let after: Tree
    let calls: [String]

    static let arguments = ["makemigrations", "--force", "--no-proof", "--now", "2026-02-01T12:00:00Z"]

    var description: String { kind.rawValue }

    init(_ kind: Kind, _ failing: FailingCalls) throws {
        self.kind = kind
        let project = try ScratchProject()
        for name in ["Author", "Book", "Loan"] {
            try project.write(Self.model(name), to: Self.file(name))
        }
        if kind == .change {
            let made = try project.raido("makemigrations", "--now", "2026-01-31T12:00:00Z")
            try #require(made.status == 0, "\(made)")
            try project.write(Self.model("Author", field: "country: text"), to: Self.file("Author"))
            try project.write(Self.model("Shelf"), to: Self.file("Shelf"))
            try project.remove(Self.file("Loan"))
        }
        before = try project.tree()
        calls = try failing.calls(Self.arguments, in: project.folder)
        after = try project.tree()
        #expect(after != before && !after.keys.contains(where: Tree.isOwn))
    }

    private static func model(_ name: String, field: String = "title: text") -> String {
        "model! { \(name), fields: { \(field), name: text [required] } }\n"
    }

    private static func file(_ name: String) -> String { "entities/\(name).swift" }

    /// The numbers of the calls from the lock on.
    var places: [Int] {
        let first = calls.firstIndex(of: "mkdir") ?? 0
        return Array((first + 1)...calls.count)
    }

    /// Those before which something on disk is new: a run that is killed at another call leaves what one of these leaves.
    var newStates: [Int] { FailingCalls.newStates(in: calls).filter { $0 >= places[0] } }
}
