import Foundation
import Testing

/// Projects in odd places, and such as somebody made to lead the tool astray.
@Suite struct HostileProjectTests {
    private let model = "model! { Author, fields: { name: text } }\n"

    // MARK: - Odd places

    @Test(arguments: ["with space", "new\nline", "quo'te\"d", "back\\slash", "$(echo x); --", "ü\u{202E}", "-n"])
    func aProjectMayHaveAnyPath(name: String) throws {
        let parent = try ScratchProject([name + "/entities/" + name + ".swift": model])
        let folder = parent.folder.appendingPathComponent(name)
        let made = try run(.raido, ["makemigrations"], in: folder)
        #expect(made.status == 0, "\(made)")
        #expect(try run(.raido, ["check"], in: folder).status == 0)
        #expect(try parent.files().count == 4)
    }

    @Test func aProjectsPathNeedNotBeUTF8() throws {
        let project = try ScratchProject(["entities/a.swift": model])
        let script = """
            mkdir "$(printf 'caf\\351')" && mv entities "$(printf 'caf\\351')" && cd "$(printf 'caf\\351')" || exit
            "$0" makemigrations && "$0" check && ls migration snapshots && ls -A | wc -l
            cd .. && rm -r "$(printf 'caf\\351')"
            """
        let outcome = try run("/bin/sh", ["-c", script, BuiltProgram.raido.path], in: project.folder)
        #expect(outcome.status == 0 && outcome.errors == "", "\(outcome)")
        #expect(outcome.output.contains("author.json") && outcome.output.hasSuffix("3\n"), "\(outcome)")
    }

