package import Raido
package import RaidoConsole
import RaidoPlatform

/// The migrations of a project, read from their files.
package struct MigrationHistory: Sendable {
    /// One file of the migrations folder.
    package struct Entry: Sendable {
        /// The identity: the name of the file without `.swift`.
        package var id: String
        package var file: SourceFile
        /// What the file declares, or why it cannot be read without compiling it.
        package var migration: Result<Migration, ProjectError>

        package init(id: String, file: SourceFile, migration: Result<Migration, ProjectError>) {
            self.id = id
            self.file = file
            self.migration = migration
        }

        /// Reads the file of one migration.
        init(reading id: String, at folder: String, on disk: Disk) throws(ProjectError) {
            let path = Path.join(folder, id + ".swift")
            let file = SourceFile(path: path, bytes: try disk.read(path))
            do throws(ProjectError) {
                self.init(id: id, file: file, migration: .success(try readMigration(file)))
            } catch {
                self.init(id: id, file: file, migration: .failure(error))
            }
        }
    }

    /// In the order of their identities.
    package private(set) var entries: [Entry]

    package init(entries: [Entry]) {
        self.entries = entries
    }

    /// Reads the file of each migration in the registry.
    ///
    /// - Throws: where a file cannot be opened. One that cannot be read as a migration is an entry that says why.
    package static func load(
        _ registry: Registry, at folder: String, in root: String = "."
    ) throws(ProjectError) -> MigrationHistory {
        let disk = Disk(root: root)
        var entries: [Entry] = []
        for id in registry.ids {
            entries.append(try Entry(reading: id, at: folder, on: disk))
        }
        return MigrationHistory(entries: entries)
    }

    /// The migrations, in the order of their identities.
    ///
    /// - Throws: the first file that cannot be read without compiling it.
    package func migrations() throws(ProjectError) -> [Migration] {
        var migrations: [Migration] = []
        for entry in entries {
            switch entry.migration {
            case .success(let migration): migrations.append(migration)
            case .failure(let error): throw error
            }
        }
        return migrations
    }

    /// What keeps files from being read without compiling them.
    package var mistakes: [ProjectError] {
        entries.compactMap { entry in
            if case .failure(let error) = entry.migration { error } else { nil }
        }
    }
}
