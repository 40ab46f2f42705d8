import Foundation
import RaidoPlatform
import Testing

@Suite struct PlatformTests {
    @Test func whatIsWrittenIsRead() throws {
        try withScratchFolder { folder in
            let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            try Platform.write(bytes, to: folder + "/a", mode: .createNew, synced: true)
            #expect(try Platform.read(folder + "/a") == bytes)
            #expect(try Platform.status(of: folder + "/a")?.size == 200_000)
            try Platform.write([1], to: folder + "/a", mode: .overwrite)
            #expect(try Platform.read(folder + "/a") == [1])
        }
    }

    @Test(arguments: Platform.NamingWay.allCases)
    func aFileGetsAFreeNameAlone(way: Platform.NamingWay) throws {
        try withScratchFolder { folder in
            try Platform.write([1], to: folder + "/a", mode: .createNew)
            try Platform.write([2], to: folder + "/b", mode: .createNew)
            do throws(SystemError) {
                try Platform.name(folder + "/a", as: folder + "/b", by: [way])
                Issue.record("a taken name was taken again")
            } catch {
                #expect(error.isTaken)
            }
            #expect(try Platform.read(folder + "/b") == [2])
            try Platform.name(folder + "/a", as: folder + "/c", by: [way])
            #expect(try Platform.read(folder + "/c") == [1])
            #expect(try Platform.names(in: folder) == (way == .link ? ["a", "b", "c"] : ["b", "c"]))
        }
    }

    @Test func whatIsNoRegularFileIsNotRead() throws {
        try withScratchFolder { folder in
            let error = #expect(throws: SystemError.self) { try Platform.read("/dev/zero") }
            #expect(error?.description == "/dev/zero: Operation not supported (read)")
            #expect(throws: SystemError.self) { try Platform.read(folder) }
            try Platform.write([1], to: folder + "/a", mode: .createNew)
            try FileManager.default.createSymbolicLink(atPath: folder + "/b", withDestinationPath: "a")
            #expect(try Platform.read(folder + "/b") == [1])
            #expect(throws: SystemError.self) { try Platform.read(folder + "/b", followingLinks: false) }
        }
    }

    @Test func aFolderIsReadByManyAndWrittenByOne() throws {
        try withScratchFolder { folder in
            let together = try canLock(folder, .shared, beside: .shared)
            let writing = try canLock(folder, .exclusive, beside: .shared)
            let reading = try canLock(folder, .shared, beside: .exclusive)
            #expect(together && !writing && !reading)
        }
    }

    @Test func aNewFileOverwritesNothing() throws {
        try withScratchFolder { folder in
            try Platform.write([1], to: folder + "/a", mode: .createNew)
            #expect(throws: SystemError.self) { try Platform.write([2], to: folder + "/a", mode: .createNew) }
            try FileManager.default.createSymbolicLink(atPath: folder + "/b", withDestinationPath: "nowhere")
            #expect(throws: SystemError.self) { try Platform.write([2], to: folder + "/b", mode: .createNew) }
            try Platform.write([3], to: folder + "/c", mode: .createNew)
            #expect(throws: SystemError.self) { try Platform.link(folder + "/c", to: folder + "/a") }
            #expect(try Platform.read(folder + "/a") == [1])
        }
    }

