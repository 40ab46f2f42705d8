import Foundation
import Raido
import RaidoPlatform
import RaidoProject

/// Migrations as they are printed, then compiled by the toolchain's compiler, then run.
struct CompiledMigrations {
    /// What the compiler said; empty where all is well.
    var complaints: String
    /// Each migration as the compiled program knows it, by `canonical`.
    var values: [String]

    private static let settings = [
        "-swift-version", "6", "-warnings-as-errors", "-enable-upcoming-feature", "ExistentialAny",
        "-enable-upcoming-feature", "InternalImportsByDefault", "-enable-upcoming-feature", "MemberImportVisibility",
    ]

    /// - Parameter lineEnd: What the lines of the files end in.
    init(_ migrations: [Migration], lineEnd: String = "\n") throws {
        var sources: [String: String] = [:]
        for migration in migrations {
            sources[migration.id] = try swiftSource(of: migration, summary: "Does this and that.")
                .replacingOccurrences(of: "\n", with: lineEnd)
        }
        try self.init(sources: sources, lineEnd: lineEnd)
    }

    /// - Parameter sources: The files by the names of their migrations.
    init(sources: [String: String], lineEnd: String = "\n") throws {
        self = try withScratchFolder { folder in
            for (id, source) in sources { try folder.write(source, to: "migration/\(id).swift") }
            let registry = Registry(ids: Array(sources.keys)).text.replacingOccurrences(of: "\n", with: lineEnd)
            try folder.write(registry, to: "migration/Migrations.swift")
            try folder.write(Self.program, to: "main.swift")
            return try Self(in: folder)
        }
    }

    private init(in folder: ScratchFolder) throws {
        complaints = try Self.compile(
            "Raido", from: packageFolder + "/Sources/Raido", ["-package-name", "raido"], in: folder)
        complaints += try Self.compile(
            "Migrations", from: folder.real("migration"), ["-package-name", "raido"], in: folder)
        let program = ["-o", "program", "main.swift", packageFolder + "/Tests/RaidoProjectTests/Swift/Canonical.swift"]
        complaints += try runTool(
            "swiftc", ["-I", ".", "-L", ".", "-lMigrations", "-lRaido"] + program, in: folder.path)
        guard complaints.isEmpty else {
            values = []
            return
        }
        values = try runTool(folder.real("program"), [], in: folder.path).split(separator: "\n").map(String.init)
    }

    private static func compile(
        _ module: String, from sources: String, _ options: [String], in folder: ScratchFolder
    ) throws -> String {
        let files = try FileManager.default.subpathsOfDirectory(atPath: sources).sorted()
            .filter { $0.hasSuffix(".swift") }.map { sources + "/" + $0 }
        let library = ["-emit-library", "-static", "-wmo", "-emit-module", "-parse-as-library", "-module-name", module]
        return try runTool("swiftc", library + ["-I", "."] + settings + options + files, in: folder.path)
    }

    private static let program = """
        import Migrations
        import Raido

        for migration in migrations { print(canonical(migration)) }
        """
}

let packageFolder = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4).joined(separator: "/")
    .replacingOccurrences(of: "//", with: "/")

/// Runs a program to its end, and returns all that it says on either stream.
func runTool(_ tool: String, _ arguments: [String], in folder: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: tool.hasPrefix("/") ? tool : "/usr/bin/env")
    process.arguments = (tool.hasPrefix("/") ? [] : [tool]) + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let said = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: said, as: UTF8.self)
}
