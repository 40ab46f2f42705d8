/// The version of this package, as `--version` prints it.
package let raidoVersion = "0.1.0"

/// The day of that version, as the manual page prints it.
package let raidoVersionDate = "2026-11-30"
