import Raido
package import RaidoConsole
import RaidoPlatform

/// All words of this module: what a person reads about each problem, and the way out.
extension ProjectProblem {
    package var message: String {
        switch self {
        case .badTableName(let name): "'\(name)' is no name for a table"
        case .changedMeanwhile: "the file has changed since it was read"
        case .damagedSnapshot(let problem): problem.message
        case .duplicateKey(let key): "'\(key)' is given twice"
        case .duplicateSnapshot(let table, let other): "table '\(table)' has another snapshot, \(other)"
        case .existsAlready: "a file of that name exists already, and is not overwritten"
        case .foreignText: "this is not the list's, and would be lost when the list is written anew"
        case .hasCode(let what): "this migration has code: \(what) cannot be read without compiling it"
        case .interruptedRun(let cause):
            "an earlier run was interrupted while it wrote"
                + (cause.map { ", and what it left cannot be mended here: \($0.reason)" } ?? "")
        case .invalidIdentity(let id): "'\(id)' is no identity of a migration"
        case .journalDamaged(let reason): "the journal of an interrupted run cannot be read: \(reason)"
        case .journalElsewhere(let path, let folders):
            "the journal of an interrupted run names '\(path)', which is not in \(listed(folders))"
        case .journalForeign(let path):
            "the journal of an interrupted run names '\(path)', which no run writes like that"
        case .journalTwice: "there are two journals of interrupted runs, and no run leaves two"
        case .json(let problem): problem.message
        case .link(let target): "this is a symbolic link, to \(target), and a run would cut it off"
        case .linkLeadsOut(let target): "a symbolic link leads out of the project, to \(target)"
        case .locked(let holder): "another run has this project" + (holder.map { ": \($0)" } ?? "")
        case .mergeMarkers: "merge markers"
        case .misnamedSnapshot(let table, let expected):
            "the file is named after '\(expected)' and holds table '\(table)'"
        case .missingEntities, .missingMigrations: "there is no such folder"
        case .missingKey(let key): "'\(key)' is missing"
        case .missingMigration(let id, _): "'\(id)' is listed, and its file \(id).swift is missing"
        case .newerFormat(let file, let found, let known):
            "\(file) uses format \(found), this tool reads up to \(known)"
        case .noLaterIdentity(let id, let last):
            "no migration can come after '\(last)': the next one would be '\(id)', which comes before it"
        case .notAFile: "this is no regular file"
        case .notAFolder: "this is no folder"
        case .nameNotUTF8(let spelled): "the name '\(spelled)' in this folder is not UTF-8"
        case .notUTF8: "the text is not UTF-8"
        case .nulInText(let migration): "a text in \(migration) holds a NUL, which no engine can store"
        case .otherEngines(let asked, let found):
            "--engine asks for \(names(asked)), and \"engines\" here "
                + (found.map { "names \(names($0))" } ?? "is missing")
        case .pathLeadsOut(let path): "'\(path)' is no path in the project's folder"
        case .pathReserved(let path): "'\(path)' belongs to version control, or to the runs of this tool"
        case .pathTwice: "the run would write this file twice"
        case .snapshotMergeMarkers(let sides):
            "merge markers: two branches changed this table"
                + (sides.isEmpty ? "" : ", with \(sides.joined(separator: " and "))")
        case .staleRegistry(let missing):
            "the list does not name every migration of the folder"
                + (missing.isEmpty ? "" : ": it lacks \(listed(missing, showing: 3))")
        case .strayMigration(let stray): stray.message
        case .swift(let problem): problem.message
        case .system(let error): "\(error.reason) (\(error.call))"
        case .undoneInPart(let paths, let left): Recovery.undone(paths, left: left).message
        case .unfinished(let lost, _):
            "an interrupted run can be neither finished nor undone: what was in \(lost.joined(separator: ", ")) is gone"
        case .unfitting(let migration, let mismatch): "\(migration) does not fit the snapshots: \(mismatch)"
        case .unknownColumn(let name, let table): "table '\(table)' has no column '\(name)'"
        case .unknownKey(let key, let known): "unknown key '\(key)'" + suggestion(for: key, among: known)
        case .unrestored(let cause, let failures):
            "\(cause); and what was written could not be taken back: \(failures.joined(separator: "; "))"
        case .wrongChecksum: "the checksum does not fit the rest: the file was damaged, or edited"
        case .wrongType(let key, let expected): key.map { "'\($0)' must be \(expected)" } ?? "expected \(expected)"
        case .wrongValue(let value, let known): "unknown value '\(value)'" + suggestion(for: value, among: known)
        }
    }

