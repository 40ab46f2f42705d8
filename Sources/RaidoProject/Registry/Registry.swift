import RaidoConsole
import RaidoPlatform

/// The migrations of a folder, and the file that lists them for the compiler: `Migrations.swift`.
package struct Registry: Hashable, Sendable {
    package static let fileName = "Migrations.swift"

    /// The identities of all migrations there are, sorted.
    package private(set) var ids: [String]

    /// The list's file as it was read, or nil where there is none yet.
    package let bytes: [UInt8]?

    /// The list as it is in the file, without spaces and comments: `[a,b,]`.
    private let listed: String?

    /// The migrations of the folder that the list lacks, sorted.
    package let unlisted: [String]

    package init(ids: [String], listed: String? = nil, unlisted: [String] = [], bytes: [UInt8]? = nil) {
        self.ids = Set(ids).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        self.listed = listed
        self.unlisted = unlisted.sorted()
        self.bytes = bytes
    }

    package func adding(_ new: [String]) -> Registry {
        Registry(ids: ids + new, listed: listed, unlisted: unlisted, bytes: bytes)
    }

    package func removing(_ gone: Set<String>) -> Registry {
        Registry(ids: ids.filter { !gone.contains($0) }, listed: listed, unlisted: unlisted, bytes: bytes)
    }

    /// The first mark of a merge in the list; nil where there is none.
    ///
    /// - Parameter path: The list's file.
    func mergeMarkers(at path: String) -> ProjectError? {
        guard let bytes, listed == nil else { return nil }
        let file = SourceFile(path: path, bytes: bytes)
        let lines = withoutBlockComments(withoutByteOrderMark(bytes)).split(separator: 0x0A)
        guard let start = lines.first(where: MergeMarkers.include)?.startIndex else { return nil }
        return ProjectError(.listMergeMarkers, in: file, from: start, to: start + MergeMarkers.length)
    }

    /// Whether the file lists each migration once and in order, however it is laid out. Without any, none is needed.
    package var isCurrent: Bool {
        if ids.isEmpty, bytes == nil { return true }
        let list = "[" + ids.joined(separator: ",")
        return listed == list + "]" || listed == list + ",]"
    }

    /// What is wrong with a list that lacks no migration; nil where nothing is.
    package var disorder: ListDisorder? {
        if isCurrent || !unlisted.isEmpty { return nil }
        guard let listed, listed.hasPrefix("["), listed.hasSuffix("]") else { return .damaged }
        var names = listed.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false)
            .map(String.init)
        if names.last == "" { names.removeLast() }
        guard Set(names) == Set(ids) else { return .damaged }
        var seen: Set<String> = []
        if let twice = names.first(where: { !seen.insert($0).inserted }) { return .twice(twice) }
        for (first, second) in zip(names, names.dropFirst()) where second.utf8.lexicographicallyPrecedes(first.utf8) {
            return .outOfOrder(second, after: first)
        }
        return .damaged
    }

    /// The list as a file. A comma follows every line, and an empty list takes two, so that the lines of two branches
    /// can be put together by a line-wise merge.
    package var text: String {
        """
        // \(SourceWords.registryHeader)
        // swift-format-ignore-file

        public import Raido

        /// Every migration of this folder, in the order of their identities.
        public let migrations: [Migration] = [

        """ + ids.map { "    \($0),\n" }.joined() + "]\n"
    }
}

/// How the list of migrations differs from one that a run writes, although it lacks none.
package enum ListDisorder: Hashable, Sendable {
    /// More than the order and the commas is not as in a list.
    case damaged
    /// A migration that is listed right after a later one. Nothing depends on the order.
    case outOfOrder(String, after: String)
    case twice(String)
}

/// The migrations in a folder: its files, and those that its list names.
///
/// A merge that put a line into the list twice is healed by the next run. A folder that does not exist has none.
///
/// - Throws: where the list names a migration whose file is missing, or the file holds something that is not the list's
///   and would be lost when it is rewritten.
package func loadRegistry(at folder: String, in root: String = ".") throws(ProjectError) -> Registry {
    var missing: [ProjectError] = []
    let registry = try loadRegistry(at: folder, in: root, missing: &missing)
    if let first = missing.first { throw first }
    return registry
}

