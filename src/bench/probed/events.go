package main

import (
	"sync"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"
)

// The kinds of listener, in the order of their ports.
const (
	kindHTTP = iota
	kindTCP
	kindTLS
	kindHole
	kinds
)

var kindNames = [kinds]string{"http", "tcp", "tls", "hole"}

func kindOf(name string) int {
	for kind, known := range kindNames {
		if known == name {
			return kind
		}
	}
	return kindHTTP
}

// event is one probe's arrival.
type event struct {
	nanos int64 // CLOCK_MONOTONIC
	index int32 // of the address; -1: none of the targets
	kind  int32
}

var (
	eventsLock sync.Mutex
	events     = make([]event, 0, 1<<20)
	open       [kinds]atomic.Int64
)

var monotonicBase, goBase = clocks()

func clocks() (int64, time.Time) {
	var now syscall.Timespec
	base := time.Now()
	syscall.Syscall(syscall.SYS_CLOCK_GETTIME, 1, uintptr(unsafe.Pointer(&now)), 0)
	return now.Nano(), base
}

// monotonic is comparable between processes.
func monotonic() int64 { return monotonicBase + int64(time.Since(goBase)) }

// indexOf numbers the targets' addresses: 127.10.0.1 is the first, 250 in each block.
func indexOf(address []byte) int32 {
	if len(address) != 4 || address[0] != 127 || address[1] != 10 || address[3] == 0 {
		return -1
	}
	return int32(address[2])*250 + int32(address[3]) - 1
}

func record(kind int, index int32) {
	now := monotonic()
	eventsLock.Lock()
	events = append(events, event{now, index, int32(kind)})
	eventsLock.Unlock()
}
