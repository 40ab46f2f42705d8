extension SQLFragment {
    /// A fragment with texts for single engines, and one for the others.
    public static func sql(
        _ common: String? = nil, sqlite: String? = nil, postgresql: String? = nil, mysql: String? = nil,
        mariadb: String? = nil
    ) -> SQLFragment {
        var overrides: [Engine: String] = [:]
        overrides[.sqlite] = sqlite
        overrides[.postgresql] = postgresql
        overrides[.mysql] = mysql
        overrides[.mariadb] = mariadb
        return SQLFragment(common, overrides: overrides)
    }
}
