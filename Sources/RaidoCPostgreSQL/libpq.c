#include "RaidoCPostgreSQL.h"

#ifdef LIBPQ_FE_H
#include "RaidoCLoader.h"

// The functions that the driver uses.
#define FUNCTIONS(each)                                                                                                \
    each(PQbackendPID) each(PQcancel) each(PQclear) each(PQconndefaults) each(PQconnectdbParams)                       \
    each(PQconninfoFree) each(PQerrorMessage) each(PQexec) each(PQexecParams) each(PQfinish) each(PQfreeCancel)        \
    each(PQftype) each(PQgetCancel) each(PQgetisnull) each(PQgetlength) each(PQgetvalue) each(PQnfields)               \
    each(PQntuples) each(PQparameterStatus) each(PQprepare) each(PQresultErrorField) each(PQresultStatus)              \
    each(PQserverVersion) each(PQsetNoticeProcessor) each(PQstatus) each(PQtransactionStatus)

FUNCTIONS(RAIDO_POINTER)

static const raido_function functions[] = {FUNCTIONS(RAIDO_ENTRY){NULL, NULL}};

static const char *const libraries[] = {
#ifdef __APPLE__
    "libpq.5.dylib", "/opt/homebrew/opt/libpq/lib/libpq.5.dylib", "/usr/local/opt/libpq/lib/libpq.5.dylib",
#else
    "libpq.so.5",
#endif
    NULL};

const char *raido_load_postgresql(void) { return raido_load(libraries, functions); }

RAIDO_FORWARDS int PQbackendPID(const PGconn *connection) { return found_PQbackendPID(connection); }

RAIDO_FORWARDS int PQcancel(PGcancel *request, char *words, int size) { return found_PQcancel(request, words, size); }

RAIDO_FORWARDS void PQclear(PGresult *result) { found_PQclear(result); }

RAIDO_FORWARDS PQconninfoOption *PQconndefaults(void) { return found_PQconndefaults(); }

RAIDO_FORWARDS PGconn *PQconnectdbParams(const char *const *keywords, const char *const *values, int expands) {
    return found_PQconnectdbParams(keywords, values, expands);
}

RAIDO_FORWARDS void PQconninfoFree(PQconninfoOption *options) { found_PQconninfoFree(options); }

RAIDO_FORWARDS char *PQerrorMessage(const PGconn *connection) { return found_PQerrorMessage(connection); }

RAIDO_FORWARDS PGresult *PQexec(PGconn *connection, const char *sql) { return found_PQexec(connection, sql); }

RAIDO_FORWARDS PGresult *PQexecParams(
    PGconn *connection, const char *sql, int count, const Oid *types, const char *const *values, const int *lengths,
    const int *formats, int format) {
    return found_PQexecParams(connection, sql, count, types, values, lengths, formats, format);
}

RAIDO_FORWARDS void PQfinish(PGconn *connection) { found_PQfinish(connection); }

RAIDO_FORWARDS void PQfreeCancel(PGcancel *request) { found_PQfreeCancel(request); }

RAIDO_FORWARDS Oid PQftype(const PGresult *result, int column) { return found_PQftype(result, column); }

RAIDO_FORWARDS PGcancel *PQgetCancel(PGconn *connection) { return found_PQgetCancel(connection); }

RAIDO_FORWARDS int PQgetisnull(const PGresult *result, int row, int column) {
    return found_PQgetisnull(result, row, column);
}

RAIDO_FORWARDS int PQgetlength(const PGresult *result, int row, int column) {
    return found_PQgetlength(result, row, column);
}

RAIDO_FORWARDS char *PQgetvalue(const PGresult *result, int row, int column) {
    return found_PQgetvalue(result, row, column);
}

RAIDO_FORWARDS int PQnfields(const PGresult *result) { return found_PQnfields(result); }

RAIDO_FORWARDS int PQntuples(const PGresult *result) { return found_PQntuples(result); }

RAIDO_FORWARDS const char *PQparameterStatus(const PGconn *connection, const char *name) {
    return found_PQparameterStatus(connection, name);
}

RAIDO_FORWARDS PGresult *PQprepare(
    PGconn *connection, const char *name, const char *sql, int count, const Oid *types) {
    return found_PQprepare(connection, name, sql, count, types);
}

RAIDO_FORWARDS char *PQresultErrorField(const PGresult *result, int field) {
    return found_PQresultErrorField(result, field);
}

RAIDO_FORWARDS ExecStatusType PQresultStatus(const PGresult *result) { return found_PQresultStatus(result); }

RAIDO_FORWARDS int PQserverVersion(const PGconn *connection) { return found_PQserverVersion(connection); }

RAIDO_FORWARDS PQnoticeProcessor PQsetNoticeProcessor(PGconn *connection, PQnoticeProcessor process, void *context) {
    return found_PQsetNoticeProcessor(connection, process, context);
}

RAIDO_FORWARDS ConnStatusType PQstatus(const PGconn *connection) { return found_PQstatus(connection); }

RAIDO_FORWARDS PGTransactionStatusType PQtransactionStatus(const PGconn *connection) {
    return found_PQtransactionStatus(connection);
}

#elif defined(RAIDO_POSTGRESQL)
#error "the driver for PostgreSQL needs the header libpq-fe.h: apt-get install libpq-dev, or brew install libpq"
#endif
