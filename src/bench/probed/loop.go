package main

import (
	"bytes"
	"fmt"
	"log"
	"runtime"
	"syscall"
	"time"
	"unsafe"
)

const (
	mostConnections = 1 << 16
	epollPwait2     = 441
	signalSetSize   = 8
)

var (
	body      = "{\"status\":\"UP\",\"service\":\"target\",\"version\":\"1.0\"}\n"
	keeping   = answer("")
	closing   = answer("Connection: close\r\n")
	headEnd   = []byte("\r\n\r\n")
	wantsEnd  = []byte("connection: close")
	throwaway = make([]byte, 4096)
)

func answer(header string) []byte {
	return []byte(fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s\r\n%s", len(body), header, body))
}

// connection is one that stands; closes says what the client wants after the answer.
type connection struct {
	used, busy, closes bool
	kind               int
	index              int32
	generation         uint32
	length             int
	buffer             []byte
}

// pending is an answer that is due.
type pending struct {
	due        int64
	fd         int
	generation uint32
}

// loop serves the plain kinds on one thread, so that the target's own cost stays small and even.
type loop struct {
	epoll       int
	listeners   map[int]int // descriptor -> kind
	connections []connection
	generation  uint32
	answers     []pending
	delay       time.Duration
}

func newLoop(ports map[int]int, delay time.Duration, backlog int) *loop {
	epoll, err := syscall.EpollCreate1(syscall.EPOLL_CLOEXEC)
	must(err)
	l := &loop{epoll: epoll, listeners: map[int]int{}, connections: make([]connection, mostConnections), delay: delay}
	for kind, port := range ports {
		fd := listen(port, backlog)
		l.listeners[fd] = kind
		l.watch(fd, syscall.EPOLLIN)
	}
	return l
}

func listen(port, backlog int) int {
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM|syscall.SOCK_NONBLOCK|syscall.SOCK_CLOEXEC, 0)
	must(err)
	must(syscall.SetsockoptInt(fd, syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1))
	must(syscall.BindToDevice(fd, "lo"))
	must(syscall.Bind(fd, &syscall.SockaddrInet4{Port: port}))
	must(syscall.Listen(fd, backlog))
	return fd
}

func (l *loop) watch(fd int, events uint32) {
	must(syscall.EpollCtl(l.epoll, syscall.EPOLL_CTL_ADD, fd, &syscall.EpollEvent{Events: events, Fd: int32(fd)}))
}

func (l *loop) run() {
	runtime.LockOSThread()
	ready := make([]syscall.EpollEvent, 512)
	for {
		for _, event := range ready[:l.wait(ready)] {
			fd := int(event.Fd)
			if kind, ok := l.listeners[fd]; ok {
				l.accept(fd, kind)
			} else if l.connections[fd].used {
				l.read(fd)
			}
		}
		l.answerDue()
	}
}

// wait ends at the time of the next answer at the latest.
func (l *loop) wait(ready []syscall.EpollEvent) int {
	var timeout *syscall.Timespec
	if len(l.answers) > 0 {
		left := syscall.NsecToTimespec(max(0, l.answers[0].due-monotonic()))
		timeout = &left
	}
	n, _, err := syscall.Syscall6(epollPwait2, uintptr(l.epoll), uintptr(unsafe.Pointer(&ready[0])), uintptr(len(ready)),
		uintptr(unsafe.Pointer(timeout)), 0, signalSetSize)
	if err == syscall.EINTR {
		return 0
	}
	if err != 0 {
		log.Fatal("epoll_pwait2: ", err)
	}
	return int(n)
}

func (l *loop) accept(listener, kind int) {
	for {
		fd, _, err := syscall.Accept4(listener, syscall.SOCK_NONBLOCK|syscall.SOCK_CLOEXEC)
		if err != nil {
			return
		}
		if fd >= len(l.connections) {
			syscall.Close(fd)
			continue
		}
		l.generation++
		c := &l.connections[fd]
		*c = connection{used: true, kind: kind, index: localIndex(fd), generation: l.generation, buffer: c.buffer}
		open[kind].Add(1)
		if kind != kindHTTP {
			record(kind, c.index)
		}
		l.watch(fd, syscall.EPOLLIN|syscall.EPOLLRDHUP)
	}
}

func localIndex(fd int) int32 {
	local, err := syscall.Getsockname(fd)
	if err != nil {
		return -1
	}
	address := local.(*syscall.SockaddrInet4).Addr
	return indexOf(address[:])
}

func (l *loop) read(fd int) {
	c := &l.connections[fd]
	into := throwaway
	if c.kind == kindHTTP {
		if c.buffer == nil {
			c.buffer = make([]byte, 2048)
		}
		into = c.buffer[c.length:]
	}
	n, err := syscall.Read(fd, into)
	switch {
	case err == syscall.EAGAIN:
	case n <= 0:
		l.close(fd)
	case c.kind == kindHTTP:
		c.length += n
		l.request(fd, c)
	}
}

// request is answered once its head is complete.
func (l *loop) request(fd int, c *connection) {
	if !bytes.HasSuffix(c.buffer[:c.length], headEnd) {
		if c.length == len(c.buffer) {
			l.close(fd)
		}
		return
	}
	record(kindHTTP, c.index)
	c.closes = bytes.Contains(bytes.ToLower(c.buffer[:c.length]), wantsEnd)
	c.length, c.busy = 0, true
	l.answers = append(l.answers, pending{monotonic() + int64(l.delay), fd, c.generation})
}

func (l *loop) answerDue() {
	now := monotonic()
	for len(l.answers) > 0 && l.answers[0].due <= now {
		next := l.answers[0]
		l.answers = l.answers[1:]
		c := &l.connections[next.fd]
		if !c.used || !c.busy || c.generation != next.generation {
			continue
		}
		c.busy = false
		text := keeping
		if c.closes {
			text = closing
		}
		if _, err := syscall.Write(next.fd, text); err != nil || c.closes {
			l.close(next.fd)
		}
	}
}

func (l *loop) close(fd int) {
	c := &l.connections[fd]
	c.used, c.busy = false, false
	open[c.kind].Add(-1)
	syscall.Close(fd)
}
