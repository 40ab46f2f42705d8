/// What is at a path.
package struct FileStatus: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case file, folder, link, other }

    package var kind: Kind
    /// Bytes.
    package var size: Int64
    /// With `device`, what tells a file from every other, whatever its names.
    package var inode: UInt64
    package var device: UInt64
    package var permissions: UInt32
    /// The numbers of the user and of the group whose file it is.
    package var owner: UInt32
    package var group: UInt32
    /// How many names the file has (hard links).
    package var names: UInt64

    package init(
        kind: Kind, size: Int64, inode: UInt64, device: UInt64, permissions: UInt32, owner: UInt32, group: UInt32,
        names: UInt64
    ) {
        self.kind = kind
        self.size = size
        self.inode = inode
        self.device = device
        self.permissions = permissions
        self.owner = owner
        self.group = group
        self.names = names
    }

    package func isSameFile(as other: FileStatus) -> Bool { inode == other.inode && device == other.device }
}
