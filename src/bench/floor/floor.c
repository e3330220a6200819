/* What the kernel costs: one thread, epoll, a new connection each; GET, the status code read, close (http) or connect and close
 * (tcp). No schedule but an even rate, no state, no metrics.
 *   floor -k http|tcp -p PORT -n TARGETS -r RATE -d SECONDS */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MOST 65536

static struct { int sent; uint32_t address; } connections[MOST];
static int port = 18080, targets = 1000, tcp = 0, poller;
static long done = 0, failed = 0;

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void begin(long k) {
  int i = k % targets, fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (fd < 0 || fd >= MOST) { failed++; return; }
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
  to.sin_addr.s_addr = htonl(127u << 24 | 10u << 16 | (uint32_t)(i / 250) << 8 | (uint32_t)(1 + i % 250));
  connections[fd].sent = 0;
  connections[fd].address = to.sin_addr.s_addr;
  if (connect(fd, (void *)&to, sizeof to) && errno != EINPROGRESS) { close(fd); failed++; return; }
  struct epoll_event e = {.events = EPOLLIN | EPOLLOUT | EPOLLET, .data.fd = fd};
  epoll_ctl(poller, EPOLL_CTL_ADD, fd, &e);
}

/* 0: goes on, 1: answered, -1: failed */
static int step(int fd, uint32_t events) {
  if (events & EPOLLERR) return -1;
  if (!connections[fd].sent && (events & EPOLLOUT)) {
    if (tcp) return 1;
    char request[160], ip[16];
    inet_ntop(AF_INET, &connections[fd].address, ip, sizeof ip);
    int length = snprintf(request, sizeof request, "GET / HTTP/1.1\r\nHost: %s:%d\r\nUser-Agent: floor\r\nConnection: close\r\n\r\n", ip, port);
    if (send(fd, request, length, MSG_NOSIGNAL) != length) return -1;
    connections[fd].sent = 1;
  }
  if (!(events & EPOLLIN)) return 0;
  char answer[4096];
  ssize_t n = recv(fd, answer, sizeof answer, 0);
  if (n >= 12) return memcmp(answer + 9, "200", 3) ? -1 : 1;
  return n < 0 && errno == EAGAIN ? 0 : -1;
}

int main(int argc, char **argv) {
  double rate = 100, seconds = 20;
  for (int o; (o = getopt(argc, argv, "k:p:n:r:d:")) != -1;) switch (o) {
    case 'k': tcp = !strcmp(optarg, "tcp"); break;
    case 'p': port = atoi(optarg); break;
    case 'n': targets = atoi(optarg); break;
    case 'r': rate = atof(optarg); break;
    case 'd': seconds = atof(optarg); break;
    default: return 2;
  }
  poller = epoll_create1(0);
  struct epoll_event ready[512];
  int64_t start = now(), end = start + (int64_t)(seconds * 1e9);
  for (long k = 0; now() < end;) {
    for (; start + (int64_t)(k * 1e9 / rate) <= now(); k++) begin(k);
    int64_t left = start + (int64_t)(k * 1e9 / rate) - now();
    int n = epoll_wait(poller, ready, 512, left <= 0 ? 0 : (int)(left / 1000000) + 1);
    for (int j = 0; j < n; j++) {
      int fd = ready[j].data.fd, ended = step(fd, ready[j].events);
      if (!ended) continue;
      close(fd);
      if (ended > 0) done++; else failed++;
    }
  }
  printf("done %ld failed %ld\n", done, failed);
  return 0;
}
