#include "RaidoCMariaDB.h"

#ifdef MARIADB_PACKAGE_VERSION
#include "RaidoCLoader.h"

// The functions that the driver uses.
#define FUNCTIONS(each)                                                                                                \
    each(mysql_close) each(mysql_errno) each(mysql_error) each(mysql_fetch_fields) each(mysql_fetch_lengths)           \
    each(mysql_fetch_row) each(mysql_free_result) each(mysql_get_ssl_cipher) each(mysql_init) each(mysql_next_result)  \
    each(mysql_num_fields) each(mysql_options) each(mysql_real_connect) each(mysql_real_query) each(mysql_stmt_close)  \
    each(mysql_stmt_errno) each(mysql_stmt_error) each(mysql_stmt_init) each(mysql_stmt_prepare)                       \
    each(mysql_store_result)

FUNCTIONS(RAIDO_POINTER)

static const raido_function functions[] = {FUNCTIONS(RAIDO_ENTRY){NULL, NULL}};

static const char *const libraries[] = {
#ifdef __APPLE__
    "libmariadb.3.dylib", "/opt/homebrew/opt/mariadb-connector-c/lib/mariadb/libmariadb.3.dylib",
    "/usr/local/opt/mariadb-connector-c/lib/mariadb/libmariadb.3.dylib",
#else
    "libmariadb.so.3",
#endif
    NULL};

const char *raido_load_mariadb(void) { return raido_load(libraries, functions); }

RAIDO_FORWARDS void mysql_close(MYSQL *connection) { found_mysql_close(connection); }

RAIDO_FORWARDS unsigned int mysql_errno(MYSQL *connection) { return found_mysql_errno(connection); }

RAIDO_FORWARDS const char *mysql_error(MYSQL *connection) { return found_mysql_error(connection); }

RAIDO_FORWARDS MYSQL_FIELD *mysql_fetch_fields(MYSQL_RES *result) { return found_mysql_fetch_fields(result); }

RAIDO_FORWARDS unsigned long *mysql_fetch_lengths(MYSQL_RES *result) { return found_mysql_fetch_lengths(result); }

RAIDO_FORWARDS MYSQL_ROW mysql_fetch_row(MYSQL_RES *result) { return found_mysql_fetch_row(result); }

RAIDO_FORWARDS void mysql_free_result(MYSQL_RES *result) { found_mysql_free_result(result); }

RAIDO_FORWARDS const char *mysql_get_ssl_cipher(MYSQL *connection) { return found_mysql_get_ssl_cipher(connection); }

RAIDO_FORWARDS MYSQL *mysql_init(MYSQL *memory) { return found_mysql_init(memory); }

RAIDO_FORWARDS int mysql_next_result(MYSQL *connection) { return found_mysql_next_result(connection); }

RAIDO_FORWARDS unsigned int mysql_num_fields(MYSQL_RES *result) { return found_mysql_num_fields(result); }

RAIDO_FORWARDS int mysql_options(MYSQL *connection, enum mysql_option option, const void *value) {
    return found_mysql_options(connection, option, value);
}

RAIDO_FORWARDS MYSQL *mysql_real_connect(
    MYSQL *connection, const char *host, const char *user, const char *password, const char *database,
    unsigned int port, const char *socket, unsigned long flags) {
    return found_mysql_real_connect(connection, host, user, password, database, port, socket, flags);
}

RAIDO_FORWARDS int mysql_real_query(MYSQL *connection, const char *sql, unsigned long length) {
    return found_mysql_real_query(connection, sql, length);
}

RAIDO_FORWARDS my_bool mysql_stmt_close(MYSQL_STMT *statement) { return found_mysql_stmt_close(statement); }

RAIDO_FORWARDS unsigned int mysql_stmt_errno(MYSQL_STMT *statement) { return found_mysql_stmt_errno(statement); }

RAIDO_FORWARDS const char *mysql_stmt_error(MYSQL_STMT *statement) { return found_mysql_stmt_error(statement); }

RAIDO_FORWARDS MYSQL_STMT *mysql_stmt_init(MYSQL *connection) { return found_mysql_stmt_init(connection); }

RAIDO_FORWARDS int mysql_stmt_prepare(MYSQL_STMT *statement, const char *sql, unsigned long length) {
    return found_mysql_stmt_prepare(statement, sql, length);
}

RAIDO_FORWARDS MYSQL_RES *mysql_store_result(MYSQL *connection) { return found_mysql_store_result(connection); }

#elif defined(RAIDO_MYSQL)
#error "the driver for MySQL and MariaDB needs the header mariadb/mysql.h: apt-get install libmariadb-dev, or brew install mariadb-connector-c"
#endif