/// The same, with the entries of the list apart whose files are missing.
package func loadRegistry(
    at folder: String, in root: String = ".", missing: inout [ProjectError]
) throws(ProjectError) -> Registry {
    let disk = Disk(root: root)
    guard let names = try disk.namesOfFolder(folder) else { return Registry(ids: []) }
    let stems = Set(names.filter { $0.hasSuffix(".swift") && !$0.hasPrefix(".") }.map { String($0.dropLast(6)) })
    var ids = stems.filter { MigrationIdentity($0) != nil }
    guard names.contains(Registry.fileName) else { return Registry(ids: Array(ids), unlisted: Array(ids)) }

    let path = Path.join(folder, Registry.fileName)
    let file = SourceFile(path: path, bytes: try disk.read(path))
    let text = withoutByteOrderMark(file.bytes)
    if let foreign = foreignLine(in: text) {
        throw ProjectError(.foreignText, in: file, from: foreign.startIndex, to: foreign.endIndex)
    }
    let code = withoutBlockComments(text)
    var unlisted = ids
    var lost: [(name: String, start: Int, end: Int)] = []
    for entry in listedNames(in: code) {
        unlisted.remove(entry.name)
        guard stems.contains(entry.name) else {
            lost.append(entry)
            continue
        }
        ids.insert(entry.name)
    }
    // What keeps the other files from being read is told elsewhere.
    let strays = lost.isEmpty ? [] : (try? StraySearch(folder, listed: Array(ids), on: disk))?.found ?? []
    for entry in lost {
        let holder = strays.first { $0.id == entry.name }?.path
        missing.append(
            ProjectError(
                .missingMigration(entry.name, heldBy: holder), in: file, from: entry.start, to: entry.end))
    }
    return Registry(
        ids: Array(ids), listed: list(in: code), unlisted: Array(unlisted), bytes: file.bytes)
}

/// The bytes with spaces in place of the mark that some editors put before all else.
private func withoutByteOrderMark(_ bytes: [UInt8]) -> [UInt8] {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    return bytes.starts(with: mark) ? mark.map { _ in UInt8(ascii: " ") } + bytes.dropFirst(mark.count) : bytes
}

/// Replaces every byte of `/* … */` comments, which may be nested, by a space. The compiler ignores them, so an entry
/// in one is not in the list. Line ends and all other offsets are kept.
private func withoutBlockComments(_ bytes: [UInt8]) -> [UInt8] {
    let (slash, star, lineEnd) = (UInt8(ascii: "/"), UInt8(ascii: "*"), UInt8(ascii: "\n"))
    var code = bytes
    var (place, depth, isLineComment) = (0, 0, false)
    while place < bytes.count {
        let next = place + 1 < bytes.count ? bytes[place + 1] : 0
        if bytes[place] == lineEnd { isLineComment = false }
        var length = 1
        if depth == 0, bytes[place] == slash, next == slash { isLineComment = true }
        if !isLineComment, bytes[place] == slash, next == star { (depth, length) = (depth + 1, 2) }
        let isEnd = depth > 0 && bytes[place] == star && next == slash
        if isEnd { length = 2 }
        if depth > 0 {
            for offset in place..<place + length where bytes[offset] != lineEnd { code[offset] = UInt8(ascii: " ") }
        }
        if isEnd { depth -= 1 }
        place += length
    }
    return code
}

/// The names in the list, with their byte offsets. Comments, the words of the declaration and the marks of a merge are
/// passed over: a list that a merge damaged is read as far as it can be, since it is rewritten in any case.
private func listedNames(in bytes: [UInt8]) -> [(name: String, start: Int, end: Int)] {
    var names: [(name: String, start: Int, end: Int)] = []
    for line in bytes.split(separator: 0x0A) {
        let code = listCode(of: line)
        for word in code.split(whereSeparator: { !isNameByte($0) }) where !(0x30...0x39).contains(code[word.startIndex])
        {
            names.append((String(decoding: word, as: UTF8.self), word.startIndex, word.endIndex))
        }
    }
    return names
}

/// The first line that is a declaration or a comment which this tool did not write. An entry of the list that someone
/// took out by making it a comment is none.
private func foreignLine(in bytes: [UInt8]) -> ArraySlice<UInt8>? {
    let own = Set(Registry(ids: []).text.split(separator: "\n").map { Array($0.utf8) })
    return bytes.split(separator: 0x0A).first { line in
        var line = line
        while let last = line.last, last <= 0x20 { line.removeLast() }
        while let first = line.first, first <= 0x20 { line.removeFirst() }
        if MergeMarkers.include(line) || own.contains(Array(line)) { return false }
        if line.starts(with: "//".utf8) { return line.split(separator: UInt8(ascii: " ")).count > 2 }
        return line.firstIndex(of: UInt8(ascii: "=")).map { !declaresList(line[..<$0]) } ?? false
    }
}

private func declaresList(_ code: ArraySlice<UInt8>) -> Bool {
    code.split(whereSeparator: { !isNameByte($0) }).contains { $0.elementsEqual("migrations".utf8) }
}

/// The code of the list without spaces; nil where the marks of a merge stand in it.
private func list(in bytes: [UInt8]) -> String? {
    let lines = bytes.split(separator: 0x0A)
    if lines.contains(where: MergeMarkers.include) { return nil }
    return String(decoding: lines.flatMap { listCode(of: $0).filter { $0 > 0x20 } }, as: UTF8.self)
}

/// The part of a line that belongs to the list.
private func listCode(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    if MergeMarkers.include(line) { return [] }
    let comment = line.indices.first { line[$0...].starts(with: "//".utf8) }
    let code = line[..<(comment ?? line.endIndex)]
    if let equals = code.firstIndex(of: UInt8(ascii: "=")) { return code[(equals + 1)...] }
    let isImport = code.split(separator: UInt8(ascii: " ")).contains { $0.elementsEqual("import".utf8) }
    return isImport ? [] : code
}

private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...:
        true
    default: false
    }
}
