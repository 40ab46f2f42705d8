// Written by 'raido makemigrations', which keeps it in step with the files beside it.
// swift-format-ignore-file

public import Raido

/// Every migration of this folder, in the order of their identities.
public let migrations: [Migration] = [
    m20260112_093000_001_create_authors,
    m20260112_093000_002_create_categories,
    m20260112_093000_003_create_articles,
    m20260112_093000_004_create_comments,
    m20260112_093000_005_create_eihwaz_users,
    m20260112_093000_006_create_orders,
    m20260112_093000_007_create_products,
    m20260112_093000_008_create_order_items,
    m20260112_093000_009_create_tags,
    m20260112_093000_010_create_article_tags,
    m20260303_140500_001_alter_articles,
    m20260303_140500_002_alter_authors,
    m20260303_140500_003_alter_orders,
    m20260303_140500_004_alter_products,
    m20260520_081500_001_create_coupons,
    m20260520_081500_002_extend_eihwaz_users,
    m20260520_081500_003_alter_orders,
]
