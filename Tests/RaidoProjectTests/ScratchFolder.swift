import Foundation
import RaidoPlatform
import RaidoProject
import Testing

/// A project in a folder of its own.
struct ScratchFolder {
    let path: String

    func real(_ path: String) -> String { Path.join(self.path, path) }

    /// Writes a file, with the folders above it.
    func write(_ text: String, to path: String) throws {
        try write(Array(text.utf8), to: path)
    }

    func write(_ bytes: [UInt8], to path: String) throws {
        try makeFolders(Path.folder(of: path))
        try Platform.write(bytes, to: real(path), mode: .overwrite)
    }

    func makeFolders(_ path: String) throws {
        if path == "." || path == "/" { return }
        try makeFolders(Path.folder(of: path))
        if try Platform.status(of: real(path), followingLinks: true) == nil { try Platform.makeFolder(real(path)) }
    }

    func link(_ path: String, to target: String) throws {
        try makeFolders(Path.folder(of: path))
        try FileManager.default.createSymbolicLink(atPath: real(path), withDestinationPath: target)
    }

    func text(_ path: String) throws -> String {
        String(decoding: try Platform.read(real(path)), as: UTF8.self)
    }

    /// Everything below the folder: files with their texts, folders with a slash behind their names.
    func tree(below folder: String = ".") throws -> [String: String] {
        var tree: [String: String] = [:]
        for name in try Platform.names(in: real(folder)) {
            let path = Path.join(folder, name)
            switch try Platform.status(of: real(path))?.kind {
            case .folder:
                tree[path + "/"] = ""
                tree.merge(try self.tree(below: path)) { $1 }
            case .link: tree[path] = "-> " + (try Platform.linkTarget(of: real(path)))
            case .file, .other, nil: tree[path] = try text(path)
            }
        }
        return tree
    }
}

/// Takes a project in which a run may write anywhere.
func lockProject(
    in root: String, lockTimeout: Double = 10, rehearsal: @escaping Rehearsal = { _ in nil }
) throws(ProjectError) -> ProjectLock {
    try lockProject(ProjectAccess(root: root, folders: ["."], lockTimeout: lockTimeout), rehearsal: rehearsal)
}

/// A whole run that writes these files.
func commit(
    _ files: PendingFiles, in root: String, rehearsal: @escaping Rehearsal = { _ in nil }
) throws(ProjectError) {
    let lock = try lockProject(in: root, rehearsal: rehearsal)
    try lock.commit(files)
}

/// Runs the body with a folder of its own, and removes that folder.
func withScratchFolder<Result>(_ body: (ScratchFolder) throws -> Result) throws -> Result {
    let parent = Platform.environment("TMPDIR") ?? "/tmp"
    let name = "raido-\(Platform.processID)-\(UInt64.random(in: .min ... .max))"
    let folder = ScratchFolder(path: Path.join(parent, name))
    try Platform.makeFolder(folder.path)
    defer { removeTree(folder.path) }
    return try body(folder)
}

private func removeTree(_ path: String) {
    for name in (try? Platform.names(in: path)) ?? [] {
        let path = Path.join(path, name)
        if (try? Platform.status(of: path))?.kind == .folder {
            removeTree(path)
        } else {
            try? Platform.removeFile(path)
        }
    }
    try? Platform.removeFolder(path)
}

extension SystemError {
    /// What the system says where a disk is full.
    static func noSpace(_ call: String, _ path: String) -> SystemError {
        SystemError(code: ENOSPC, call: call, path: path)
    }
}

/// What a call that must fail says.
func problem<Result>(of body: () throws(ProjectError) -> Result) -> ProjectError? {
    do {
        _ = try body()
        return nil
    } catch {
        return error
    }
}
