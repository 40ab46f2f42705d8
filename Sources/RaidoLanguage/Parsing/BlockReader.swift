package import RaidoConsole

/// What the scanner and the parser alone make of a file: how many blocks it has, and every syntax error.
package func readSyntax(of file: SourceFile) -> (blocks: Int, mistakes: [Diagnostic]) {
    var report = Report()
    let blocks: [BlockSyntax] = readBlocks(of: file, into: &report)
    return (blocks.count, report.sorted())
}

/// Reads every block of the files, a list for each file. Whatever cannot be read is reported.
func readBlocks(of files: [SourceFile], into report: inout Report) -> [[BlockSyntax]] {
    files.map { readBlocks(of: $0, into: &report) }
}

/// Warns where files hold code and none of them a block: they are not what the user takes them for.
func checkForBlocks(in files: [SourceFile], _ blocks: [[BlockSyntax]], into report: inout Report) {
    guard report.count == 0, blocks.allSatisfy(\.isEmpty), files.contains(where: \.holdsMoreThanComments) else {
        return
    }
    report.warning(.noBlocks(files: files.count), at: nil)
}

private func readBlocks(of file: SourceFile, into report: inout Report) -> [BlockSyntax] {
    switch prescan(at: file.bytes) {
    case .notUTF8(let place):
        report.error(
            .notUTF8(byte: file.bytes[place]), at: SourceSpan(path: file.path, start: place, end: place + 1))
        return []
    case .noBlock:
        checkModelFile(file, into: &report)
        return []
    case .mayHoldBlocks: break
    }
    let host = HostLanguage(path: file.path)
    if let start = startOfConflict(in: file.bytes, host: host) {
        let span = SourceSpan(path: file.path, start: start, end: start + MergeMarkers.length)
        report.error(.mergeMarkers, at: span, notes: [.init(MergeMarkers.advice)])
        return []
    }
    var finder = BlockFinder(file.bytes, host: host)
    var blocks: [BlockSyntax] = []
    while let found = finder.next() {
        let (block, end) = readBlock(found, of: file, host: host, into: &report)
        blocks.append(block)
        finder.resume(at: end)
    }
    for miss in finder.nearMisses {
        let span = SourceSpan(path: file.path, start: miss.range.lowerBound, end: miss.range.upperBound)
        report.warning(.nearMiss(miss.written, wanted: miss.wanted), at: span)
    }
    if blocks.isEmpty, finder.nearMisses.isEmpty { checkModelFile(file, into: &report) }
    return blocks
}

/// Where a conflict begins that a merge left; nil where there is none. A quick look for its last line comes first.
private func startOfConflict(in bytes: [UInt8], host: HostLanguage) -> Int? {
    let mayConflict = bytes.withUnsafeBytes { bytes -> Bool in
        var run = 0
        for byte in bytes {
            run = byte == UInt8(ascii: ">") ? run + 1 : 0
            if run == MergeMarkers.length { return true }
        }
        return false
    }
    guard mayConflict else { return nil }
    var finder = BlockFinder(bytes, host: host)
    return finder.startOfConflict()
}

/// Reads one block. Where its brackets do not match, the parser's view of what follows is worth nothing, and only the
/// bracket is reported.
private func readBlock(
    _ found: BlockFinder.Found, of file: SourceFile, host: HostLanguage, into report: inout Report
) -> (BlockSyntax, end: Int) {
    let (text, mistakes) = Lexer.read(file, host: host, from: found.open)
    let span = SourceSpan(path: file.path, start: found.word.lowerBound, end: found.open + 1)
    var parser = Parser(text)
    var block = parser.parseBlock(found.keyword, at: span)
    block.isSound = mistakes.count == 0 && parser.report.count == 0
    block.isWhole = text.unreadable.isEmpty && !parser.hasLostGroup
    report.add(mistakes)
    report.add(parser.report) { span in !text.unreadable.contains(span.start) }
    return (block, text.end)
}

/// A `.model` file is there for its blocks alone.
private func checkModelFile(_ file: SourceFile, into report: inout Report) {
    guard file.path.hasSuffix(".model"), file.bytes.isEmpty || file.holdsMoreThanComments else { return }
    report.warning(.modelFileWithoutBlock, at: SourceSpan(path: file.path, start: 0, end: min(1, file.bytes.count)))
}

extension SourceFile {
    /// Whether there is anything beside spaces and comments.
    fileprivate var holdsMoreThanComments: Bool {
        var cursor = ByteCursor(bytes: bytes, position: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
        cursor.skipTrivia()
        return !cursor.isAtEnd
    }
}
