package import Raido

/// A variable of a session of MySQL or MariaDB, and the value that what Raido says there relies on.
package struct MySQLSetting: Hashable, Sendable {
    package enum Use: Hashable, Sendable {
        /// It decides what statements do.
        case statements
        /// It decides what queries answer, how long the session lasts, or in which words it fails.
        case answers
        /// As the first, but not every user may set it (MySQL manual, "System Variable Privileges").
        case restricted
    }

    package var name: String
    /// As `SET` takes it.
    package var value: String
    package var use: Use

    fileprivate init(_ name: String, _ value: String, _ use: Use = .statements) {
        self.name = name
        self.value = value
        self.use = use
    }

    /// What an engine's sessions are to have. Some versions lack some of them.
    package static func all(of engine: Engine) -> [MySQLSetting] {
        [mode(of: engine)] + common + (engine == .mariadb ? mariadb : mysql)
    }

    /// What a table may be altered under that has zero dates already: the server refuses them wherever they are in it.
    package static func modeAllowingZeroDates(of engine: Engine) -> MySQLSetting {
        var mode = mode(of: engine)
        mode.value = mode.value.replacing("NO_ZERO_IN_DATE,NO_ZERO_DATE,", with: "")
        return mode
    }

    private static func mode(of engine: Engine) -> MySQLSetting {
        // Without the last one, a row that holds 0 gets another number where its column becomes a numbered one.
        let modes =
            "STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,"
            + "NO_AUTO_VALUE_ON_ZERO"
        // MySQL would make the last moment of a day the next day. MariaDB cuts it off by itself.
        return MySQLSetting("sql_mode", engine == .mysql ? "'\(modes),TIME_TRUNCATE_FRACTIONAL'" : "'\(modes)'")
    }

    private static let common = [
        MySQLSetting("time_zone", "'+00:00'"),
        MySQLSetting("autocommit", "1"),
        MySQLSetting("completion_type", "0"),
        MySQLSetting("foreign_key_checks", "1"),
        MySQLSetting("unique_checks", "1"),
        MySQLSetting("sql_safe_updates", "0"),
        MySQLSetting("sql_auto_is_null", "0"),
        // Above the limit of `max_join_size` no query is refused then.
        MySQLSetting("sql_big_selects", "1"),
        MySQLSetting("sql_select_limit", "18446744073709551615"),
        MySQLSetting("group_concat_max_len", "1048576"),
        MySQLSetting("div_precision_increment", "4"),
        MySQLSetting("default_week_format", "0"),
        MySQLSetting("lc_time_names", "'en_US'"),
        MySQLSetting("default_storage_engine", "InnoDB"),
        MySQLSetting("default_tmp_storage_engine", "InnoDB", .answers),
        MySQLSetting("max_sort_length", "1024", .answers),
        MySQLSetting("sql_quote_show_create", "1", .answers),
        MySQLSetting("lc_messages", "'en_US'", .answers),
        // So long does the lock of a run stay whose machine is gone.
        MySQLSetting("wait_timeout", "600", .answers),
        MySQLSetting("explicit_defaults_for_timestamp", "1", .restricted),
    ]

    private static let mysql = [
        MySQLSetting("max_execution_time", "0"),
        MySQLSetting("old_alter_table", "0"),
        MySQLSetting("innodb_strict_mode", "1", .restricted),
        MySQLSetting("sql_generate_invisible_primary_key", "0", .restricted),
        // Where it may not be set, the key that the server makes up is no part of the table all the same.
        MySQLSetting("show_gipk_in_create_table_and_information_schema", "0", .answers),
        MySQLSetting("show_create_table_verbosity", "0", .answers),
    ]

    private static let mariadb = [
        MySQLSetting("max_statement_time", "0"),
        MySQLSetting("alter_algorithm", "'DEFAULT'"),
        MySQLSetting("check_constraint_checks", "1"),
        MySQLSetting("innodb_strict_mode", "1"),
        // Else statements that change what does not exist are passed over.
        MySQLSetting("sql_if_exists", "0"),
        MySQLSetting("old_mode", "'UTF8_IS_UTF8MB3'"),
        MySQLSetting("default_regex_flags", "''"),
        MySQLSetting("idle_transaction_timeout", "0", .answers),
        MySQLSetting("idle_write_transaction_timeout", "0", .answers),
        MySQLSetting("idle_readonly_transaction_timeout", "0", .answers),
    ]
}
