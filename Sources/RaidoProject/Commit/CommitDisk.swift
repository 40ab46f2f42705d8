import Raido
import RaidoPlatform

/// One effect of a commit on the disk, for those who rehearse its failure.
package struct CommitStep: Hashable, Sendable {
    package enum Action: Hashable, Sendable {
        case link, makeFolder, removeFile, removeFolder, rename, sync, write
    }

    package var action: Action
    /// The file or folder that comes to be, changes or goes.
    package var path: String
}

/// Why a commit stops.
package enum CommitFault: Error {
    case refused(ProjectError)
    /// As a power cut would: nothing is tidied up.
    case crash
}

/// Is asked before each step whether to go wrong there.
package typealias Rehearsal = (CommitStep) -> CommitFault?

/// The disk as a commit writes to it.
struct CommitDisk {
    let disk: Disk
    let rehearsal: Rehearsal

    /// - Parameter model: The file that this one is to replace.
    func write(_ bytes: [UInt8], to path: String, like model: FileStatus? = nil) throws(CommitFault) {
        try perform(.write, path) { path throws(SystemError) in
            try Platform.write(bytes, to: path, mode: .createNew, like: model, synced: true)
        }
    }

    func sync(_ folder: String) throws(CommitFault) {
        try perform(.sync, folder) { path throws(SystemError) in try Platform.syncFolder(path) }
    }

    /// Keeps what a file holds under a second name, or where the file system knows none, in a copy.
    func keep(_ old: String, as new: String) throws(CommitFault) {
        let old = disk.real(old)
        try perform(.link, new) { path throws(SystemError) in
            do throws(SystemError) {
                try Platform.link(old, to: path)
            } catch {
                guard error.isUnsupported else { throw error }
                try Platform.write(
                    Platform.read(old), to: path, mode: .createNew, like: Platform.status(of: old), synced: true)
            }
        }
    }

    /// Gives a file a name that nothing has. Its old name may stay.
    func name(_ old: String, as new: String) throws(CommitFault) {
        let old = disk.real(old)
        try perform(.rename, new) { path throws(SystemError) in try Platform.name(old, as: path) }
    }

    /// Renames a file, in the place of another one.
    func rename(_ old: String, to new: String) throws(CommitFault) {
        let old = disk.real(old)
        try perform(.rename, new) { path throws(SystemError) in try Platform.rename(old, to: path) }
    }

    /// Removes a file, where there is one.
    func removeFile(_ path: String) throws(CommitFault) {
        try perform(.removeFile, path) { path throws(SystemError) in
            do throws(SystemError) { try Platform.removeFile(path) } catch {
                guard error.isMissing else { throw error }
            }
        }
    }

    /// Makes a folder, where there is none.
    func makeFolder(_ path: String) throws(CommitFault) {
        try perform(.makeFolder, path) { path throws(SystemError) in
            do throws(SystemError) { try Platform.makeFolder(path) } catch { guard error.isTaken else { throw error } }
        }
    }

    /// Removes a folder, where there is one and it is empty.
    func removeFolder(_ path: String) throws(CommitFault) {
        try perform(.removeFolder, path) { path throws(SystemError) in
            do throws(SystemError) {
                try Platform.removeFolder(path)
            } catch {
                guard error.isMissing || error.isTaken else { throw error }
            }
        }
    }

    /// What a file holds, or nil where there is none.
    func fingerprint(_ path: String) throws(CommitFault) -> Fingerprint? {
        do {
            guard try disk.linkStatus(of: path) != nil else { return nil }
            return Fingerprint(try disk.readItself(path))
        } catch {
            throw .refused(error)
        }
    }

    private func perform(
        _ action: CommitStep.Action, _ path: String, _ body: (String) throws(SystemError) -> Void
    ) throws(CommitFault) {
        if let fault = rehearsal(CommitStep(action: action, path: path)) { throw fault }
        do {
            try disk.told(path, body)
        } catch {
            throw .refused(error)
        }
    }
}

/// What distinguishes one content of a file from another: its length and 64 bits of FNV-1a.
package struct Fingerprint: Hashable {
    package let text: String

    init(text: String) { self.text = text }

    package init(_ bytes: [UInt8]) {
        text = "\(bytes.count)-\(String(FNV1a.hash64(bytes), radix: 16))"
    }
}
