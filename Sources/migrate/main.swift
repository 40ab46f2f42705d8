import Migrations
import RaidoMigrate

MigrateProgram.main(migrations)
