SET NAMES utf8mb4;
SET foreign_key_checks = 0;
CREATE TABLE `_raido_journal` (
  `id` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `checksum` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `direction` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `step` int(11) NOT NULL,
  `steps` int(11) NOT NULL,
  `statement` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `state_before` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `is_made` tinyint(1) NOT NULL,
  `in_doubt` tinyint(1) NOT NULL DEFAULT 0,
  `made` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `started_at` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci ROW_FORMAT=DYNAMIC;
INSERT INTO `_raido_journal` (`id`, `checksum`, `direction`, `step`, `steps`, `statement`, `state_before`, `is_made`, `in_doubt`, `made`, `started_at`) VALUES ('m20260214_093000_001_alter_authors','1-d59fe4fe5fb5e659','up',4,7,'UPDATE authors SET level = level + 1 WHERE email LIKE \'%@example.org\'','',1,0,'ffe3d21a5f0e40a2','2026-11-30T20:32:26Z');
CREATE TABLE `_raido_migrations` (
  `place` bigint(20) NOT NULL AUTO_INCREMENT,
  `id` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `batch` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `checksum` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `applied_at` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `duration` double NOT NULL,
  PRIMARY KEY (`place`),
  UNIQUE KEY `id` (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=3 DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci ROW_FORMAT=DYNAMIC;
INSERT INTO `_raido_migrations` (`place`, `id`, `batch`, `checksum`, `applied_at`, `duration`) VALUES (1,'m20260131_120000_001_create_authors','20260131_120000','1-7ce9af7dbbbfd09d','2026-11-30T20:31:27Z',0.016073086);
INSERT INTO `_raido_migrations` (`place`, `id`, `batch`, `checksum`, `applied_at`, `duration`) VALUES (2,'m20260131_120000_002_create_books','20260131_120000','1-c5e18001174ccbd5','2026-11-30T20:31:27Z',0.005803975);
CREATE TABLE `authors` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `full_name` varchar(60) NOT NULL,
  `email` varchar(254) NOT NULL,
  `rank` enum('Guest','Reader','Member','staff') CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT 'Guest',
  `views` bigint(20) NOT NULL DEFAULT 0,
  `website` varchar(255) DEFAULT NULL,
  `note` longtext DEFAULT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `level` int(11) NOT NULL,
  `phone` varchar(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_authors_email` (`email`)
) ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci ROW_FORMAT=DYNAMIC COMMENT='People who write.';
INSERT INTO `authors` (`id`, `full_name`, `email`, `rank`, `views`, `website`, `note`, `created_at`, `level`, `phone`) VALUES (1,'Ada Ångström','ada@example.com','Guest',3,NULL,'first','2026-02-01 08:00:00.000000',3,NULL);
INSERT INTO `authors` (`id`, `full_name`, `email`, `rank`, `views`, `website`, `note`, `created_at`, `level`, `phone`) VALUES (2,'Bo O\'Hara','bo@example.org','staff',0,'https://example.org/bo',NULL,'2026-02-01 08:00:00.000000',4,NULL);
INSERT INTO `authors` (`id`, `full_name`, `email`, `rank`, `views`, `website`, `note`, `created_at`, `level`, `phone`) VALUES (3,'Céline','celine@example.org','Member',41,NULL,'two\nlines','2026-02-01 08:00:00.000000',4,NULL);
INSERT INTO `authors` (`id`, `full_name`, `email`, `rank`, `views`, `website`, `note`, `created_at`, `level`, `phone`) VALUES (4,'Dmitri','d@example.net','Guest',7,NULL,NULL,'2026-02-01 08:00:00.000000',3,NULL);
CREATE TABLE `books` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `title` varchar(80) NOT NULL,
  `pages` int(11) NOT NULL DEFAULT 1,
  `price` decimal(8,2) NOT NULL DEFAULT 0.00,
  `author_id` bigint(20) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `idx_books_author_id` (`author_id`),
  CONSTRAINT `fk_books_author_id` FOREIGN KEY (`author_id`) REFERENCES `authors` (`id`) ON DELETE CASCADE,
  CONSTRAINT `ck_books_pages_min` CHECK (`pages` >= 1)
) ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci ROW_FORMAT=DYNAMIC;
INSERT INTO `books` (`id`, `title`, `pages`, `price`, `author_id`) VALUES (1,'Snow',120,12.50,1);
INSERT INTO `books` (`id`, `title`, `pages`, `price`, `author_id`) VALUES (2,'Rivers',64,0.00,2);
INSERT INTO `books` (`id`, `title`, `pages`, `price`, `author_id`) VALUES (3,'Stone; a history',311,8.25,2);
INSERT INTO `books` (`id`, `title`, `pages`, `price`, `author_id`) VALUES (4,'--',1,99.99,3);
