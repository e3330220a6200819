package main

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
	"unsafe"
)

const ticksPerSecond = 100 // of /proc/PID/stat, on every Linux

// monotonic is the target's clock too.
func monotonic() int64 {
	var now syscall.Timespec
	syscall.Syscall(syscall.SYS_CLOCK_GETTIME, 1, uintptr(unsafe.Pointer(&now)), 0)
	return now.Nano()
}

// usage is what a process took so far, all of its threads together.
type usage struct {
	cpu     float64 // seconds, user and system
	rss     float64 // MiB
	threads int
}

func usageOf(pid int) usage {
	var u usage
	stat, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if end := strings.LastIndexByte(string(stat), ')'); end > 0 {
		fields := strings.Fields(string(stat[end+2:]))
		u.cpu = (number(fields[11]) + number(fields[12])) / ticksPerSecond
	}
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	for _, line := range strings.Split(string(status), "\n") {
		switch words := strings.Fields(line); {
		case strings.HasPrefix(line, "VmRSS:"):
			u.rss = number(words[1]) / 1024
		case strings.HasPrefix(line, "Threads:"):
			u.threads = int(number(words[1]))
		}
	}
	return u
}

// busyCores is how much of the machine was used within a moment.
func busyCores(moment time.Duration) float64 {
	before := busy()
	time.Sleep(moment)
	return (busy() - before) / moment.Seconds()
}

func busy() float64 {
	stat, _ := os.ReadFile("/proc/stat")
	fields := strings.Fields(strings.SplitN(string(stat), "\n", 2)[0])
	return (number(fields[1]) + number(fields[2]) + number(fields[3]) + number(fields[6]) + number(fields[7])) / ticksPerSecond
}

func number(text string) float64 {
	n, _ := strconv.ParseFloat(text, 64)
	return n
}

// stop ends a child that was started here.
func stop(child *exec.Cmd) {
	child.Process.Signal(syscall.SIGTERM)
	ended := make(chan struct{})
	go func() { child.Wait(); close(ended) }()
	select {
	case <-ended:
	case <-time.After(7 * time.Second):
		child.Process.Kill()
		<-ended
	}
}
