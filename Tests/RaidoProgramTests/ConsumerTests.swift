import Foundation
import Raido
import Testing

/// What a user of this package does, from an empty folder on. Everything is built in one folder, one after the other.
@Suite struct ConsumerTests {
    @Test func theQuickStartOfTheReadmeWorksInAPackageThatDependsOnThisOneByItsURL() throws {
        let clock = ContinuousClock()
        let blocks = try fencedBlocks(of: "README.md").filter { $0.section == quickStart }
        let version = try #require(blocks.lazy.compactMap(\.version).first, "the quick start names no version")
        let consumer = try ConsumerPackage(tagging: version)
        var commands = 0
        let start = clock.now
        for block in blocks {
            if let file = block.file { try consumer.write(adapted(file.text, to: consumer), to: file.path) }
            guard block.language == "console" else { continue }
            for command in block.commands {
                let outcome = try consumer.shell(adapted(command.line, to: consumer))
                #expect(command.shows(outcome.output), "\(command.line) printed:\n\(outcome)")
                commands += 1
            }
        }
        print("quick start: \(commands) commands, \(clock.now - start) with all that is built")
        #expect(try consumer.shell("sqlite3 app.sqlite 'SELECT count(*) FROM _raido_migrations'").output == "1\n")

        try makeMigrationsWithThePlugIn(consumer)
        print("with the plug-in: \(clock.now - start)")
        try compileTheMigrations(consumer)
        print("with a program of its own: \(clock.now - start)")
        try migratePostgreSQL(consumer)
        print("with PostgreSQL: \(clock.now - start)")
        try dependOnABranch(consumer)
        print("with a branch: \(clock.now - start)")
    }

    /// A document's URL, as the URL of the copy.
    private func adapted(_ text: String, to consumer: ConsumerPackage) -> String {
        text.replacingOccurrences(of: "https://[^\" ]*raido(\\.git)?", with: consumer.url, options: .regularExpression)
    }

    /// The command plug-in, called as the manual says.
    private func makeMigrationsWithThePlugIn(_ consumer: ConsumerPackage) throws {
        let command = "swift package --allow-writing-to-package-directory makemigrations"
        let manual = try String(
            contentsOf: packageFolder.appendingPathComponent("docs/migrations.md"), encoding: .utf8)
        #expect(manual.contains("`\(command)`"))
        try consumer.write("model! { Remark, fields: { text: no_such_type } }\n", to: "entities/remark.model")
        // The package manager turns every failure of a plug-in into 1.
        let failed = try consumer.shell("status=0; \(command) || status=$?; [ $status = 1 ]; ls migration snapshots")
        // It also shows what the plug-in's program says on standard output.
        #expect(failed.output.contains("entities/remark.model:1:"), "\(failed)")
        #expect(!failed.output.contains("remarks"), "\(failed)")
        try consumer.write(
            "model! { Remark, table: \"remarks\", fields: { text: text } }\n", to: "entities/remark.model")
        let made = try consumer.shell("\(command) --name 'add remarks'; ls migration snapshots")
        #expect(made.output.contains("create remarks"), "\(made)")
        #expect(made.output.contains("_001_add_remarks.swift\n"), "\(made)")
        #expect(made.output.contains("\nremarks.json\n"), "\(made)")
        let up = try consumer.shell("swift run raido up")
        #expect(up.output.hasSuffix("Applied 1 migration.\n"), "\(up)")
    }

    /// An application that holds its migrations; its targets have the names that this package once had.
    private func compileTheMigrations(_ consumer: ConsumerPackage) throws {
        let manifest = try consumer.text("Package.swift")
        #expect(manifest.contains("name: \"Migrations\""))
        let targets = """
            .executableTarget(
                name: "migrate", dependencies: ["Migrations", .product(name: "RaidoMigrate", package: "raido")]),
            .executableTarget(name: "benchmarks"),
            """
        try consumer.write(
            manifest.replacingOccurrences(of: "    targets: [\n", with: "    targets: [\n\(targets)\n"),
            to: "Package.swift")
        try consumer.write(
            "import Migrations\nimport RaidoMigrate\n\nMigrateProgram.main(migrations)\n",
            to: "Sources/migrate/main.swift")
        try consumer.write("print(\"fast\")\n", to: "Sources/benchmarks/main.swift")
        let up = try consumer.shell("swift run migrate up", environment: ["DB_URL": "sqlite:own.sqlite"])
        #expect(up.output.hasSuffix("Applied 2 migrations.\n"), "\(up)")
        let again = try consumer.shell("swift run raido up", environment: ["DB_URL": "sqlite:own.sqlite"])
        #expect(again.output.contains("Nothing to apply."), "\(again)")
    }

    private func migratePostgreSQL(_ consumer: ConsumerPackage) throws {
        guard let server = TestServer(.postgresql) else {
            return print("not tested: the quick start on PostgreSQL, since there is no server")
        }
        let missing = try consumer.shell("! swift run raido up --database postgresql://127.0.0.1/none")
        let line = ".package(url: \"…\", from: \"…\", traits: [.defaults, \"PostgreSQL\"])"
        #expect(missing.errors.contains(line), "\(missing)")
        let manifest = try consumer.text("Package.swift")
        try consumer.write(
            manifest.replacingOccurrences(
                of: "(from: \"[0-9.]+\")\\)", with: "$1, traits: [.defaults, \"PostgreSQL\"])",
                options: .regularExpression),
            to: "Package.swift")
        try server.withDatabase { name in
            let environment = ["DB_URL": server.url(of: name)]
            let up = try consumer.shell("swift run raido up", environment: environment)
            #expect(up.output.hasSuffix("Applied 2 migrations.\n"), "\(up)")
            let status = try consumer.shell("swift run migrate status", environment: environment)
            #expect(status.output.hasSuffix("2 migrations applied, 0 pending.\n"), "\(status)")
        }
    }

    /// The whole graph of packages is planned for the smallest product.
    private func dependOnABranch(_ consumer: ConsumerPackage) throws {
        let manifest = try consumer.text("Package.swift")
        try consumer.write(
            manifest.replacingOccurrences(
                of: "from: \"[0-9.]+\"", with: "branch: \"main\"", options: .regularExpression),
            to: "Package.swift")
        #expect(try consumer.shell("swift run benchmarks").output == "fast\n")
        #expect(try consumer.text("Package.resolved").contains("\"branch\" : \"main\""))
    }
}

extension FencedBlock {
    /// The version of this package that a block asks for: `--from 0.1.0`, or `from: "0.1.0"`.
    fileprivate var version: String? {
        for line in lines {
            guard let range = line.range(of: "from:? \"?[0-9.]+", options: .regularExpression) else { continue }
            return String(line[range].drop { !$0.isNumber })
        }
        return nil
    }
}
