import RaidoConsole
package import RaidoPlatform

/// The run that has a project, as it wrote itself into the file that it locked. That file decides nothing: the lock
/// ends with its process, whatever the file says.
package struct LockingProcess: Hashable, Sendable {
    package var process: Int32
    package var host: String
    package var since: Timestamp
    package var command: String

    package init(process: Int32, host: String, since: Timestamp, command: String) {
        self.process = process
        self.host = host
        self.since = since
        self.command = command
    }

    static func current(_ access: ProjectAccess) -> LockingProcess {
        LockingProcess(
            process: Platform.processID, host: Platform.hostName, since: .now(), command: access.command)
    }

    var text: String {
        JSONText.object([
            ("process", .number(process)), ("host", .string(host)), ("since", .string(since.description)),
            ("command", .string(command)),
        ]).text + "\n"
    }

    /// Nil where the file does not say: it is written after the lock is taken.
    static func read(_ disk: Disk) -> LockingProcess? {
        do throws(ProjectError) {
            let file = SourceFile(path: ProjectLock.path, bytes: try disk.readItself(ProjectLock.path))
            var object = try JSONObject(JSONReader.read(file), in: file)
            guard let since = Timestamp(try object.string("since")) else { return nil }
            return LockingProcess(
                process: try object.required("process").integer(in: file), host: try object.string("host"),
                since: since, command: try object.string("command"))
        } catch {
            return nil
        }
    }
}
