import Raido
import RaidoPlatform

// What is said of a database that cannot be opened, and of statements that it refuses.

extension OpenError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .cannotConnect(let message): return "cannot connect: \(message)"
        case .noScratch(let message): return "nothing can be made on the server to try the plan in: \(message)"
        case .emptyPath:
            return "the URL names no file; write sqlite:app.sqlite, sqlite:///path/to/app.sqlite or sqlite::memory:"
        case .noDatabase(let path):
            return "there is no database '\(path)'; correct the path, or create it with '\(ProgramName.current) up'"
        case .containsNUL:
            return "the database URL has a NUL character, which no path, name or password may have; remove it"
        case .incompleteURL(let missing): return "the database URL needs \(missing)"
        case .tooOld(let engine, let found, let needed):
            return "this is \(engine.displayName) \(found), and \(needed) or later is needed"
        case .notBuilt(let engine):
            return "this program was built without \(engine.displayName); \(DriverTrait.advice(missing: engine))"
        case .unencodedURL:
            return "the database URL can be read in two ways, or not at all; in user, password and parameters write "
                + "'/' as %2F, '?' as %3F, '#' as %23, '@' as %40, '&' as %26 and '%' as %25"
        case .unknownOption(let option?):
            return "unknown option '\(option)' in the database URL"
        case .unknownOption(nil):
            return "unknown option behind a password in the database URL; in the password write '&' as %26"
        case .unknownScheme(""):
            return "this is no database URL; write sqlite:app.sqlite, or postgresql://, mysql://, mariadb://"
        case .unknownScheme(let scheme):
            return "'\(scheme):' is no database URL; write sqlite:app.sqlite, or postgresql://, mysql://, mariadb://"
        }
    }
}

extension DatabaseError: CustomStringConvertible {
    public var description: String { "\(message)\n\(statement.indented)" }

    /// A person's own statement that would let other programs migrate meanwhile.
    static func lockRelease(_ words: String, in sql: String) -> Self {
        DatabaseError(
            kind: .other, code: 0,
            message:
                "\(words) would give away the lock under which nobody else migrates; let go of locks by their names",
            statement: sql)
    }

    /// The message as a sentence, and what to do next.
    var words: String { (message.last.map { ".?!".contains($0) } == true ? message : message + ".") + advice }

    private var advice: String {
        switch kind {
        case .busy: " Another program holds the database; wait for it and try again."
        case .cannotConnect where !isAtTheDoor:
            " The connection is lost; is the server running? '\(ProgramName.current) status' says how the database stands."
        case .cannotConnect: " Is the server running, and do host, port, user, password and database fit?"
        case .cannotOpen: " Is the folder there, and may you write to it?"
        case .check: " Rows break the check; correct them first, then apply the migration again."
        case .damaged: " Restore the file from a backup; PRAGMA integrity_check says what is damaged."
        case .diskFull: " Make room on the disk, then try again; nothing was changed."
        case .dependent:
            " Drop what depends on it first, and create it again as it has to be then; raw SQL in the migration may do "
                + "both."
        case .endedTransaction: " A migration is one transaction, which its raw SQL must not begin or end."
        case .exists where remedy != nil: " Wait for them, or run '\(remedy ?? "")', and try again."
        case .exists:
            " It is there already, and not from these migrations: rename or drop it, or, where an earlier migration "
                + "should know it, mend that one first."
        case .denied:
            remedy.map { " Have an administrator run this: \($0)" }
                ?? " Give the user that right, or connect as the owner of the tables."
        case .divisionByZero: " An expression divides by zero for some rows; NULLIF or CASE keeps it from that."
        case .foreignKey: " Rows refer to rows that are not there; correct them first."
        case .notADatabase: " Is this the right file?"
        case .notAllowed:
            " A migration is one transaction: its raw SQL must not begin or end one, nor attach other databases."
        case .notNull: " Rows have no value there; give one with 'fill' or a default, or correct them first."
        case .outOfRange:
            " Rows hold values that the type does not reach; correct them first, or choose a wider type."
        case .readOnly: " The file or its folder cannot be written to."
        case .readOnlyServer:
            " The server or the session only reads: connect to the primary and not to a standby, or end the read-only "
                + "mode of the server, the database, the user or the URL."
        case .rowSecurity:
            " A policy hides rows from this user, and they would be left as they are: ALTER TABLE … NO FORCE ROW LEVEL "
                + "SECURITY until the migration is made, or connect as a role with BYPASSRLS."
        case .tooLong: " Rows hold texts that are longer; shorten them first, or say how with 'using'."
        // MySQL's "Data truncated for column" tells no more.
        case .type where code == 1265:
            " Rows hold values that are too long or of another type, or none where one is needed; correct them first, "
                + "or say how they are converted with 'using'."
        case .type: " Rows hold values of another type; correct them first, or say how they are converted with 'using'."
        case .unique: " Rows have the same values there; correct them first, then apply the migration again."
        case .stopped: " It was stopped, as it took longer than it was given."
        case .unlikeKeys:
            " The columns on both sides of a foreign key must be of one type, and texts of one character set and collation: "
                + "ALTER TABLE … CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci makes an older table so."
        case .writtenValue:
            " The statement spells out a value that its type does not have; correct the check, condition, default or SQL "
                + "that it comes from."
        case .other: ""
        }
    }
}
