// Written by 'raido makemigrations'. The file is yours now: it is never written again.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

internal import Raido

/// Adds `coupon`, the index on `coupon` and the foreign key from `coupon` to `coupons`, renames the value `shipped`
/// to `sent`.
let m20260520_081500_003_alter_orders = Migration(
    id: "m20260520_081500_003_alter_orders",
    batch: "20260520_081500",
    changes: [
        .renameEnumValue("shipped", to: "sent", of: "State", in: "orders"),
        .addColumn(Column("coupon", .varchar(16), nullable: true), to: "orders"),
        .addIndex(Index("idx_orders_coupon", [.ascending("coupon")]), to: "orders"),
        .addForeignKey(
            ForeignKey("fk_orders_coupon", ["coupon"], references: "coupons", ["code"], onDelete: .setNull),
            to: "orders"),
    ])
