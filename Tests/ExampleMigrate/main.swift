import RaidoExample
import RaidoMigrate

MigrateProgram.main(migrations)
