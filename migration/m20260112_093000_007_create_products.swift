// Written by 'raido makemigrations'. The file is yours now: it is never written again.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

internal import Raido

/// Creates `products`.
let m20260112_093000_007_create_products = Migration(
    id: "m20260112_093000_007_create_products",
    batch: "20260112_093000",
    changes: [
        .createTable(
            Table(
                "products",
                columns: [
                    Column("id", .uuid, default: .uuid),
                    Column("created_at", .timestamp, default: .now),
                    Column("updated_at", .timestamp, default: .now, setOnUpdate: true),
                    Column("sku", .varchar(32)),
                    Column("name", .varchar(160)),
                    Column("description", .text, nullable: true),
                    Column("price", .decimal(precision: 10, scale: 2)),
                    Column("vat", .double, default: .decimal("19.0")),
                    Column("stock", .unsignedInteger, default: .integer(0)),
                    Column("shelf", .enumeration("Shelf"), default: .integer(1)),
                    Column("sheet", .varchar(255), nullable: true),
                    Column("checksum", .binary(32), nullable: true),
                    Column("attributes", .jsonb, nullable: true),
                    Column("available_from", .time, nullable: true),
                ],
                primaryKey: ["id"],
                uniques: [
                    UniqueConstraint("uq_products_sku", ["sku"])
                ],
                indexes: [
                    Index("idx_products_expr", [.expression("lower(name)")])
                ],
                checks: [
                    CheckConstraint("ck_products_price_not_negative", "price >= 0")
                ],
                enums: [
                    EnumType(
                        "Shelf", storage: .smallInteger,
                        [.number(0, name: "Digital"), .number(1, name: "Paper"), .number(2, name: "Merchandise")])
                ],
                comment: "What the shop sells"))
    ])
