// The floor: GETs over N kept-alive connections in one thread, with nothing but libcurl.
// Usage: curl-loop URL CONNECTIONS SECONDS; prints requests a second.
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static size_t discard(char *bytes, size_t size, size_t count, void *total) {
  (void)bytes;
  *(size_t *)total += size * count;
  return size * count;
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: curl-loop URL CONNECTIONS SECONDS\n");
    return 64;
  }
  int connections = atoi(argv[2]);
  double seconds = atof(argv[3]);
  size_t bytes = 0;
  long done = 0, failed = 0;
  curl_global_init(CURL_GLOBAL_ALL);
  CURLM *multi = curl_multi_init();
  for (int index = 0; index < connections; index++) {
    CURL *easy = curl_easy_init();
    curl_easy_setopt(easy, CURLOPT_URL, argv[1]);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, discard);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &bytes);
    curl_multi_add_handle(multi, easy);
  }
  double start = now(), end = start + seconds;
  while (now() < end) {
    int running = 0, left = 0;
    curl_multi_perform(multi, &running);
    CURLMsg *message;
    int finished = 0;
    while ((message = curl_multi_info_read(multi, &left)) != NULL) {
      if (message->msg != CURLMSG_DONE) continue;
      CURL *easy = message->easy_handle;
      long status = 0;
      curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
      if (message->data.result != CURLE_OK || status != 200) failed++;
      done++;
      finished++;
      curl_multi_remove_handle(multi, easy);
      curl_multi_add_handle(multi, easy);
    }
    if (finished == 0) curl_multi_poll(multi, NULL, 0, 1000, NULL);
  }
  double elapsed = now() - start;
  if (failed > 0 || done == 0) {
    fprintf(stderr, "curl-loop: %ld of %ld requests failed\n", failed, done);
    return 1;
  }
  printf("%.0f\n", done / elapsed);
  return 0;
}
