#include "cmark_arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct chunk {
  struct chunk *previous;
  size_t used, room;
  _Alignas(16) unsigned char bytes[];
} chunk;

// The first chunk is enough for most documents and is kept by its thread.
static const size_t header = 16, least = 256 << 10;
static _Thread_local chunk *current;

static size_t *size_of(void *pointer) {
  return (size_t *)((unsigned char *)pointer - header);
}

/// Memory that is not cleared; ends the process where there is none, as cmark's allocator does.
static void *take(size_t size) {
  if (size > SIZE_MAX / 4) abort();
  size_t whole = header + ((size + 15) & ~(size_t)15);
  if (!current || current->room - current->used < whole) {
    size_t room = current ? current->room * 2 : least;
    if (room > 8 << 20) room = 8 << 20;
    if (room < whole) room = whole;
    chunk *next = malloc(sizeof(chunk) + room);
    if (!next) abort();
    next->previous = current;
    next->used = 0;
    next->room = room;
    current = next;
  }
  unsigned char *pointer = current->bytes + current->used + header;
  current->used += whole;
  *size_of(pointer) = whole - header;
  return pointer;
}

static void *arena_calloc(size_t count, size_t size) {
  if (size && count > SIZE_MAX / size) abort();
  return memset(take(count * size), 0, count * size);
}

static void *arena_realloc(void *pointer, size_t size) {
  if (!pointer) return take(size);
  size_t before = *size_of(pointer);
  if (size <= before) return pointer;
  return memcpy(take(size), pointer, before);
}

/// Only what was taken last is given back at once.
static void arena_free(void *pointer) {
  if (!pointer || !current) return;
  unsigned char *end = (unsigned char *)pointer + *size_of(pointer);
  if (end == current->bytes + current->used) current->used -= header + *size_of(pointer);
}

static cmark_mem arena = {arena_calloc, arena_realloc, arena_free};

cmark_mem *waymark_arena_begin(void) {
  waymark_arena_end();
  return &arena;
}

void waymark_arena_end(void) {
  while (current && current->previous) {
    chunk *previous = current->previous;
    free(current);
    current = previous;
  }
  if (current && current->room > least) {
    free(current);
    current = NULL;
  }
  if (current) current->used = 0;
}
