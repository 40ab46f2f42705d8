import Raido
import RaidoConsole
import RaidoProject

// The files that a project keeps for the tool: snapshots, settings and journals. Any bytes are read or refused at a
// place; what is accepted as a snapshot or journal is written again as it was read, and a journal that is believed names
// files in the folders of migrations and snapshots alone.

private func read(_ bytes: [UInt8]) {
    checkSnapshot(SourceFile(path: "snapshots/fuzzed.json", bytes: bytes))
    checkSettings(SourceFile(path: "raido.json", bytes: bytes))
    checkJournal(SourceFile(path: ".raido/ready.json", bytes: bytes))
    // No input comes upon its checksum by chance.
    let head = "{\n  \"format\": 1,\n  \"checksum\": \"\(Fingerprint(bytes).text)\",\n"
    checkJournal(SourceFile(path: ".raido/ready.json", bytes: Array(head.utf8) + bytes))
}

private func checkJournal(_ file: SourceFile) {
    do throws(ProjectError) {
        let journal = try Journal(reading: file)
        let again = try Journal(reading: SourceFile(path: file.path, bytes: Array(journal.text.utf8)))
        precondition(again == journal, "the journal reads back to something else: \(journal.text)")
        let access = ProjectAccess(folders: ["migration", "snapshots"])
        for entry in journal.entries where access.covers(entry.path) && entry.hasHiddenNames {
            for path in [entry.path, entry.staged, entry.backup] { checkPlace(path, in: access.folders) }
        }
    } catch {
        check(error)
    }
}

/// Walks down a path as the system does.
private func checkPlace(_ path: String, in folders: [String]) {
    precondition(!path.utf8.contains(0), "the system reads less of the path: \(path)")
    let names = path.utf8.split(separator: UInt8(ascii: "/")).map { Array($0) }
    precondition(names.count > 1 && folders.contains { $0.utf8.elementsEqual(names[0]) }, "elsewhere: \(path)")
    precondition(!names.contains { $0 == Array("..".utf8) }, "goes up: \(path)")
}

private func checkSnapshot(_ file: SourceFile) {
    do throws(ProjectError) {
        let snapshot = try Snapshot(reading: file, isFramework: false)
        let again = SourceFile(path: file.path, bytes: Array(snapshot.text.utf8))
        let second = try Snapshot(reading: again, isFramework: false)
        precondition(second.table == snapshot.table, "the snapshot reads back to something else: \(snapshot.text)")
        precondition(second.text == snapshot.text, "the snapshot is written in two ways: \(snapshot.text)")
    } catch {
        check(error)
    }
}

private func checkSettings(_ file: SourceFile) {
    do throws(ProjectError) { _ = try Settings(reading: file) } catch { check(error) }
}

private func check(_ error: ProjectError) {
    precondition(!error.message.isEmpty)
    guard let place = error.place else { return }
    precondition(0 <= place.start && place.start <= place.end, error.message)
    precondition(place.end <= place.file.bytes.count, "a place past the end of the file: \(error.message)")
    _ = (error.line, error.column)
}

/// What libFuzzer calls with one input after another.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    read(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
}
