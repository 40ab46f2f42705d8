use runique::prelude::*;

model! {
    SeedLot,
    table: "seed_lots",
    pk: id => Pk,
    {
        plant_id:  int [fk(plants.id, set_null)],
        weight:    float,
        germinates: int [required],
        bought_on: date,
    },
    meta: { verbose_name: "Saatgut" }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_lot_has_weight() { assert!("{".len() == 1); }
}
