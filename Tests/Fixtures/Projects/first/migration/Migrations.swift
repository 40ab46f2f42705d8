// Written by 'raido makemigrations', which keeps it in step with the files beside it.
// swift-format-ignore-file

public import Raido

/// Every migration of this folder, in the order of their identities.
public let migrations: [Migration] = [
    m20260131_120000_001_create_authors,
    m20260131_120000_002_create_books,
    m20260214_093000_001_alter_authors,
    m20260214_093000_002_alter_books,
    m20260303_181500_001_create_loans,
    m20260303_181500_002_alter_authors,
]
