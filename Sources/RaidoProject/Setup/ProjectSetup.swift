package import Raido
package import RaidoConsole
import RaidoPlatform

/// What a folder lacks to be a project: files that are missing, and lines that are missing in files for git.
package struct ProjectSetup: Sendable {
    /// Lines that are added to a file.
    package struct Addition: Hashable, Sendable {
        package var path: String
        package var lines: [String]
    }

    /// Those of `raido.json`, be it new or old.
    package private(set) var settings: Settings
    /// Everything that is to be written.
    package private(set) var files = PendingFiles()
    /// The new files.
    package private(set) var created: [String] = []
    /// What is added to files of others.
    package private(set) var additions: [Addition] = []

    private let disk: Disk

    /// Looks at a folder, and opens its files for reading alone.
    ///
    /// - Parameter engines: The engines of a new `raido.json`. One that exists must name the same.
    /// - Parameter root: The project's folder; paths are as it sees them.
    /// - Throws: also where `raido.json` names other engines, since it is not overwritten.
    package init(engines: [Engine]?, in root: String = ".") throws(ProjectError) {
        disk = Disk(root: root)
        settings = try loadSettings(in: root)
        if let engines, settings.file != nil, settings.engines != engines {
            throw ProjectError(.otherEngines(engines, found: settings.engines), path: Settings.fileName)
        }
        // A file comes before one that names it.
        try addModel(in: root)
        try addRegistry(in: root)
        try addSnapshots()
        try addLines(
            [Self.gitPattern(Path.join(settings.migrations, Registry.fileName)) + " merge=union"], to: ".gitattributes"
        ) { line, wanted in Self.setsMerge(line, ofPatternIn: wanted) }
        try addLines(["app.sqlite*", Journal.folder + "/", ".raido-*"], to: ".gitignore") { $0 == $1 }
        if settings.file == nil {
            let chosen = engines ?? [.default]
            settings.engines = chosen
            let names = JSONText.strings(chosen.map(\.rawValue)).text
            create(Settings.fileName, "{\n  \"engines\": \(names)\n}\n")
        }
    }

    /// Adds a change to a file that a run like this one may write, beside those of the setup.
    package mutating func put(_ path: String, over old: [UInt8], _ new: [UInt8]) {
        files.put(path, over: old, new)
    }

    private mutating func create(_ path: String, _ text: String) {
        files.create(path, text)
        created.append(path)
    }

    /// A project that has models or migrations has started already.
    private mutating func addModel(in root: String) throws(ProjectError) {
        guard try loadRegistry(at: settings.migrations, in: root).ids.isEmpty else { return }
        if try disk.status(of: settings.entities) != nil {
            let found = try sourceFiles(at: settings.entities, in: root)
            if let mistake = found.mistakes.first { throw mistake }
            guard found.files.isEmpty else { return }
        }
        create(Path.join(settings.entities, FirstModel.name), FirstModel.text)
    }

    private mutating func addRegistry(in root: String) throws(ProjectError) {
        let registry = try loadRegistry(at: settings.migrations, in: root)
        guard registry.bytes == nil else { return }
        create(Path.join(settings.migrations, Registry.fileName), registry.text)
    }

    /// Git keeps no empty folder, and the folder says where snapshots will be.
    private mutating func addSnapshots() throws(ProjectError) {
        let names = try disk.namesOfFolder(settings.snapshots) ?? []
        if names.isEmpty { create(Path.join(settings.snapshots, Self.placeholder), "") }
    }

    private mutating func addLines(
        _ lines: [String], to path: String, isPresent: (_ line: String, _ wanted: String) -> Bool
    ) throws(ProjectError) {
        let old = try disk.linkStatus(of: path) == nil ? nil : try disk.readItself(path)
        guard let new = AddedLines(lines, to: old ?? [], isPresent: isPresent) else {
            throw ProjectError(.notUTF8, path: path)
        }
        guard !new.added.isEmpty else { return }
        files.put(path, over: old, new.bytes)
        if old == nil { created.append(path) } else { additions.append(Addition(path: path, lines: new.added)) }
    }
}

extension ProjectSetup {
    private static let placeholder = ".gitkeep"

    /// The files outside the folders of migrations and snapshots that a setup may write, and hidden ones in them. Any
    /// run finishes or undoes what an interrupted setup left there.
    package static func paths(_ settings: Settings) -> [String] {
        [
            Path.join(settings.entities, FirstModel.name), Path.join(settings.snapshots, placeholder), ".gitattributes",
            ".gitignore", Settings.fileName, "Package.swift",
        ]
    }

    /// A path as a pattern of `.gitattributes` that means this path alone.
    static func gitPattern(_ path: String) -> String {
        let escaped = path.map { "*?[\\!".contains($0) ? "\\\($0)" : String($0) }.joined()
        // In quotation marks a backslash is to be doubled once more.
        guard path.contains(where: { " \t\"#".contains($0) }) else { return escaped }
        let quoted = escaped.map { "\"\\".contains($0) ? "\\\($0)" : String($0) }.joined()
        return "\"\(quoted)\""
    }

    /// Whether a line of `.gitattributes` says how the path of the wanted line is merged. Whoever wrote that meant it.
    static func setsMerge(_ line: String, ofPatternIn wanted: String) -> Bool {
        guard let end = wanted.lastIndex(of: " ") else { return false }
        let pattern = wanted[..<end]
        guard line.hasPrefix(pattern) else { return false }
        let attributes = line.dropFirst(pattern.count).split { $0 == " " || $0 == "\t" }
        return attributes.contains { attribute in
            let name = attribute.drop { $0 == "-" || $0 == "!" }
            return name == "merge" || name.hasPrefix("merge=")
        }
    }
}

/// A file of the project, or nil where there is none.
package func loadFile(_ path: String, in root: String = ".") throws(ProjectError) -> SourceFile? {
    let disk = Disk(root: root)
    guard try disk.linkStatus(of: path) != nil else { return nil }
    return SourceFile(path: path, bytes: try disk.read(path))
}
