import Raido
import RaidoPlatform
import RaidoSQL

// The only place that decides what to do about a statement that a database refused.

extension DatabaseError {
    /// The message as a sentence, and what to do next.
    var words: String { sentence + advice }

    /// The same of a statement that makes a temporary copy of a table, to see how the server spells it.
    var wordsOfComparison: String {
        let kinds = StatementKind.kinds(of: statement)
        let isCopying = kinds.contains(.createTable) || kinds.contains(.createType)
        return kind == .denied && isCopying
            ? "\(sentence) Allow the user to create temporary tables." : words
    }

    private var sentence: String { message.last.map { ".?!".contains($0) } == true ? message : message + "." }

    /// From the kind of the error, and of the statement where that decides what an error is about.
    private var advice: String {
        switch kind {
        case .check, .foreignKey, .notNull, .unique: dependsOnRows ? adviceOnRows : ""
        case .divisionByZero, .outOfRange, .tooLong, .type: dependsOnRows ? adviceOnRows : Self.adviceOnText
        case .busy: " Another program holds the database; wait for it and try again."
        case .cannotConnect where !isConnectionFailure:
            " The connection was lost; is the server running? '\(ProgramName.current) status' shows the state of the database."
        case .cannotConnect: " Is the server running, and are host, port, user, password and database correct?"
        case .cannotOpen: " Does the folder exist, and is it writable?"
        case .damaged: " Restore the file from a backup; PRAGMA integrity_check says what is damaged."
        case .diskFull: " Free disk space, then try again; nothing was changed."
        case .dependent:
            " Drop the dependent objects first and recreate them to match afterwards; raw SQL in the migration can do "
                + "both."
        case .endedTransaction: " A migration runs in one transaction; its raw SQL must not begin or end it."
        case .exists where remedy != nil: " Wait for them, or run '\(remedy ?? "")', and try again."
        case .exists:
            " It already exists and these migrations did not create it: rename or drop it, or, if an earlier migration "
                + "should create it, fix that migration first."
        case .denied:
            remedy.map { " Ask an administrator to run: \($0)" }
                ?? " Grant the user that privilege, or connect as the owner of the tables."
        case .notADatabase: " Is this the right file?"
        case .notAllowed:
            " A migration runs in one transaction: its raw SQL must not begin or end one, nor attach other databases."
        case .readOnly: " The file or its folder is not writable."
        case .readOnlyServer:
            " The server or the session is read-only: connect to the primary and not to a standby, or turn off read-only "
                + "mode for the server, the database, the user or the URL."
        case .rowSecurity:
            " A policy hides rows from this user, so they would not be migrated: use ALTER TABLE … NO FORCE ROW LEVEL "
                + "SECURITY until the migration is applied, or connect as a role with BYPASSRLS."
        case .stopped: " It was cancelled because it exceeded the time limit."
        case .unlikeKeys:
            " The columns on both sides of a foreign key must have the same type, and texts the same character set and collation: "
                + "ALTER TABLE … CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci converts an older table."
        case .encoding:
            " A text has a character that the database's encoding does not have, or bytes that are not valid in it: remove "
                + "it from the models or the data, or use a database with the encoding UTF8."
        case .writtenValue: Self.adviceOnText
        case .other: ""
        }
    }

    private static let adviceOnText =
        " The statement has a literal that is not valid for its type; correct the check, condition, default or SQL "
        + "that it comes from."

    private var dependsOnRows: Bool { StatementKind.kinds(of: statement).contains(where: \.dependsOnRows) }

    /// Where rows are the reason.
    private var adviceOnRows: String {
        switch kind {
        // SQLite and MariaDB check types, such as JSON, in the same way.
        case .check:
            " Rows violate the check, or have values that are not valid for the column's type; correct them first, or define "
                + "the conversion with 'using'."
        case .divisionByZero: " An expression divides by zero for some rows; use NULLIF or CASE to avoid that."
        case .foreignKey: " Rows refer to missing rows; correct them first."
        case .notNull: " Rows have no value there; add one with 'fill' or a default, or correct them first."
        // PostgreSQL's 22007 and 22008 are about texts of dates and times too.
        case .outOfRange where code == 3_452_552, .type where code == 3_452_551:
            " Rows have texts that are not a date or time as the server reads them, or moments out of range; write them "
                + "as in 2026-12-31 23:59:59, or define the conversion with 'using'."
        case .outOfRange:
            " Rows have values outside the range of the type; correct them first, or choose a wider type."
        case .tooLong: " Rows have longer texts; shorten them first, or define the conversion with 'using'."
        // MySQL's "Data truncated for column" gives no more detail.
        case .type where code == 1265:
            " Rows have values that are too long or of another type, or NULL where a value is required; correct them first, "
                + "or define the conversion with 'using'."
        case .type: " Rows have values of another type; correct them first, or define the conversion with 'using'."
        case .unique: " Rows have duplicate values there; correct them first, then apply the migration again."
        case .busy, .cannotConnect, .cannotOpen, .damaged, .denied, .dependent, .diskFull, .encoding, .endedTransaction,
            .exists, .notADatabase, .notAllowed, .other, .readOnly, .readOnlyServer, .rowSecurity, .stopped,
            .unlikeKeys,
            .writtenValue:
            ""
        }
    }
}
