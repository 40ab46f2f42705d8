//! The table between `Plant` and `Pest`: `many_to_many:` makes none of its own.
use runique::prelude::*;

model! {
    PlantPest,
    table: "plant_pests",
    pk: id => Pk,
    {
        plant_id: Pk [required],
        pest_id:  int [required, fk(pests.id, cascade)],
        seen_on:  date,
    },
    relations: {
        belongs_to: Plant via plant_id [cascade],
    },
    meta: {
        unique_together: [(plant_id, pest_id)],
        verbose_name: "Schädling einer Pflanze",
    }
}