    @Test func aFileWhoseNameIsNotUTF8IsNamed() throws {
        let project = try ScratchProject([
            "entities/a.swift": model, "entities/b.model": "model! { B, fields: { a: txt, } }",
        ])
        let touch = try run("/bin/sh", ["-c", "touch \"entities/$(printf 'caf\\351.swift')\""], in: project.folder)
        #expect(touch.status == 0)
        let outcome = try project.raido("makemigrations")
        let removed = try run("/bin/sh", ["-c", "rm entities/caf*"], in: project.folder)
        #expect(removed.status == 0)
        #expect(outcome.status == 1)
        #expect(
            outcome.errors.contains("entities: the name 'caf\\xe9.swift' in this folder is not UTF-8"), "\(outcome)")
        // It hides no other mistake.
        #expect(outcome.errors.contains("entities/b.model:1:26: error: unknown type 'txt'"), "\(outcome)")
    }

    @Test func anArgumentThatIsNotUTF8IsSpelled() throws {
        let project = try ScratchProject(["entities/a.swift": model])
        let script = "exec \"$0\" check --entities=\"$(printf 'caf\\351')\""
        let outcome = try run("/bin/sh", ["-c", script, BuiltProgram.raido.path], in: project.folder)
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("error: the argument '--entities=caf\\xe9' is not UTF-8; "), "\(outcome)")
    }

    @Test func aReadOnlyMountIsReadAndNotWrittenTo() throws {
        let project = try ScratchProject(["entities/a.swift": model])
        let files = try project.tree()
        let script = """
            mount --bind . . && mount -o remount,bind,ro . || exit 99
            cd "$PWD"
            "$0" check; echo "check $?"; "$0" makemigrations; echo "makemigrations $?"
            """
        let outcome = try run(
            "/usr/bin/env", ["unshare", "--mount", "/bin/sh", "-c", script, BuiltProgram.raido.path], in: project.folder
        )
        guard outcome.output.contains("check ") else {
            print("not tested: a read-only mount, which this user may not make")
            return
        }
        #expect(outcome.output.contains("check 2\n") && outcome.output.hasSuffix("makemigrations 1\n"), "\(outcome)")
        #expect(outcome.errors.contains("error: .raido: Read-only file system (mkdir)"), "\(outcome)")
        #expect(try project.tree() == files)
    }

    @Test func aFolderWithoutPermissionIsReadAndNotWrittenTo() throws {
        let project = try ScratchProject(["entities/a.swift": model])
        let files = try project.tree()
        // Whatever this process takes from new files.
        for (path, mode) in [("entities/a.swift", 0o644), ("entities", 0o755), (".", 0o555)] {
            let path = project.folder.appendingPathComponent(path).path
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        }
        defer { chmod(project.folder.path, 0o755) }
        // The superuser may write anywhere; another user may not.
        let user = geteuid() == 0 ? ["setpriv", "--reuid=65534", "--clear-groups"] : []
        func attempt(_ command: String) throws -> Outcome {
            try run("/usr/bin/env", user + [BuiltProgram.raido.path, command], in: project.folder)
        }
        guard try attempt("--version").status == 0 else {
            print("not tested: a folder without permission, since another user cannot run the program")
            return
        }
        let made = try attempt("makemigrations")
        #expect(made.status == 1)
        #expect(made.errors.contains("error: .raido: Permission denied (mkdir)"), "\(made)")
        #expect(made.errors.contains("check the permissions of the path and of the folders above it"))
        #expect(try attempt("check").status == 2)
        #expect(try project.tree() == files)
    }

    // MARK: - Ways out of the project

    /// Each is tried with everything that a run can be asked for; nothing outside is read or changed.
    @Test(arguments: [
        (link: "migration", target: "../outside"), (link: "snapshots", target: "../outside"),
        (link: "snapshots/framework", target: "../../outside"), (link: "entities", target: "../outside"),
        (link: "migration/Migrations.swift", target: "../../outside/Migrations.swift"),
        (link: "snapshots/author.json", target: "../../outside/author.json"),
        (link: "raido.json", target: "../outside/raido.json"), (link: ".raido", target: "../outside"),
        (link: ".raido/lock", target: "../../outside/lock"),
        (link: ".raido/ready.json", target: "../../outside/secret"),
        (link: ".raido/journal.tmp", target: "../../outside/secret"),
    ])
    func noLinkLeadsOut(link: String, target: String) throws {
        let parent = try ScratchProject(["project/empty": "", "outside/secret": "secret", "outside/a.swift": model])
        try parent.write("{\"entities\": \"secret\"}", to: "outside/raido.json")
        try parent.write("secret = 1\n", to: "outside/Migrations.swift")
        try parent.write("{\"secret\": 1}", to: "outside/author.json")
        let project = parent.folder.appendingPathComponent("project")
        if link != "entities" { try parent.write(model, to: "project/entities/a.swift") }
        let path = project.appendingPathComponent(link)
        try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: path.path, withDestinationPath: target)
        let outside = try parent.tree().filter { $0.key.hasPrefix("outside/") }
        for arguments in [["makemigrations"], ["makemigrations", "--dry-run"], ["check"], ["sql"]] {
            let outcome = try run(.raido, arguments, in: project)
            // Of a half-written journal the link itself is removed.
            if link != ".raido/journal.tmp" { #expect(outcome.status == 1, "\(arguments): \(outcome)") }
            #expect(!outcome.errors.contains("secret = ") && !outcome.output.contains("secret"), "\(outcome)")
            #expect(try parent.tree().filter { $0.key.hasPrefix("outside/") } == outside, "\(arguments)")
        }
    }

    @Test func aLockThatIsALinkIsRefusedWithAWayOut() throws {
        let project = try ScratchProject(["entities/a.swift": model, ".raido/other": ""])
        try FileManager.default.createSymbolicLink(
            atPath: project.folder.appendingPathComponent(".raido/lock").path, withDestinationPath: "other")
        let outcome = try project.raido("makemigrations")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains(".raido/lock: this is a symbolic link to other"), "\(outcome)")
        #expect(outcome.errors.contains("replace the link with a folder or file of the project"), "\(outcome)")
    }

    @Test(
        arguments: ["entities", "migrations", "snapshots"],
        ["/etc", "../../etc", "a/../../b", "a\\u0000b", "a\\u0600/..", "/\\u0301"])
    func settingsCannotNameAPlaceOutside(key: String, path: String) throws {
        let project = try ScratchProject(["entities/a.swift": model, "raido.json": "{\"\(key)\": \"\(path)\"}"])
        let files = try project.tree()
        let outcome = try project.raido("makemigrations")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("raido.json:1:"), "\(outcome)")
        #expect(outcome.errors.contains("is not inside the project's folder"), "\(outcome)")
        #expect(try project.tree() == files)
    }

    @Test(arguments: [".git/hooks", "a/.GIT", ".raido", "./.raido/x"])
    func settingsCannotNameFoldersOfOthersInside(path: String) throws {
        let project = try ScratchProject(["entities/a.swift": model, "raido.json": "{\"migrations\": \"\(path)\"}"])
        let files = try project.tree()
        let outcome = try project.raido("makemigrations")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("'\(path)' is reserved for version control or for Raido"), "\(outcome)")
        #expect(try project.tree() == files)
    }

    @Test func thePersonAtTheCommandLineCanNameAPlaceOutside() throws {
        let parent = try ScratchProject(["models/a.swift": model, "project/empty": ""])
        let folders = ["--entities=../models", "--migrations=../m", "--snapshots=\(parent.folder.path)/s"]
        let project = parent.folder.appendingPathComponent("project")
        let made = try run(.raido, ["makemigrations"] + folders, in: project)
        #expect(made.status == 0, "\(made)")
        #expect(try Set(parent.files().keys).isSuperset(of: ["m/Migrations.swift", "s/author.json"]))
        #expect(try run(.raido, ["check"] + folders, in: project).status == 0)
    }

    @Test(arguments: ["../x", "a/b", "a b", "a;b", "a.b", "é", ""])
    func aSnapshotsTableNeverReachesAPath(name: String) throws {
        let project = try ScratchProject(["entities/a.swift": model])
        #expect(try project.raido("makemigrations").status == 0)
        let text = try project.text("snapshots/author.json").replacingOccurrences(
            of: "\"table\": \"author\"", with: "\"table\": \"\(name)\"")
        try project.write(text, to: "snapshots/author.json")
        if !name.contains("/") { try project.write(text, to: "snapshots/\(name).json") }
        let files = try project.tree()
        let outcome = try project.raido("makemigrations", "--force")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains(".json:"), "\(outcome)")
        #expect(try project.tree() == files)
    }

    // MARK: - What would not end

    /// The limit is for a run that waits for ever, which no load makes of one that does not.
    @Test(.timeLimit(.minutes(20)))
    func pipesDevicesLoopsAndGiantsDoNotHoldARun() throws {
        let project = try ScratchProject(["entities/a.swift": model])
        let made = try run(
            "/bin/sh",
            [
                "-c",
                """
                ln -s .. entities/up; ln -s . entities/here; ln -s loop entities/loop.swift
                ln -s /dev/zero entities/zero.swift; ln -s /dev/tty entities/tty.rs; mkfifo entities/pipe.swift .env
                mkfifo entities/pipe.txt; truncate -s 1T entities/giant.swift
                """,
            ], in: project.folder)
        #expect(made.status == 0, "\(made)")
        let outcome = try project.raido("check")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("entities/pipe.swift: this is not a regular file"), "\(outcome)")
        #expect(outcome.errors.contains("entities/giant.swift: File too large (read)"), "\(outcome)")
        #expect(outcome.errors.contains("files of up to 256 MiB are read"), "\(outcome)")
        try project.remove("entities/pipe.swift")
        try project.remove("entities/giant.swift")
        let checked = try project.raido("check")
        #expect(checked.status == 2, "\(checked)")
        #expect(checked.errors.contains("entities/zero.swift: the symbolic link to /dev/zero was not followed"))
        let sql = try project.raido("sql")
        #expect(sql.status == 1 && sql.errors.contains("cannot read .env"), "\(sql)")
        for path in [
            "migration/Migrations.swift", "snapshots/a.json", "raido.json", ".raido/ready.json", ".raido/lock",
        ] {
            let other = try ScratchProject(["entities/a.swift": model])
            let script = "mkdir -p $(dirname \(path)); mkfifo \(path)"
            #expect(try run("/bin/sh", ["-c", script], in: other.folder).status == 0)
            let outcome = try other.raido("makemigrations")
            #expect(outcome.status == (path == ".raido/lock" ? 0 : 1), "\(path): \(outcome)")
        }
    }

    @Test func aFolderAThousandDeepIsWalked() throws {
        let project = try ScratchProject()
        let deep = "entities/" + String(repeating: "d/", count: 1000)
        try project.write(model, to: deep + "a.swift")
        let outcome = try project.raido("check")
        #expect(outcome.status == 2, "\(outcome)")
    }
}
