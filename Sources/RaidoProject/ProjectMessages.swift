import Raido
package import RaidoConsole
import RaidoPlatform

/// The messages of this module: what is wrong, and how to fix it.
extension ProjectProblem {
    package var message: String {
        switch self {
        case .badTableName(let name): "'\(name)' is not a valid table name"
        case .changedMeanwhile: "the file was changed after it was read"
        case .damagedSnapshot(let problem): problem.message
        case .duplicateKey(let key): "'\(key)' is given twice"
        case .duplicateSnapshot(let table, let other): "table '\(table)' has another snapshot, \(other)"
        case .existsAlready: "a file with that name already exists and is not overwritten"
        case .foreignText: "this text does not belong to the list, and would be lost when the list is rewritten"
        case .hasCode(let what): "this migration has code: \(what) cannot be read without compiling it"
        case .interruptedRun(let cause):
            "an earlier run was interrupted while it wrote files"
                + (cause.map { ", and its work cannot be completed or undone here: \($0.reason)" } ?? "")
        case .invalidIdentity(let id): "'\(id)' is not a valid migration id"
        case .journalDamaged(let reason): "the journal of an interrupted run cannot be read: \(reason)"
        case .journalElsewhere(let path, let folders):
            "the journal of an interrupted run names '\(path)', which is not in \(folders.listedInShort())"
        case .journalForeign(let path):
            "the journal of an interrupted run names '\(path)', which no run writes in that form"
        case .journalTwice: "there are two journals of interrupted runs; a run never leaves two"
        case .json(let problem): problem.message
        case .link(let target): "this is a symbolic link to \(target), which a run would replace"
        case .linkLeadsOut(let target): "a symbolic link leads out of the project, to \(target)"
        case .locked(let holder): "another run is using this project" + (holder.map { ": \($0)" } ?? "")
        case .listMergeMarkers: "the list of migrations has merge markers"
        case .mergeMarkers: MergeMarkers.message
        case .migrationsChanged: "the migrations changed after this run read them; no migration was started"
        case .misnamedSnapshot(let table, let expected):
            "the file is named after '\(expected)' but contains table '\(table)'"
        case .missingEntities, .missingMigrations: "the folder does not exist"
        case .missingKey(let key): "'\(key)' is missing"
        case .missingMigration(let id, _): "'\(id)' is listed, but its file \(id).swift is missing"
        case .newerFormat(let file, let found, let known):
            "\(file) uses format \(found), this tool reads up to \(known)"
        case .noLaterIdentity(let id, let last):
            "no migration can come after '\(last)': the next one would be '\(id)', which comes before it"
        case .noProject(let error, _):
            error.isNotAFolder
                ? "this is not a folder"
                : error.isMissing ? "the folder does not exist" : "the folder cannot be entered: \(error.reason)"
        case .notAFile: "this is not a regular file"
        case .notAFolder: "this is not a folder"
        case .nameNotUTF8(let spelled): "the name '\(spelled)' in this folder is not UTF-8"
        case .notUTF8: "the text is not UTF-8"
        case .nulInText(let migration): "a text in \(migration) contains a NUL character, which no engine can store"
        case .otherEngines(let asked, let found):
            "--engine asks for \(names(asked)), and \"engines\" here "
                + (found.map { "names \(names($0))" } ?? "is missing")
        case .pathLeadsOut(let path): "'\(path)' is not inside the project's folder"
        case .pathReserved(let path): "'\(path)' is reserved for version control or for Raido"
        case .pathTwice: "the run would write this file twice"
        case .snapshotMergeMarkers(let sides):
            "merge markers: two branches changed this table"
                + (sides.isEmpty ? "" : ", with \(sides.listedInWords)")
        case .staleRegistry(let missing):
            "the list does not contain every migration of the folder"
                + (missing.isEmpty ? "" : ": it lacks \(missing.listedInShort(showing: 3))")
        case .strayMigration(let stray): stray.message
        case .swift(let problem): problem.message
        case .system(let error): "\(error.reason) (\(error.call))"
        case .undoneInPart(let paths, let left): Recovery.undone(paths, left: left).message
        case .unfinished(let lost, _):
            "an interrupted run can be neither finished nor undone: the content of \(lost.joined(separator: ", ")) is lost"
        case .unfitting(let migration, let mismatch): "\(migration) does not fit the snapshots: \(mismatch)"
        case .unknownColumn(let name, let table): "table '\(table)' has no column '\(name)'"
        case .unknownKey(let key, let known): "unknown key '\(key)'" + suggestion(for: key, among: known)
        case .unrestored(let cause, let failures):
            "\(cause); and the written files could not be restored: \(failures.joined(separator: "; "))"
        case .wrongChecksum: "the checksum does not match the file: it was damaged or edited"
        case .wrongType(let key, let expected): key.map { "'\($0)' must be \(expected)" } ?? "expected \(expected)"
        case .wrongValue(let value, let known): "unknown value '\(value)'" + suggestion(for: value, among: known)
        }
    }

