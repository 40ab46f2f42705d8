// Written by 'raido makemigrations'. The file is yours now: it is never written again.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

internal import Raido

/// Creates `order_items`.
let m20260112_093000_008_create_order_items = Migration(
    id: "m20260112_093000_008_create_order_items",
    batch: "20260112_093000",
    changes: [
        .createTable(
            Table(
                "order_items",
                columns: [
                    Column("order_id", .bigInteger),
                    Column("position", .smallInteger),
                    Column("product_id", .uuid),
                    Column("quantity", .integer, default: .integer(1)),
                    Column("price", .decimal(precision: 10, scale: 2)),
                ],
                primaryKey: ["order_id", "position"],
                indexes: [
                    Index("idx_order_items_product_id", [.ascending("product_id")])
                ],
                foreignKeys: [
                    ForeignKey(
                        "fk_order_items_order_id", ["order_id"], references: "orders", ["id"], onDelete: .cascade),
                    ForeignKey(
                        "fk_order_items_product_id", ["product_id"], references: "products", ["id"],
                        onDelete: .restrict),
                ],
                checks: [
                    CheckConstraint("ck_order_items_quantity_min", "quantity >= 1")
                ]))
    ])
