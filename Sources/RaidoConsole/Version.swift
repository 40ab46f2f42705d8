/// The version of this package, as `--version` prints it.
package let raidoVersion = "0.1.0"
