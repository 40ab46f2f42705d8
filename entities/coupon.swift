// Codes that make an order cheaper, and which order used which.

model! {
    Coupon,
    table: "coupons",
    pk: code => varchar(16),
    fields: {
        discount:   percent [required],
        valid_from: datetime [required, default: now],
        valid_for:  interval,
        uses_left:  i32 [nullable],
        issued_to:  inet,
    },
    meta: {
        checks: { discount_is_a_share: "discount > 0 AND discount <= 100" },
    },
}
