/* socket, bind, close. "COUNT" is answered with the nanoseconds that all took. */
#include "bench.h"

int main(void) {
  char line[100];
  while (read_line(line, sizeof line)) {
    int count = atoi(line);
    int64_t start = now();
    for (int i = 0; i < count; i++) {
      close(bound_socket(0, 0));
    }
    printf("%lld\n", (long long)(now() - start));
  }
  return 0;
}
