import Raido
import RaidoConsole
import RaidoLanguage
import RaidoPlanning
import RaidoPlatform
import RaidoProject

/// What a run changes on disk, as contents of files.
struct ProjectFiles {
    var pending = PendingFiles()
    /// Paths, for the report.
    var written: [String] = []
    var deleted: [String] = []

    var isEmpty: Bool { written.isEmpty && deleted.isEmpty }
}

extension Project {
    /// The files that a plan makes: its migrations, the registry, and the snapshots of the tables it touches.
    func files(for plan: Plan, models: ReadModels) throws(Failure) -> ProjectFiles {
        var files = ProjectFiles()
        do throws(ProjectError) {
            for (migration, summary) in zip(plan.migrations, plan.summaries) {
                let path = Path.join(settings.migrations, migration.id + ".swift")
                files.create(path, text: try swiftSource(of: migration, summary: summary.sentence))
            }
        } catch {
            throw Failure([error.diagnostic])
        }
        let registry = registry.adding(plan.migrations.map(\.id))
        if !registry.ids.isEmpty || registry.bytes != nil {
            let path = Path.join(settings.migrations, Registry.fileName)
            files.put(path, text: registry.text, over: self.registry.bytes)
        }
        try putSnapshots(after: plan, models: models, into: &files)
        return files
    }

    private func putSnapshots(after plan: Plan, models: ReadModels, into files: inout ProjectFiles) throws(Failure) {
        let before = Dictionary(snapshots.map { ($0.table.name, $0) }) { first, _ in first }
        let lastMigrations: [String: String]
        do { lastMigrations = try plan.lastMigrations(from: schema) } catch { throw Failure(fault: error) }
        for table in plan.after.tables {
            let old = before[table.name]
            let snapshot = Snapshot(
                table: table, lastMigration: lastMigrations[table.name] ?? old?.lastMigration ?? "",
                isFramework: models.frameworkTables.contains(table.name))
            let path = Path.join(settings.snapshots, snapshot.path)
            files.put(path, text: snapshot.text, over: old?.path == snapshot.path ? old?.bytes : nil)
        }
        for snapshot in snapshots {
            let isKept =
                plan.after[snapshot.table.name] != nil
                && models.frameworkTables.contains(snapshot.table.name) == snapshot.isFramework
            if !isKept { files.delete(Path.join(settings.snapshots, snapshot.path), bytes: snapshot.bytes) }
        }
    }
}

extension ProjectFiles {
    mutating func create(_ path: String, text: String) {
        pending.items.append((path, Array(text.utf8)))
        written.append(path)
    }

    /// A file that is there already, with these bytes, or not yet. One that would not change is left alone.
    mutating func put(_ path: String, text: String, over old: [UInt8]?) {
        guard old != Array(text.utf8) else { return }
        create(path, text: text)
    }

    mutating func delete(_ path: String, bytes: [UInt8]?) {
        pending.items.append((path, nil))
        deleted.append(path)
    }
}

extension Project {
    func commit(_ files: ProjectFiles) throws(Failure) {
        do { try RaidoProject.commit(files.pending) } catch { throw Failure([error.diagnostic]) }
    }
}