    package var advice: [String] {
        switch self {
        case .badTableName:
            ["names of tables have letters, digits and '_'; take the file's last good state from version control"]
        case .changedMeanwhile: ["run again when it is done"]
        case .damagedSnapshot(let problem):
            ["'raido snapshots --rebuild' writes it again from the migrations"] + problem.advice
        case .duplicateSnapshot, .misnamedSnapshot:
            ["rename or remove one of them, or take the folder's last good state from version control"]
        case .existsAlready: ["move it away and run again"]
        case .interruptedRun(let cause):
            ["run 'raido check' where the project can be written to; it finishes or undoes that"]
                + (cause?.advice ?? [])
        case .invalidIdentity:
            ["an identity is m<8 digits>_<6 digits>_<3 digits>_<words>, in letters, digits and '_'"]
        case .journalElsewhere:
            [
                "if you made that run, repeat it with the same --migrations and --snapshots",
                "if you did not, remove the folder .raido: somebody else put it there",
            ]
        case .locked(let holder):
            ["--wait SECONDS waits longer"]
                + (holder == nil ? [] : ["the lock ends with that process; there is no file to remove"])
        case .journalDamaged, .journalForeign, .journalTwice:
            [
                "take the migrations and snapshots from version control, and remove files there that it does not know",
                "then remove the folder .raido, and run again",
            ]
        case .undoneInPart(let paths, let left): Recovery.undone(paths, left: left).advice
        case .unfinished(let lost, let new):
            ["take \(listed(lost)) from version control"]
                + (new.isEmpty ? [] : ["remove what the run made: \(listed(new))"])
                + ["then remove the folder .raido and the hidden files .raido-*, and run again"]
        case .json, .duplicateKey, .missingKey, .notUTF8, .unknownColumn, .wrongType:
            ["mend the place, or take the file's last good state from version control"]
        case .link, .linkLeadsOut: ["put a folder or file of the project in the link's place"]
        case .mergeMarkers: ["resolve the conflict and run again"]
        case .missingEntities(let isDefault):
            isDefault
                ? ["'raido init' creates it, with a first model; --entities names another folder"]
                : ["correct the path in --entities or in raido.json, or create the folder"]
        case .foreignText: ["move it to another file of the folder"]
        case .hasCode: ["write it as literals, or apply the migration with the compiled program"]
        case .nameNotUTF8: ["rename the file"]
        case .missingMigrations:
            [
                "a new project gets it from 'raido init', or from its first 'raido makemigrations'",
                "otherwise correct \"migrations\" in raido.json, or name the project's folder with --project",
            ]
        case .missingMigration(let id, let holder):
            holder.map { ["\($0) holds it: rename it to \(id).swift, in the folder of the list"] }
                ?? ["restore the file from version control, or remove its line from the list"]
        case .newerFormat: ["use the version of raido that wrote it, or a newer one"]
        case .noLaterIdentity:
            [
                "if a database has it applied, revert it there with '\(ProgramName.current) down'",
                "then remove what its run wrote, take the snapshots and the list from version control, and run again "
                    + "without that --now",
            ]
        case .notAFile, .notAFolder: ["move away what stands there"]
        case .nulInText: ["take the NUL out of the model"]
        case .otherEngines(let asked, _):
            [
                "raido.json is never overwritten; to change the engines, edit it: \"engines\": "
                    + JSONText.strings(asked.map(\.rawValue)).text
            ]
        case .pathLeadsOut: ["--entities, --migrations and --snapshots name folders outside of it, for one run"]
        case .pathReserved: ["name another folder"]
        case .pathTwice: []
        case .snapshotMergeMarkers: MergeRecipe.advice
        case .staleRegistry:
            [
                "'raido snapshots --rebuild' writes the list again; a file that is no longer a migration goes to "
                    + "another folder"
            ]
        case .strayMigration(let stray): stray.advice
        case .swift(let problem): problem.advice
        case .system(let error): error.advice
        case .unfitting: []
        case .unknownKey(_, let known), .wrongValue(_, let known):
            known.isEmpty ? [] : ["known here: " + known.joined(separator: ", ")]
        case .wrongChecksum: []
        case .unrestored: ["the next run tries again; version control has the old files"]
        }
    }
}

