import Raido
func normalisedForPostgreSQL(_ table: Table) -> Table { table }
