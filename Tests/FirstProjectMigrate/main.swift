import RaidoFirstProject
import RaidoMigrate

// `migrate` of the project in Tests/Fixtures/Projects/first.
MigrateProgram.main(migrations)
