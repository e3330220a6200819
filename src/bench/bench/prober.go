package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"text/template"
	"time"
)

// The target's ports; control is where it reports.
const (
	httpPort = 18080 + iota
	tcpPort
	tlsPort
	holePort
)

const (
	control   = 18090
	ourPort   = 18100
	perPolicy = 50
)

var ports = map[string]int{"http": httpPort, "tcp": tcpPort, "tls": tlsPort}

// scene is what one prober is given to do, and for how long it is watched.
type scene struct {
	kind              string
	n, hang           int
	interval, timeout time.Duration
	warm, window      time.Duration
}

func (s scene) rate() float64 { return float64(s.n) / s.interval.Seconds() }

// endpoint is one address of the target, as templates see it.
type endpoint struct {
	I    int
	IP   string
	Port int
	URL  string
}

func (s scene) endpoints(from, to, port int, scheme string) []endpoint {
	var all []endpoint
	for i := from; i < to; i++ {
		ip := fmt.Sprintf("127.10.%d.%d", i/250, 1+i%250)
		all = append(all, endpoint{i, ip, port, fmt.Sprintf("%s://%s:%d", scheme, ip, port)})
	}
	return all
}

// configuration is the data of a prober's template.
type configuration struct {
	Kind              string
	Targets, Hang     []endpoint
	Interval, Timeout time.Duration
	Policies          [][]endpoint // the targets in groups, for a prober that wants them so
	Hanging           [][]endpoint
}

func (s scene) configuration(scheme map[string]string) configuration {
	c := configuration{
		Kind: s.kind, Interval: s.interval, Timeout: s.timeout,
		Targets: s.endpoints(0, s.n, ports[s.kind], scheme[s.kind]),
		Hang:    s.endpoints(s.n, s.n+s.hang, holePort, "http"),
	}
	c.Policies, c.Hanging = groups(c.Targets), groups(c.Hang)
	return c
}

func groups(all []endpoint) [][]endpoint {
	var some [][]endpoint
	for from := 0; from < len(all); from += perPolicy {
		some = append(some, all[from:min(len(all), from+perPolicy)])
	}
	return some
}

// prober is a program that asks the target. Its configuration is written to a file of its own folder, from a template.
type prober struct {
	name     string
	template string
	file     string
	schemes  map[string]string
	command  func(s scene, folder string) *exec.Cmd
	driver   func(s scene) *exec.Cmd // asks it to probe, where it does not by itself
}

func (p prober) start(s scene, folder string) (*exec.Cmd, error) {
	if p.template != "" {
		text, err := template.ParseFiles(p.template)
		if err != nil {
			return nil, err
		}
		var out bytes.Buffer
		if err := text.Execute(&out, s.configuration(p.schemes)); err != nil {
			return nil, err
		}
		if err := os.WriteFile(filepath.Join(folder, p.file), out.Bytes(), 0o644); err != nil {
			return nil, err
		}
	}
	child := p.command(s, folder)
	log, err := os.Create(filepath.Join(folder, "log-"+p.name))
	if err != nil {
		return nil, err
	}
	defer log.Close()
	child.Stdout, child.Stderr, child.Dir = log, log, folder
	return child, child.Start()
}
