package import RaidoConsole
import RaidoPlatform

/// What a commit is about to do, written down before it does it.
///
/// The journal is in `.raido/` under a name that says how far the commit is. New contents wait beside their
/// targets, on the same file system whatever is mounted where, under hidden names; so do second names of old files.
package struct Journal: Hashable {
    static let folder = ".raido"
    static let format = 1

    /// How far a commit is. Each step to the next is one rename.
    enum Phase: String, CaseIterable {
        /// New contents are being written; no target is touched.
        case staging
        /// All exists; the targets are being replaced. A run that finds this finishes it.
        case ready
        /// Something went wrong; the targets are being put back. A run that finds this continues with it.
        case undoing

        var path: String { Path.join(Journal.folder, rawValue + ".json") }
    }

    package struct Entry: Hashable {
        package var path: String
        /// What the file holds before, and after; nil where there is none.
        var old: Fingerprint?
        var new: Fingerprint?
        /// The hidden names.
        package var staged: String
        package var backup: String

        /// Whether the hidden names are such as a commit gives, and stand beside the file.
        package var hasHiddenNames: Bool {
            [(staged, ".new"), (backup, ".old")].allSatisfy { name, ending in
                Path.folder(of: name) == Path.folder(of: path) && Path.name(of: name).hasPrefix(Self.prefix)
                    && name.hasSuffix(ending) && !name.utf8.contains(0)
            }
        }

        static let prefix = ".raido-"
    }

    /// Folders that the commit makes, those above others first.
    var folders: [String]
    package var entries: [Entry]

    /// All folders whose names change.
    var touchedFolders: [String] {
        Set(entries.map { Path.folder(of: $0.path) } + folders.map { Path.folder(of: $0) }).sorted()
    }

    init(_ files: PendingFiles, folders: [String], run: String) {
        self.folders = folders
        entries = files.files.enumerated().map { place, file in
            let stem = Path.join(Path.folder(of: file.path), "\(Entry.prefix)\(run)-\(place)")
            return Entry(
                path: file.path, old: file.change.old.map { Fingerprint($0) },
                new: file.change.new.map { Fingerprint($0) }, staged: stem + ".new", backup: stem + ".old")
        }
    }

    /// Of the rest of the journal, so that a damaged one is not believed.
    private var checksum: String { Fingerprint(Array(body.utf8)).text }

    private var body: String {
        let lines = entries.map { entry in
            JSONText.object([
                ("path", .string(entry.path)), ("old", entry.old.map { .string($0.text) }),
                ("new", entry.new.map { .string($0.text) }), ("staged", .string(entry.staged)),
                ("backup", .string(entry.backup)),
            ]).text
        }
        return """
              "folders": \(JSONText.strings(folders).text),
              "files": [
                \(lines.joined(separator: ",\n    "))
              ]
            }

            """
    }

    package var text: String {
        """
        {
          "format": \(Self.format),
          "checksum": "\(checksum)",
        \(body)
        """
    }

    package init(reading file: SourceFile) throws(ProjectError) {
        var object = try JSONObject(JSONReader.read(file), in: file)
        let version = try object.required("format")
        let format: Int = try version.integer(named: "format", in: file)
        guard format == Self.format else {
            let name = Path.name(of: file.path)
            throw version.error(.newerFormat(file: name, found: format, known: Self.format), in: file)
        }
        let checksum = try object.required("checksum")
        folders = try object.strings("folders")
        entries = try object.list("files") { value, file throws(ProjectError) in
            var object = try JSONObject(value, in: file)
            let entry = Entry(
                path: try object.string("path"),
                old: try object.optionalString("old").map { Fingerprint(text: $0) },
                new: try object.optionalString("new").map { Fingerprint(text: $0) },
                staged: try object.string("staged"), backup: try object.string("backup"))
            try object.finish()
            return entry
        }
        try object.finish()
        guard try checksum.string(named: "checksum", in: file) == self.checksum else {
            throw checksum.error(.wrongChecksum, in: file)
        }
    }
}
