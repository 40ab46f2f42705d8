import Foundation
import Raido
import RaidoMigrate

// `migrate`, with migrations that are made to be interrupted, or with those that RAIDO_TRIAL names.
let chosen = ProcessInfo.processInfo.environment["RAIDO_TRIAL"]
MigrateProgram.main(chosen == "contradicting" ? contradictingMigrations : trialMigrations)
