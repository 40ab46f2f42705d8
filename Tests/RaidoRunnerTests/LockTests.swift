#if SQLite
    import Raido
    import RaidoTestSupport
    import Testing

    #if canImport(Glibc)
        import Glibc
    #elseif canImport(Musl)
        import Musl
    #elseif canImport(Darwin)
        import Darwin
    #endif

    @testable import RaidoRunner

    @Suite struct `Several at once` {
        static let history = (1...8).map { number in
            Migration(
                id: "m\(number)", batch: "\(number)",
                changes: [.createTable(table("t\(number)", Column("name", .text)))])
        }

        /// Runs the test with the path of a file that is not there yet.
        func withFile(_ body: (String) async throws -> Void) async throws {
            var name = Array("/tmp/raido-XXXXXX".utf8CString)
            let made = name.withUnsafeMutableBufferPointer { buffer in
                buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
            }
            let folder = try #require(made)
            defer {
                for ending in ["", "-journal", "-wal", "-shm"] { unlink("\(folder)/app.sqlite\(ending)") }
                rmdir(folder)
            }
            try await body("\(folder)/app.sqlite")
        }

        @Test func `apply everything once`() async throws {
            try await withFile { path in
                let applied = try await withThrowingTaskGroup(of: [String].self) { group in
                    for _ in 0..<4 {
                        group.addTask { try Migrator(fromTextOf: Self.history, database: "sqlite:\(path)").up() }
                    }
                    return try await group.reduce(into: []) { $0 += $1 }
                }
                #expect(applied.sorted() == Self.history.map(\.id))
                let migrator = try Migrator(fromTextOf: Self.history, database: "sqlite:\(path)")
                #expect(try migrator.status().allSatisfy { $0.state == .applied })
            }
        }

        /// What this run made is not made again where another one took it back: that one has other plans.
        @Test func `see what another one does between two migrations`() async throws {
            try await withFile { path in
                let other = try Migrator(fromTextOf: Self.history, database: "sqlite:\(path)")
                var seen: [String] = []
                let first = try Migrator(fromTextOf: Self.history, database: "sqlite:\(path)") { progress in
                    guard case .applied(let id, _) = progress else { return }
                    seen.append(id)
                    do {
                        if id == "m1" { #expect(try other.up(.to("m3")) == ["m2", "m3"]) }
                        if seen == ["m1", "m4", "m5"] { #expect(try other.down(.to("m3")) == ["m5", "m4"]) }
                    } catch { Issue.record(error) }
                }
                let error = try failure { try first.up() }
                #expect("\(error)".hasPrefix("Another program migrated this database during this run"), "\(error)")
                #expect(seen == ["m1", "m4", "m5"])
                #expect(try first.up() == ["m4", "m5", "m6", "m7", "m8"])
                #expect(try first.status().allSatisfy { $0.state == .applied })
            }
        }

        @Test func `see that another one changed an older row of the history between two migrations`() async throws {
            try await withFile { path in
                let other = try SQLiteConnection(path: path)
                let first = try Migrator(fromTextOf: Self.history, database: "sqlite:\(path)") { progress in
                    guard case .applied("m2", _) = progress else { return }
                    do { try other.run("UPDATE _raido_migrations SET checksum = 'x' WHERE id = 'm1'") } catch {
                        Issue.record(error)
                    }
                }
                let error = try failure { try first.up() }
                #expect("\(error)".contains("m1 was edited after it was applied"), "\(error)")
                #expect(try first.status().count { $0.appliedAt != nil } == 2)
            }
        }

        @Test func `wait for a lock, and say so where it is not let go`() async throws {
            try await withFile { path in
                let holder = try SQLiteConnection(path: path)
                try holder.run("BEGIN IMMEDIATE")
                let waiting = SQLiteDatabase(try SQLiteConnection(path: path, lockTimeout: 50))
                let error = try failure { try Migrator(fromTextOf: Self.history, database: waiting).up() }
                #expect(
                    "\(error)" == """
                        Cannot take the lock: database is locked. Another program holds the database; wait for it and \
                        try again.
                            BEGIN IMMEDIATE
                        """)
            }
        }

        @Test func `going down makes no file`() async throws {
            try await withFile { path in
                let migrator = try Migrator(fromTextOf: Self.history, database: "sqlite:\(path)")
                #expect(try migrator.down(.all) == [])
                #expect(access(path, F_OK) != 0)
            }
        }

        @Test func `asking for the status of what can be no database is an error`() async throws {
            try await withFile { path in
                let folder = String(path.dropLast("/app.sqlite".count))
                for wrong in [folder, "\(folder)/nowhere/app.sqlite"] {
                    let migrator = try Migrator(fromTextOf: Self.history, database: "sqlite:\(wrong)")
                    #expect("\(try failure { _ = try migrator.status() })".contains("unable to open database file"))
                    _ = try failure { try migrator.down() }
                }
            }
        }

        @Test func `asking for the status makes no file`() async throws {
            try await withFile { path in
                let migrator = try Migrator(fromTextOf: Self.history, database: "sqlite:\(path)")
                #expect(try migrator.status().allSatisfy { $0.state == .pending })
                #expect(try migrator.plannedSQL().count == 8)
                #expect(access(path, F_OK) != 0)
                #expect(try migrator.up().count == 8)
                #expect(access(path, F_OK) == 0)
            }
        }
    }
#endif
