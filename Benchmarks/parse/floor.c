// Reads the files named on standard input and parses each with bare cmark-gfm: the floor.
#include <cmark-gfm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  static char path[4096];
  char *text = NULL;
  size_t room = 0, files = 0, bytes = 0;
  while (fgets(path, sizeof path, stdin)) {
    path[strcspn(path, "\n")] = 0;
    FILE *file = fopen(path, "rb");
    if (!file) return perror(path), 1;
    size_t length = 0, count;
    do {
      if (room < length + 65536) text = realloc(text, room = (length + 65536) * 2);
      count = fread(text + length, 1, room - length, file);
      length += count;
    } while (count > 0);
    fclose(file);
    cmark_node *document = cmark_parse_document(text, length, CMARK_OPT_DEFAULT);
    cmark_node_free(document);
    files += 1;
    bytes += length;
  }
  fprintf(stderr, "%zu files, %.1f MB\n", files, bytes / 1e6);
  return 0;
}
