package import RaidoConsole

/// What the scanner and the parser alone make of a file: how many blocks it has, and every mistake of syntax.
package func readSyntax(of file: SourceFile) -> (blocks: Int, mistakes: [Diagnostic]) {
    var report = Report()
    let blocks: [BlockSyntax] = readBlocks(of: file, into: &report)
    return (blocks.count, report.sorted())
}

/// Reads every block of the files, a list for each file. Whatever cannot be read is reported.
func readBlocks(of files: [SourceFile], into report: inout Report) -> [[BlockSyntax]] {
    files.map { readBlocks(of: $0, into: &report) }
}

private func readBlocks(of file: SourceFile, into report: inout Report) -> [BlockSyntax] {
    switch glance(at: file.bytes) {
    case .notUTF8(let place):
        report.error(
            .notUTF8(byte: file.bytes[place]), at: SourceSpan(path: file.path, start: place, end: place + 1))
        return []
    case .noBlock: return []
    case .mayHoldBlocks: break
    }
    let host = HostLanguage(path: file.path)
    var finder = BlockFinder(file.bytes, host: host)
    var blocks: [BlockSyntax] = []
    while let found = finder.next() {
        let before = report.count
        let text = Lexer.read(file, host: host, from: found.open, into: &report)
        let span = SourceSpan(path: file.path, start: found.word.lowerBound, end: found.open + 1)
        var parser = Parser(text, report: report)
        var block = parser.parseBlock(found.keyword, at: span)
        report = parser.report
        block.isSound = report.count == before
        blocks.append(block)
        finder.resume(at: text.end)
    }
    return blocks
}
