model! {
    Order,
    table: "orders",
    include: Base,
    enums: {
        State: [Open = "open", Paid = "paid", Sent = "sent" [renamed_from: "shipped"], Returned = "returned"],
    },
    fields: {
        number:     char(12)      [required, unique],
        customer_id: int,
        state:      choice        [enum(State), required, default: Open],
        total:      decimal(12, 2) [required, default: 0],
        phone:      phone,
        deliver_on: date,
        coupon:     varchar(16),
    },
    relations: {
        belongs_to: Coupon via coupon [set_null],
        belongs_to: eihwaz_users via customer_id [set_null],
        has_many: OrderItem as items,
    },
}

model! {
    OrderItem,
    table: "order_items",
    pk: (order_id, position),
    fields: {
        order_id:   bigint [required],
        position:   smallint [required],
        product_id: uuid   [required],
        quantity:   int    [required, default: 1, min: 1, check],
        price:      decimal(10, 2) [required],
    },
    relations: {
        belongs_to: Order via order_id [cascade],
        belongs_to: Product via product_id [restrict],
    },
}
