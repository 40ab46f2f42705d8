import Foundation
import RaidoConsole
import Testing

@testable import RaidoLanguage

/// Every token of every model that the tests and the example have is removed, doubled, and swapped with the next one.
/// Nothing of that traps, and every message has a place in the file.
@Suite struct TokenMutationTests {
    private static let files: [SourceFile] = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return ["Tests/Fixtures/Garden", "entities"].flatMap { name in
            let folder = root.appendingPathComponent(name)
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
            return names.sorted().compactMap { file in
                (try? Data(contentsOf: folder.appendingPathComponent(file))).map {
                    SourceFile(path: file, bytes: Array($0))
                }
            }
        }
    }()

    @Test func thereAreModelsToTry() {
        #expect(Self.files.count >= 18)
        #expect(Self.files.reduce(0) { $0 + tokens(of: $1).count } > 2000)
    }

    @Test(arguments: files.indices)
    func noTokenIsNeeded(place: Int) {
        let file = Self.files[place]
        let tokens = tokens(of: file)
        for (index, token) in tokens.enumerated() {
            let next = tokens.indices.contains(index + 1) ? tokens[index + 1] : nil
            check(file, without: token)
            check(file, with: token, twice: file.bytes[token])
            if let next { check(file, swapping: token, next) }
        }
    }

    /// Where the tokens of the file's blocks stand.
    private func tokens(of file: SourceFile) -> [Range<Int>] {
        let host = HostLanguage(path: file.path)
        var finder = BlockFinder(file.bytes, host: host)
        var tokens: [Range<Int>] = []
        while let found = finder.next() {
            let (text, _) = Lexer.read(file, host: host, from: found.open)
            tokens += text.tokens.filter { $0.start < $0.end }.map { $0.start..<$0.end }
            finder.resume(at: text.end)
        }
        return tokens
    }

    private func check(_ file: SourceFile, without token: Range<Int>) {
        check(file.path, Array(file.bytes[..<token.lowerBound] + file.bytes[token.upperBound...]))
    }

    private func check(_ file: SourceFile, with token: Range<Int>, twice text: ArraySlice<UInt8>) {
        check(file.path, Array(file.bytes[..<token.upperBound] + [0x20] + text + file.bytes[token.upperBound...]))
    }

    private func check(_ file: SourceFile, swapping first: Range<Int>, _ second: Range<Int>) {
        let between = file.bytes[first.upperBound..<second.lowerBound]
        check(
            file.path,
            Array(
                file.bytes[..<first.lowerBound] + file.bytes[second] + between + file.bytes[first]
                    + file.bytes[second.upperBound...]))
    }

    /// What has no mistake of syntax is read on to the end.
    private func check(_ path: String, _ bytes: [UInt8]) {
        let file = SourceFile(path: path, bytes: bytes)
        let syntax = readSyntax(of: file)
        expectPlaces(of: syntax.mistakes, in: file)
        guard syntax.mistakes.isEmpty else { return }
        do throws(DiagnosticsError) {
            _ = try readModels([file], frameworks: [], knownFrameworkTables: [], options: LanguageOptions())
        } catch {
            expectPlaces(of: error.diagnostics, in: file)
        }
    }

    private func expectPlaces(of diagnostics: [Diagnostic], in file: SourceFile) {
        for diagnostic in diagnostics {
            guard let span = diagnostic.span else {
                Issue.record("a message without a place: \(diagnostic.message)")
                continue
            }
            #expect(
                span.path == file.path && 0 <= span.start && span.start <= span.end && span.end <= file.bytes.count,
                "\(diagnostic.message)")
        }
    }
}