    package var advice: [String] {
        switch self {
        case .badTableName:
            ["table names consist of letters, digits and '_'; restore the file's last good state from version control"]
        case .changedMeanwhile: ["run the command again when the change is complete"]
        case .damagedSnapshot(let problem):
            ["'raido snapshots --rebuild' writes it again from the migrations"] + problem.advice
        case .duplicateSnapshot, .misnamedSnapshot:
            ["rename or remove one of them, or restore the folder's last good state from version control"]
        case .existsAlready: ["move it away and run the command again"]
        case .interruptedRun(let cause):
            ["run 'raido check' where the project is writable; it finishes or undoes that work"]
                + (cause?.advice ?? [])
        case .invalidIdentity:
            ["an id has the form m<8 digits>_<6 digits>_<3 digits>_<words>, with letters, digits and '_'"]
        case .journalElsewhere:
            [
                "if you made that run, repeat it with the same --migrations and --snapshots",
                "if not, remove the folder .raido: it is not yours",
            ]
        case .locked(let holder):
            ["use --wait SECONDS to wait longer"]
                + (holder == nil ? [] : ["the lock ends with that process; there is no file to remove"])
        case .journalDamaged, .journalForeign, .journalTwice:
            [
                "restore the migrations and snapshots from version control, and remove untracked files there",
                "then remove the folder .raido, and run the command again",
            ]
        case .undoneInPart(let paths, let left): Recovery.undone(paths, left: left).advice
        case .unfinished(let lost, let new):
            ["restore \(lost.listedInShort()) from version control"]
                + (new.isEmpty ? [] : ["remove the files that the run created: \(new.listedInShort())"])
                + ["then remove the folder .raido and the hidden files .raido-*, and run the command again"]
        case .json, .duplicateKey, .missingKey, .notUTF8, .unknownColumn, .wrongType:
            ["correct the file, or restore its last good state from version control"]
        case .link, .linkLeadsOut: ["replace the link with a folder or file of the project"]
        case .listMergeMarkers: ["'raido snapshots --rebuild' rewrites the list"]
        case .mergeMarkers: [MergeMarkers.advice]
        case .missingEntities(let isDefault):
            isDefault
                ? ["'raido init' creates it with a first model; use --entities to name another folder"]
                : ["correct the path in --entities or in raido.json, or create the folder"]
        case .foreignText: ["move it to another file of the folder"]
        case .hasCode:
            ["write it as literals, or use the compiled program: 'migrate up', 'migrate check --database URL'"]
        case .nameNotUTF8: ["rename the file"]
        case .migrationsChanged: ["check what changed, then run the command again"]
        case .missingMigrations:
            [
                "in a new project, 'raido init' or the first 'raido makemigrations' creates it",
                "otherwise correct \"migrations\" in raido.json, or name the project's folder with --project",
            ]
        case .missingMigration(let id, let holder):
            holder.map { ["\($0) contains it: rename that file to \(id).swift, in the folder of the list"] }
                ?? ["restore the file from version control, or remove its line from the list"]
        case .newerFormat: ["use the version of raido that wrote it, or a newer one"]
        case .noLaterIdentity:
            [
                "if it is applied to a database, revert it there with '\(ProgramName.current) down'",
                "then remove the files of its run, restore the snapshots and the list from version control, and run the command "
                    + "again without that --now",
            ]
        case .noProject(let error, let folder):
            error.advice + [
                "--project names the folder of a project; a relative path starts at \(folder). Without --project, raido "
                    + "uses the project of the current directory"
            ]
        case .notAFile, .notAFolder: ["move it away"]
        case .nulInText: ["remove the NUL character from the model"]
        case .otherEngines(let asked, _):
            [
                "raido.json is never overwritten; to change the engines, edit it: \"engines\": "
                    + JSONText.strings(asked.map(\.rawValue)).text
            ]
        case .pathLeadsOut:
            ["for one run, --entities, --migrations and --snapshots can name folders outside the project"]
        case .pathReserved: ["name another folder"]
        case .pathTwice: []
        case .snapshotMergeMarkers: MergeRecipe.advice
        case .staleRegistry:
            [
                "'raido snapshots --rebuild' rewrites the list; move files that are no longer migrations to "
                    + "another folder"
            ]
        case .strayMigration(let stray): stray.advice
        case .swift(let problem): problem.advice
        case .system(let error): error.advice
        case .unfitting: []
        case .unknownKey(_, let known), .wrongValue(_, let known):
            known.isEmpty ? [] : ["known here: " + known.joined(separator: ", ")]
        case .wrongChecksum: []
        case .unrestored: ["the next run tries again; the old files are in version control"]
        }
    }
}