extension LockingProcess: CustomStringConvertible {
    package var description: String {
        "process \(process) on \(host), since \(since): \(command)"
    }
}

extension Recovery {
    /// What a run says of it before it goes on.
    package var notice: Diagnostic {
        Diagnostic(.warning, message, at: nil, notes: advice.map { Diagnostic.Note($0) })
    }

    var message: String {
        switch self {
        case .finished(let paths, let left):
            "an earlier run was interrupted while it wrote; its work is finished now"
                + (paths.isEmpty ? "" : ": \(listed(paths))")
                + (left.isEmpty ? "" : "; changed by somebody since, and left as they are: \(listed(left))")
        case .undone(let paths, let left):
            "an earlier run was interrupted before all was written; its work is undone now"
                + (paths.isEmpty ? "" : ": \(listed(paths))")
                + (left.isEmpty
                    ? ""
                    : "; changed by somebody since, or perhaps named by such a file, and left as they are: \(listed(left))")
        }
    }

    var advice: [String] {
        guard case .undone(_, let left) = self, !left.isEmpty else { return [] }
        return [
            "look at each before the next run: \(left.joined(separator: ", "))",
            "a migration that stays is taken into the list, and the next run plans once more what it does: remove it, "
                + "unless it is to come before that",
            "version control has what a list or a snapshot was before that run",
        ]
    }
}

private func names(_ engines: [Engine]) -> String {
    engines.map(\.rawValue).joined(separator: ", ")
}

/// Names of which there may be many.
private func listed(_ names: [String], showing most: Int = 6) -> String {
    let shown = names.prefix(most)
    let rest = names.count - shown.count
    return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
}

extension JSONProblem {
    var message: String {
        switch self {
        case .controlCharacter: "a control character or line end stands in a string; write \\n, \\t or \\u0000"
        case .depth: "nested too deep"
        case .end: "the file ends too early"
        case .escape: "this is no escape of JSON"
        case .number: "this is no number of JSON"
        case .surrogate: "half of a surrogate pair"
        case .trailing: "something stands behind the end of the value"
        case .unexpected(let expected): "expected \(expected)"
        }
    }
}

func suggestion(for word: String, among known: [String]) -> String {
    nearest(to: word, among: known).map { "; did you mean '\($0)'?" } ?? ""
}

/// What generated files say beside their Swift.
enum SourceWords {
    static let header = "Written by 'raido makemigrations'. The file is yours now: it is never written again."
    static let emptyHeader = "Written by 'raido new'. The file is yours: it is never written again."
    static let emptyExplanation = [
        "'up' lists the statements to run, 'down' those that take them back: [\"UPDATE articles SET views = 0\"].",
        "A statement that differs between engines: .sql(sqlite: \"…\", postgresql: \"…\").",
        "'down: []' has nothing to take back; 'down: nil' cannot be reverted.",
        "Where the statements change a table of the models, say what they change: RawSQL(up:, down:, effect: […]).",
    ]
    static let registryHeader = "Written by 'raido makemigrations', which keeps it in step with the files beside it."
}

extension Loss {
    /// The comment above the change in the generated file.
    var comment: String {
        switch self {
        case .enumRows(let value): "Reverting brings the value '\(value)' back, and not the rows that held it."
        case .everything: "Cannot be reverted: there is no 'down'."
        case .nulls: "Reverting allows NULL again, and does not bring back those that were filled."
        case .oldValues: "Reverting brings the type back, and not what the new one cut, rounded or replaced."
        case .rows: "Reverting brings the table back, and not its rows."
        case .values: "Reverting brings the column back, and not its values."
        }
    }
}
