import Foundation
import Testing

/// What a program left behind when it ended.
struct Outcome: Equatable {
    var status: Int32
    var output: String
    var errors: String
}

/// A built program of this package.
enum BuiltProgram: String {
    case raido
    case migrate = "raido-example-migrate"
    case trial = "raido-trial-migrate"
    case firstProject = "raido-first-project-migrate"

    /// The program that documents call by that name. Every application has a `migrate` of its own.
    init?(documented name: String) {
        switch name {
        case "raido": self = .raido
        case "migrate": self = .migrate
        default: return nil
        }
    }

    /// Beside the test bundle, where the package manager puts all products.
    var path: String {
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let beside = bundle.appendingPathComponent(rawValue).path
        if FileManager.default.isExecutableFile(atPath: beside) { return beside }
        return packageFolder.appendingPathComponent(".build/debug/\(rawValue)").path
    }
}

/// What applies the migrations of the example.
enum Applier: String, CaseIterable {
    /// A program that they are compiled into.
    case compiled
    /// `raido`, from their text.
    case text

    var program: BuiltProgram {
        switch self {
        case .compiled: .migrate
        case .text: .raido
        }
    }
}

extension Process {
    /// Starts it so that it takes signals, which the threads of the tests do not.
    func runWithSignals() throws {
        var (none, former) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &former)
        defer { pthread_sigmask(SIG_SETMASK, &former, nil) }
        try run()
    }
}

/// The root of this package.
let packageFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// Runs a program of this package in a folder, and reads both of its outputs while it runs.
func run(
    _ program: BuiltProgram, _ arguments: [String], in folder: URL, environment: [String: String] = [:]
) throws -> Outcome {
    try run(program.path, arguments, in: folder, environment: environment)
}

func run(
    _ executable: String, _ arguments: [String], in folder: URL, environment: [String: String] = [:]
) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    // No setting of this machine's git may decide what a test finds.
    let variables = [
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_NOSYSTEM": "1",
    ]
    process.environment = variables.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    // Errors go to a file, so that neither output can fill up while the other one is read.
    let errors = FileManager.default.temporaryDirectory.appendingPathComponent("raido-errors-\(UUID().uuidString)")
    try Data().write(to: errors)
    defer { unlink(errors.path) }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.runWithSignals()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
        status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
        errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
}

/// A project in a folder of its own, removed when the value goes away.
final class ScratchProject {
    let folder: URL

    init(_ files: [String: String] = [:]) throws {
        // By its real path, which programs print.
        folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appendingPathComponent("raido-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (path, text) in files { try write(text, to: path) }
    }

    deinit {
        do { try FileManager.default.removeItem(at: folder) } catch { Issue.record(error) }
    }

    func write(_ text: String, to path: String) throws {
        let file = folder.appendingPathComponent(path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: folder.appendingPathComponent(path)), as: UTF8.self)
    }

    func remove(_ path: String) throws {
        try FileManager.default.removeItem(at: folder.appendingPathComponent(path))
    }

    /// Puts folders of the example here.
    func copyExample(_ names: [String] = ["entities", "migration", "snapshots"]) throws {
        for name in names {
            try FileManager.default.copyItem(
                at: packageFolder.appendingPathComponent(name), to: folder.appendingPathComponent(name))
        }
    }

    /// Every file's path and bytes, but hidden ones.
    func files() throws -> [String: Data] {
        var files: [String: Data] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
            let file = folder.appendingPathComponent(path)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue,
                !path.split(separator: "/").contains(where: { $0.hasPrefix(".") })
            else { continue }
            files[path] = try Data(contentsOf: file)
        }
        return files
    }

    /// Runs `raido` here, at a fixed time unless the arguments say otherwise.
    func raido(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
        try run(.raido, arguments, in: folder, environment: environment)
    }
}
