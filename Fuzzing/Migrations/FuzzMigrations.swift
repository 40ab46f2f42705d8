import Raido
import RaidoConsole
import RaidoProject

// Migrations as Swift. Any bytes are read or refused at a place; what is accepted is written again and reads back.

private func read(_ bytes: [UInt8]) {
    check(bytes)
    // Few inputs come upon the declaration by chance.
    check(Array("let fuzzed = Migration(id: \"fuzzed\", batch: \"b\", changes: [".utf8) + bytes)
}

private func check(_ bytes: [UInt8]) {
    let file = SourceFile(path: "fuzzed.swift", bytes: bytes)
    do throws(ProjectError) {
        var migration = try readMigration(file)
        migration.id = "m20260131_120000_001_fuzzed"
        // A text with a NUL is not written.
        guard let source = try? swiftSource(of: migration, summary: "") else { return }
        let again = SourceFile(path: migration.id + ".swift", bytes: Array(source.utf8))
        guard let second = try? readMigration(again), second == migration else {
            fatalError("the printed migration does not read back to the same value: \(source)")
        }
    } catch {
        precondition(!error.message.isEmpty)
        guard let place = error.place else { fatalError("the error has no source location: \(error.message)") }
        precondition(0 <= place.start && place.start <= place.end, error.message)
        precondition(place.end <= place.file.bytes.count, "a place past the end of the file: \(error.message)")
        _ = (error.line, error.column)
    }
}

/// What libFuzzer calls with one input after another.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    read(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
}