extension LockingProcess: CustomStringConvertible {
    package var description: String {
        "process \(process) on \(host), since \(since): \(command)"
    }
}

extension Recovery {
    /// The notice that a run prints before it continues.
    package var notice: Diagnostic {
        Diagnostic(.warning, message, at: nil, notes: advice.map { Diagnostic.Note($0) })
    }

    var message: String {
        switch self {
        case .finished(let paths, let left):
            "an earlier run was interrupted while it wrote files; its work is now finished"
                + (paths.isEmpty ? "" : ": \(paths.listedInShort())")
                + (left.isEmpty ? "" : "; changed since then, and left as they are: \(left.listedInShort())")
        case .undone(let paths, let left):
            "an earlier run was interrupted before it had written all files; its work is now undone"
                + (paths.isEmpty ? "" : ": \(paths.listedInShort())")
                + (left.isEmpty
                    ? ""
                    : "; changed since then, or possibly used by a changed file, and left as they are: \(left.listedInShort())")
        }
    }

    var advice: [String] {
        guard case .undone(_, let left) = self, !left.isEmpty else { return [] }
        return [
            "check each of these files before the next run: \(left.joined(separator: ", "))",
            "a migration that stays is added to the list, and the next run plans its changes again: remove it, "
                + "unless it should come before those changes",
            "version control has the list and the snapshots from before that run",
        ]
    }
}

private func names(_ engines: [Engine]) -> String {
    engines.map(\.rawValue).joined(separator: ", ")
}

extension JSONProblem {
    var message: String {
        switch self {
        case .controlCharacter: "a string contains a control character or line end; write \\n, \\t or \\u0000"
        case .depth: "nested too deeply"
        case .end: "the file ends too early"
        case .escape: "invalid JSON escape"
        case .number: "invalid JSON number"
        case .surrogate: "incomplete surrogate pair"
        case .trailing: "unexpected text after the end of the value"
        case .unexpected(let expected): "expected \(expected)"
        }
    }
}

func suggestion(for word: String, among known: [String]) -> String {
    nearest(to: word, among: known).map { "; did you mean '\($0)'?" } ?? ""
}

/// The comments in generated files.
enum SourceWords {
    static let header = "Written by 'raido makemigrations'. The file is yours now: it is never written again."
    static let emptyHeader = "Written by 'raido new'. The file is yours: it is never written again."
    static let emptyExplanation = [
        "'up' lists the statements to run, 'down' those that revert them: [\"UPDATE articles SET views = 0\"].",
        "A statement that differs between engines: .sql(sqlite: \"…\", postgresql: \"…\").",
        "'down: []' reverts nothing; a migration with 'down: nil' cannot be reverted.",
        "Where the statements change a table of the models, say what they change: RawSQL(up:, down:, effect: […]).",
    ]
    static let registryHeader = "Written by 'raido makemigrations', which keeps it in step with the files beside it."
}
