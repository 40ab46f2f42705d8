// Written by 'raido makemigrations'. The file is yours now: it is never written again.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

internal import Raido

/// Adds the value `Scheduled` to `Status`, `reading_time` and the index on `author_id`, `published_at desc`, `title`,
/// changes `views`, drops the index on `author_id`, `published_at desc`.
let m20260303_140500_001_alter_articles = Migration(
    id: "m20260303_140500_001_alter_articles",
    batch: "20260303_140500",
    changes: [
        .dropIndex(
            Index("idx_articles_author_id_published_at", [.ascending("author_id"), .descending("published_at")]),
            from: "articles"),
        .addEnumValue(.text("Scheduled"), to: "Status", in: "articles", before: "published"),
        .addColumn(Column("reading_time", .smallInteger), to: "articles", fill: .value(.integer(1))),
        .alterColumn(
            in: "articles",
            from: Column("views", .integer, default: .integer(0)),
            to: Column("views", .bigInteger, default: .integer(0))),
        .addIndex(
            Index(
                "idx_articles_author_id_published_at_title",
                [.ascending("author_id"), .descending("published_at"), .ascending("title")]),
            to: "articles"),
    ])
