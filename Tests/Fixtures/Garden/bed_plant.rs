use runique::prelude::*;

model! {
    BedPlant,
    table: "bed_plants",
    pk: id => Pk,
    {
        bed_id:   bigint [required, fk(beds.id, cascade)],
        plant_id: int [required, fk(plants.id, cascade)],
        planted:  date [required],
        removed:  date,
    },
    meta: { unique_together: [(bed_id, plant_id, planted)] }
}
