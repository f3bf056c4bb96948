#pragma once
#include <cmark-gfm.h>

/// Memory for one document at a time on one thread: cmark frees it all at once, which saves a third
/// of its time. cmark's own arena is one for the whole process.
///
/// Between `waymark_arena_begin` and `waymark_arena_end`, which must be called on the same thread,
/// everything made with the returned allocator lives; after it, nothing does. A thread keeps up to
/// 256 KiB for the next document.
cmark_mem *waymark_arena_begin(void);
void waymark_arena_end(void);
