import Raido

/// A script between what makes a client's session that of the runner, and what makes it what it was before.
func mysqlSession(around script: String, on engine: Engine) -> String {
    let settings = MySQLSetting.all(of: engine).filter { $0.use == .statements }
    let kept =
        characterSets.map { "@raido_\($0) = @@SESSION.\($0)" }
        + settings.map { "@raido_\($0.name) = @@SESSION.\($0.name)" }
    let made = settings.map { "SESSION \($0.name) = \($0.value)" }
    let former = (settings.map(\.name) + characterSets).map { "SESSION \($0) = @raido_\($0)" }
    let isMySQL = engine == .mysql
    let begin = [advice, set(kept), "SET NAMES utf8mb4 COLLATE \(mysqlCollation);", set(made)]
    return (begin + (isMySQL ? [keysOfTheServer("0")] : []) + [script])
        .joined(separator: "\n")
        + ((isMySQL ? [keysOfTheServer("1")] : []) + [set(former)]).map { $0 + "\n" }.joined()
}

/// One statement, in lines that the user can read.
private func set(_ assignments: [String]) -> String {
    var lines = ["SET"]
    for assignment in assignments {
        if lines[lines.count - 1].utf8.count + assignment.utf8.count > 110 { lines.append("   ") }
        lines[lines.count - 1] += " \(assignment),"
    }
    return lines.joined(separator: "\n").dropLast() + ";"
}

/// The lock that migrating takes, too: one for each database of a server. Where it cannot be had in time, the script
/// ends with a column that there is not, as nothing else fails in a script.
func mysqlLocked(_ script: String) -> String {
    """
    SET @raido = IF(GET_LOCK(\(mysqlLockName), 60) = 1, 'DO 0', 'SELECT `another program holds the lock of this database`');
    PREPARE raido FROM @raido;
    EXECUTE raido;
    DEALLOCATE PREPARE raido;
    \(script)DO RELEASE_LOCK(\(mysqlLockName));

    """
}

/// One a database of the server; it has at most 64 characters.
package let mysqlLockName = "concat('raido.', left(sha2(DATABASE(), 256), 40))"

private let advice = """
    -- Run this through standard input, so that the client stops at the first error:
    -- mariadb DATABASE < SCRIPT. With 'source' it continues. The session's settings are saved, set for the script, and
    -- put back at the end.
    """

private let characterSets = ["character_set_client", "character_set_results", "collation_connection"]

/// Where the server gives tables a key that they are not to have, which not every user may end.
private func keysOfTheServer(_ value: String) -> String {
    let name = "sql_generate_invisible_primary_key"
    let condition = value == "0" ? "@raido_keys" : "@raido_keys AND NOT @@SESSION.\(name)"
    let lines = [
        "SET @raido_keys = @@SESSION.\(name)",
        "SET @raido = IF(\(condition), 'SET SESSION \(name) = \(value)', 'DO 0')",
        "PREPARE raido FROM @raido", "EXECUTE raido", "DEALLOCATE PREPARE raido",
    ]
    return lines.dropFirst(value == "0" ? 0 : 1).map { "/*!80030 \($0) */;" }.joined(separator: "\n")
}
