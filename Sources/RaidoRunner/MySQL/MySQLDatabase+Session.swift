import Raido
import RaidoSQL

extension MySQLDatabase {
    /// Says how the session reads, checks and answers what it is told, whatever the server's settings are.
    func setUp() throws(DatabaseError) {
        let settings = MySQLSetting.all(of: engine)
        let names = settings.map { literal($0.name) }.joined(separator: ", ")
        let known = Set(
            try connection.rows("SHOW SESSION VARIABLES WHERE variable_name IN (\(names))").compactMap {
                $0.first?.text?.lowercased()
            })
        var assignments = [
            "lock_wait_timeout = \(lockTimeout)", "innodb_lock_wait_timeout = \(lockTimeout)",
        ]
        for setting in settings where known.contains(setting.name) {
            let assignment = "\(setting.name) = \(setting.value)"
            switch setting.use {
            case .statements, .answers: assignments.append(assignment)
            case .restricted:
                // Without the right to set it, it is as the server has it.
                try? connection.run("SET SESSION \(assignment)")
            }
        }
        try connection.run("SET SESSION \(assignments.joined(separator: ", "))")
        try connection.run("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ WRITE")
        try connection.run("SET NAMES utf8mb4 COLLATE \(mysqlCollation)")
    }
}
