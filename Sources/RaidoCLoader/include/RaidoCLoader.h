#ifndef RAIDO_C_LOADER_H
#define RAIDO_C_LOADER_H

#include <stddef.h>

// C libraries that are loaded when they are first needed, so that a program with all drivers starts as fast as one that
// only knows SQLite, and runs where the libraries of servers are not installed.
//
// A target that forwards to a library defines the functions of its header. Each calls the library's own, through a
// pointer that raido_load() fills. They are hidden, so that the library never finds them in place of its own.

/// A function of a library, and where its address goes.
typedef struct {
    const char *name;
    void **address;
} raido_function;

/// Loads the first of the libraries that is there, and finds its functions. Both lists end with NULL.
///
/// It returns NULL, or what is wrong, in the loader's words. It is called once.
const char *raido_load(const char *const *libraries, const raido_function *functions);

#define RAIDO_FORWARDS __attribute__((visibility("hidden")))
#define RAIDO_POINTER(name) static __typeof__(&name) found_##name;
#define RAIDO_ENTRY(name) {#name, (void **)&found_##name},

#endif
