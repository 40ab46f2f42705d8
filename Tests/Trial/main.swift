import Raido
import RaidoMigrate

// `migrate`, with migrations that are made to be interrupted.
MigrateProgram.main(trialMigrations)
