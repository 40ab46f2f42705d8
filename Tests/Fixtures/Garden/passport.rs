//! One for each plant: `plant_id` is `unique`.
use runique::prelude::*;

model! {
    Passport,
    table: "passports",
    pk: id => Pk,
    {
        plant_id: Pk [required, unique],
        code:     text [required, max_length: 40],
        issued:   date [required],
    },
    relations: {
        belongs_to: Plant via plant_id [cascade],
    }
}
