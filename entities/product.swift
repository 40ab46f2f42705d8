model! {
    Product,
    table: "products",
    pk: id => uuid,
    include: Base,
    enums: {
        Shelf: i16 [Digital = 0, Paper = 1, Merchandise = 2],
    },
    fields: {
        sku:         varchar(32)    [required, unique],
        name:        text           [required, max_length: 160],
        description: longtext,
        price:       decimal(10, 2) [required],
        vat:         percent        [required, default: 20.0],
        stock:       u32            [required, default: 0],
        shelf:       choice         [enum(Shelf), required, default: Paper],
        sheet:       document       [upload_to: "sheets/"],
        checksum:    binary(32),
        attributes:  jsonb,
        available_from: time,
    },
    meta: {
        checks: { price_not_negative: "price >= 0" },
        indexes: [("lower(name)")],
        comment: "Everything the shop sells",
    },
}
