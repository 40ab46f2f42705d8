import RaidoSQL

/// The account that the server takes a session for, and the session's database.
struct MySQLAccount {
    /// As `CURRENT_USER()` tells it: `ann@%`. Messages name the host that the user came from instead.
    var name: String
    var database: String

    /// `'ann'@'%'`
    fileprivate var quoted: String {
        let at = name.lastIndex(of: "@") ?? name.endIndex
        return "\(backslashLiteral(String(name[..<at])))@\(backslashLiteral(String(name[at...].dropFirst())))"
    }
}

/// The errors that a missing privilege gives, by their numbers.
let mysqlPrivilegeErrors: Set<Int> = [1142, 1143, 1227, 1370, 1419]

/// The statement that gives a user the right that a message says is missing.
///
/// - Parameter account: Nil where there is no session yet.
func mysqlRemedy(_ code: Int, _ message: String, account: MySQLAccount?) -> String? {
    switch code {
    case 1044:
        // Access denied for user 'ann'@'%' to database 'shop'
        guard let user = message.between("for user ", " to database '"),
            let database = message.between(" to database '", "'")
        else { return nil }
        return "GRANT ALL ON \(backtickQuote(database)).* TO \(user)"
    case 1142, 1143, 1370:
        // ALTER command denied to user …, DROP, ALTER command denied to user …
        guard let account, let privileges = message.between("", " command denied to user ") else { return nil }
        return "GRANT \(privileges.uppercased()) ON \(backtickQuote(account.database)).* TO \(account.quoted)"
    case 1227:
        // you need (at least one of) the SUPER or SYSTEM_VARIABLES_ADMIN privilege(s): the last one allows the least.
        guard let account, let list = message.between("(at least one of) the ", " privilege(s)") else { return nil }
        let last = list.replacing(" or ", with: ", ").split(separator: ", ").last.map(String.init) ?? list
        return "GRANT \(last) ON *.* TO \(account.quoted)"
    case 1419: return "SET GLOBAL log_bin_trust_function_creators = 1"
    default: return nil
    }
}

extension String {
    /// What follows the first text and before the next place of the second.
    fileprivate func between(_ first: String, _ second: String) -> String? {
        let start = first.isEmpty ? startIndex : firstRange(of: first)?.upperBound
        guard let start, let end = self[start...].firstRange(of: second) else { return nil }
        return String(self[start..<end.lowerBound])
    }
}
