import Foundation
import Raido
import RaidoConsole
import RaidoLanguage
import Testing

/// Reads a folder of models that the environment names, and prints what is said about them: a driver for trying real
/// files. `RAIDO_WILD=path swift test --filter Wild`
@Suite struct Wild {
    @Test func aFolderOfRealModelsIsReadWhole() throws {
        guard let folder = ProcessInfo.processInfo.environment["RAIDO_WILD"] else {
            print("RAIDO_WILD names no folder: no real models are read.")
            return
        }
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
        var files: [SourceFile] = []
        for path in paths where path.hasSuffix(".rs") || path.hasSuffix(".swift") || path.hasSuffix(".model") {
            let data = try Data(contentsOf: URL(fileURLWithPath: folder).appendingPathComponent(path))
            files.append(SourceFile(path: path, bytes: Array(data)))
        }
        do throws(DiagnosticsError) {
            let result = try readModels(
                files, frameworks: [], knownFrameworkTables: [], options: LanguageOptions())
            print("\(result.counts); tables: \(result.schema.tables.map(\.name).joined(separator: " "))")
            describe(result.warnings, in: files)
            #expect(!result.schema.isEmpty)
        } catch {
            describe(error.diagnostics, in: files)
            #expect(error.diagnostics.allSatisfy { $0.span != nil })
        }
    }

    private func describe(_ diagnostics: [Diagnostic], in files: [SourceFile]) {
        for diagnostic in diagnostics {
            print("\(place(diagnostic.span, files)): \(diagnostic.severity.rawValue): \(diagnostic.message)")
            for note in diagnostic.notes { print("    \(place(note.span, files)): \(note.message)") }
        }
    }

    private func place(_ span: SourceSpan?, _ files: [SourceFile]) -> String {
        guard let span, let file = files.first(where: { $0.path == span.path }) else { return span?.path ?? "-" }
        let position = LineTable(file.bytes).position(of: span.start)
        return "\(span.path):\(position.line):\(position.column)"
    }
}
