import Raido
import RaidoConsole
import RaidoProject

// The files that a project keeps for the tool: snapshots, settings and journals. Any bytes are read or refused at a
// place; what is accepted as a snapshot is written again as it was read.

private func read(_ bytes: [UInt8]) {
    checkSnapshot(SourceFile(path: "snapshots/fuzzed.json", bytes: bytes))
    checkSettings(SourceFile(path: "raido.json", bytes: bytes))
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
