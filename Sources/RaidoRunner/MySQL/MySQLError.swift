/// What a server said, by its number (MySQL manual, "Server Error Message Reference"; MariaDB's are those, and some of
/// its own above 4000).
///
/// - Parameter remedy: What gives the user a right that is missing.
func mysqlError(_ code: Int, _ message: String, _ sql: String, remedy: String? = nil) -> DatabaseError {
    let kind: DatabaseError.Kind =
        switch code {
        // The last is how MariaDB says it of a table that others refer to, when ALTER TABLE copies the rows.
        case 1062, 1169, 1586, 1834: .unique
        case 1048, 1138: .notNull
        case 3819, 4025: .check
        case 1216, 1217, 1451, 1452: .foreignKey
        case 1265, 1292, 1366, 1411, 1918, 3140, 3141, 3144, 3156, 4038, 4078, 4079: .type
        case 1406: .tooLong
        case 1264, 1441, 1690, 1916: .outOfRange
        case 1365: .divisionByZero
        case 3780: .unlikeKeys
        // MariaDB says so of the new table.
        case 1005 where message.contains("errno: 150"): .unlikeKeys
        case 1205, 1213, 3572, 3058: .busy
        // Of MariaDB, where two sessions write the statistics of tables at once.
        case 1022 where message.contains("'mysql.innodb_"): .busy
        case 1792, 1836: .readOnlyServer
        // The first says which option keeps the server from it.
        case 1290 where message.contains("read-only"): .readOnlyServer
        case 1044, 1142, 1143, 1227, 1370, 1419: .denied
        case 1040, 1045, 1049, 1130, 2002, 2003, 2005, 2006, 2013: .cannotConnect
        default: .other
        }
    // Some messages end in a full stop, most do not.
    return DatabaseError(
        kind: kind, code: code, message: message.hasSuffix(".") ? String(message.dropLast()) : message, statement: sql,
        remedy: remedy)
}

extension DatabaseError {
    /// Whether nobody knows what became of the statement.
    var isLostConnection: Bool { code == 2006 || code == 2013 || code == 1053 || code == 1927 }
}
