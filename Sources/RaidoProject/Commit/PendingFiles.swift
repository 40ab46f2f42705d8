/// What a run wants to have on disk: all of it or nothing.
package struct PendingFiles: Hashable, Sendable {
    package enum Change: Hashable, Sendable {
        /// A new file. Nothing may be at its path.
        case create([UInt8])
        /// A file that must still be as it was read.
        case replace([UInt8], by: [UInt8])
        case remove([UInt8])
    }

    package struct File: Hashable, Sendable {
        /// As the project's folder sees it.
        package var path: String
        package var change: Change
    }

    package private(set) var files: [File] = []

    package init() {}

    package var isEmpty: Bool { files.isEmpty }

    package mutating func create(_ path: String, _ text: String) {
        files.append(File(path: path, change: .create(Array(text.utf8))))
    }

    /// A file that was read as `old`, or was not there, and is to hold `text`. Nothing is done where it does already.
    package mutating func put(_ path: String, over old: [UInt8]?, _ text: String) {
        put(path, over: old, Array(text.utf8))
    }

    /// The same for a file that need not be UTF-8.
    package mutating func put(_ path: String, over old: [UInt8]?, _ new: [UInt8]) {
        guard let old else { return files.append(File(path: path, change: .create(new))) }
        if old != new { files.append(File(path: path, change: .replace(old, by: new))) }
    }

    package mutating func remove(_ path: String, _ old: [UInt8]) {
        files.append(File(path: path, change: .remove(old)))
    }
}

extension PendingFiles.Change {
    var old: [UInt8]? {
        switch self {
        case .create: nil
        case .replace(let old, _), .remove(let old): old
        }
    }

    var new: [UInt8]? {
        switch self {
        case .create(let new), .replace(_, let new): new
        case .remove: nil
        }
    }
}
