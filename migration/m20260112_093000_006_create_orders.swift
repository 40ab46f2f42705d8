// Written by 'raido makemigrations'. The file is yours now: it is never written again.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

internal import Raido

/// Creates `orders`.
let m20260112_093000_006_create_orders = Migration(
    id: "m20260112_093000_006_create_orders",
    batch: "20260112_093000",
    changes: [
        .createTable(
            Table(
                "orders",
                columns: [
                    Column("id", .bigInteger, identity: true),
                    Column("created_at", .timestamp, default: .now),
                    Column("updated_at", .timestamp, default: .now, setOnUpdate: true),
                    Column("number", .char(12)),
                    Column("customer_id", .integer, nullable: true),
                    Column("state", .enumeration("State"), default: .string("open")),
                    Column("total", .decimal(precision: 12, scale: 2), default: .integer(0)),
                    Column("phone", .varchar(20), nullable: true),
                    Column("note", .text, nullable: true),
                    Column("deliver_on", .date, nullable: true),
                ],
                primaryKey: ["id"],
                uniques: [
                    UniqueConstraint("uq_orders_number", ["number"])
                ],
                indexes: [
                    Index("idx_orders_customer_id", [.ascending("customer_id")])
                ],
                foreignKeys: [
                    ForeignKey(
                        "fk_orders_customer_id", ["customer_id"], references: "eihwaz_users", ["id"],
                        onDelete: .setNull)
                ],
                enums: [
                    EnumType("State", [.text("open"), .text("paid"), .text("shipped")])
                ]))
    ])
