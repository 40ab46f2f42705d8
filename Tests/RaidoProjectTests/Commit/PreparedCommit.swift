import RaidoProject
import Testing

/// A project, and what a run would write to it: a change of each kind.
///
/// - Parameter last: A new file, in a folder that is new as well.
func prepareCommit(
    in folder: ScratchFolder, last: String = "snapshots/framework/c.json"
) throws -> PendingFiles {
    try folder.write("old list", to: "migration/Migrations.swift")
    try folder.write("old a", to: "snapshots/a.json")
    try folder.write("old b", to: "snapshots/b.json")
    var files = PendingFiles()
    files.create("migration/m1.swift", "m1")
    files.put("migration/Migrations.swift", over: Array("old list".utf8), "new list")
    files.put("snapshots/a.json", over: Array("old a".utf8), "new a")
    files.remove("snapshots/b.json", Array("old b".utf8))
    files.create(last, "c")
    return files
}

/// Leaves what a power cut leaves, before the first name with this ending is put in place or removed.
func crash(_ files: PendingFiles, in folder: ScratchFolder, at ending: String) throws {
    let error = problem { () throws(ProjectError) in
        try commit(files, in: folder.path) { step in
            [.rename, .removeFile].contains(step.action) && step.path.hasSuffix(ending) ? .crash : nil
        }
    }
    #expect(error != nil || ending == ".old", "a run that only tidies up does not fail")
}