    @Test func aFullDiskIsAnErrorThatSaysSo() throws {
        guard try Platform.status(of: "/dev/full") != nil else { return }
        let error = #expect(throws: SystemError.self) {
            try Platform.write([1], to: "/dev/full", mode: .overwrite)
        }
        #expect(error?.description == "/dev/full: No space left on device (write)")
    }

    @Test func namesComeInTheOrderOfTheirBytes() throws {
        try withScratchFolder { folder in
            for name in ["b", "a", "Z", "é", "_", ".hidden"] {
                try Platform.write([], to: folder + "/" + name, mode: .createNew)
            }
            #expect(try Platform.names(in: folder) == [".hidden", "Z", "_", "a", "b", "é"])
        }
    }

    @Test func statusTellsKindsApart() throws {
        try withScratchFolder { folder in
            try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: ".")
            #expect(try Platform.status(of: folder)?.kind == .folder)
            #expect(try Platform.status(of: folder + "/link")?.kind == .link)
            #expect(try Platform.status(of: folder + "/link", followingLinks: true)?.kind == .folder)
            #expect(try Platform.status(of: "/dev/null")?.kind == .other)
            #expect(try Platform.status(of: folder + "/none") == nil)
            #expect(try Platform.linkTarget(of: folder + "/link") == ".")
            #expect(try Platform.realPath(folder + "/link") == Platform.realPath(folder))
        }
    }

    @Test func aLockIsHeldOnce() throws {
        try withScratchFolder { folder in
            let path = folder + "/lock"
            try holdingLock(path) {
                #expect(try !canLock(path))
                try Platform.removeFile(path)
                #expect(try canLock(path))
            }
            #expect(try canLock(path))
        }
    }

    @Test func theEnvironment() {
        #expect(Platform.environment("PATH") != nil)
        #expect(Platform.environment("RAIDO_IS_NOT_SET_ANYWHERE") == nil)
    }

    @Test func theClockDoesNotRunBackwards() {
        let start = Platform.monotonicSeconds()
        Platform.sleep(milliseconds: 20)
        #expect(Platform.monotonicSeconds() - start > 0.015)
    }

    @Test(arguments: [
        ("a", "b", "a/b"), ("a/", "b", "a/b"), (".", "b", "b"), ("", "b", "b"), ("a", "/b", "/b"), ("/", "b", "/b"),
        ("a", ".", "a"),
    ])
    func pathsAreJoined(folder: String, name: String, joined: String) {
        #expect(Path.join(folder, name) == joined)
    }

    @Test(arguments: [
        ("./a", "a"), ("a/", "a"), ("./a//b/./", "a/b"), (".", "."), ("./", "."), ("", ""), ("/", "/"), ("/a//", "/a"),
        ("./../a", "../a"), ("a/../b", "a/../b"), (".a/..b", ".a/..b"), ("a/ ", "a/ "),
    ])
    func `a normalised path has no dots and no slashes that add nothing`(path: String, normalised: String) {
        #expect(Path.normalised(path) == normalised)
    }

    @Test func partsOfPaths() {
        #expect(Path.folder(of: "a/b") == "a")
        #expect(Path.folder(of: "b") == ".")
        #expect(Path.folder(of: "/b") == "/")
        #expect(Path.folder(of: "a/b/") == "a")
        #expect(Path.name(of: "a/b/") == "b")
        #expect(Path.name(of: "b") == "b")
        #expect(Path.goesUp("a/../b") && Path.goesUp("..") && !Path.goesUp("a/..b"))
        #expect(RealPath(bytes: Array("/a/b".utf8)).isInside(RealPath(bytes: Array("/a".utf8))))
        #expect(!RealPath(bytes: Array("/ab".utf8)).isInside(RealPath(bytes: Array("/a".utf8))))
        #expect(RealPath(bytes: Array("/a".utf8)).isInside(RealPath(bytes: Array("/".utf8))))
        #expect(RealPath(bytes: [0x2F, 0x61, 0xE9]).description == "/a\\xe9")
        #expect(Path.isInside("/a/b", folder: "/a"))
        #expect(Path.isInside("/a", folder: "/a/"))
        #expect(!Path.isInside("/ab", folder: "/a"))
        #expect(Path.isInside("/a", folder: "/"))
        #expect(Path.path("a/b/c", below: "a/") == "b/c" && Path.path("a", below: "a") == nil)
    }

    /// As characters, a slash and a mark beside it are one.
    @Test func pathsAreTakenApartAtBytes() {
        #expect(Path.folder(of: "a\u{600}/b") == "a\u{600}" && Path.name(of: "a\u{600}/b") == "b")
        #expect(Path.folder(of: "a/\u{301}b") == "a" && Path.name(of: "a/\u{301}b") == "\u{301}b")
        #expect(Path.goesUp("a\u{600}/../b") && Path.goesUp("../\u{301}b"))
        #expect(Path.isAbsolute("/\u{301}b") && Path.join("a", "/\u{301}b") == "/\u{301}b")
        #expect(Path.isInside("a/\u{301}b", folder: "a"))
        #expect(!Path.isInside("\u{E9}/b", folder: "e\u{301}"), "two names to the system")
    }
}

/// Runs a body that removes the locked file while the lock is held.
private func holdingLock(_ path: String, _ body: () throws -> Void) throws {
    guard let lock = try FileLock.take(path) else {
        Issue.record("the lock is held already")
        return
    }
    #expect(try lock.isInPlace())
    try body()
    #expect(try !lock.isInPlace())
}

private func canLock(_ path: String) throws -> Bool {
    guard let lock = try FileLock.take(path) else { return false }
    return try lock.isInPlace()
}

private func canLock(
    _ folder: String, _ sharing: FileLock.Sharing, beside other: FileLock.Sharing
) throws -> Bool {
    guard let first = try FileLock.takeFolder(folder, other) else { return false }
    guard let second = try FileLock.takeFolder(folder, sharing) else { return false }
    return try first.isInPlace() && second.isInPlace()
}

/// Runs the body with a folder of its own, and removes that folder.
func withScratchFolder(_ body: (String) throws -> Void) throws {
    let parent = Platform.environment("TMPDIR") ?? "/tmp"
    let name = "raido-\(Platform.processID)-\(UInt64.random(in: .min ... .max))"
    let folder = Path.join(parent, name)
    try Platform.makeFolder(folder)
    defer { removeTree(folder) }
    try body(folder)
}

private func removeTree(_ path: String) {
    for name in (try? Platform.names(in: path)) ?? [] {
        let path = Path.join(path, name)
        if (try? Platform.status(of: path))?.kind == .folder {
            removeTree(path)
        } else {
            try? Platform.removeFile(path)
        }
    }
    try? Platform.removeFolder(path)
}
