#include "RaidoCLoader.h"
#include <dlfcn.h>
#include <stdio.h>

/// Of the last failure: its words, up to a length that holds a path.
static _Thread_local char problem[1024];

/// Keeps the words of the last failure, since the loader's own may change with its next call.
static void keep_problem(void) {
    const char *words = dlerror();
    snprintf(problem, sizeof problem, "%s", words ? words : "unknown error");
}

static void *open_first(const char *const *libraries) {
    for (const char *const *name = libraries; *name; name++) {
        void *library = dlopen(*name, RTLD_NOW | RTLD_LOCAL);
        if (library) return library;
        // The first name is the usual one, so its failure is the one to tell.
        if (name == libraries) keep_problem();
    }
    return NULL;
}

const char *raido_load(const char *const *libraries, const raido_function *functions) {
    void *library = open_first(libraries);
    if (!library) return problem;
    for (const raido_function *function = functions; function->name; function++) {
        *function->address = dlsym(library, function->name);
        if (!*function->address) {
            keep_problem();
            return problem;
        }
    }
    return NULL;
}
