use runique::prelude::*;

model! {
    PlantFamily,
    table: "plant_families",
    pk: id => Pk,
    {
        name:   text [required, unique],
        latin:  text [required],
        rank_no: int [required],
    },
    meta: { ordering: [latin] }
}
