// Runs a command RUNS times, its output discarded, and prints its least wall time in ms and its peak memory in MiB.
//
//   measure RUNS COMMAND ARGUMENT…
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(int count, char **arguments) {
  if (count < 3) return 2;
  double least = 1e18;
  long peak = 0;
  for (int run = atoi(arguments[1]); run > 0; run--) {
    struct timespec start, end;
    struct rusage usage;
    int status = 0;
    clock_gettime(CLOCK_MONOTONIC, &start);
    pid_t child = fork();
    if (child == 0) {
      int nowhere = open("/dev/null", O_WRONLY);
      dup2(nowhere, 1);
      dup2(nowhere, 2);
      execvp(arguments[2], arguments + 2);
      perror(arguments[2]);
      _exit(127);
    }
    if (wait4(child, &status, 0, &usage) < 0 || !WIFEXITED(status)) return 1;
    if (WEXITSTATUS(status) == 127) return 127;
    clock_gettime(CLOCK_MONOTONIC, &end);
    double ms = (end.tv_sec - start.tv_sec) * 1e3 + (end.tv_nsec - start.tv_nsec) / 1e6;
    if (ms < least) least = ms;
    if (usage.ru_maxrss > peak) peak = usage.ru_maxrss;
  }
  printf("%.1f %.1f\n", least, peak / 1024.0);
  return 0;
}
