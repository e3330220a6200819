package main

import (
	"fmt"
	"net/url"
	"sync"
	"sync/atomic"
	"time"
)

// How soon a connection that was refused or lost is tried again, and how long one piece of work keeps one busy.
const (
	again = 200 * time.Millisecond
	work  = 50 * time.Millisecond
)

// pool keeps limit workers, each with a connection of its own while there is load.
type pool struct {
	target  *url.URL
	mutex   sync.Mutex
	loaded  bool
	open    atomic.Int64
	queries atomic.Int64
	tooMany atomic.Int64 // SQLSTATE 53300
	failed  atomic.Int64 // anything else
}

func newPool(target *url.URL, limit int) *pool {
	p := &pool{target: target}
	for range limit {
		go p.serve()
	}
	return p
}

func (p *pool) load(on bool) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.loaded = on
}

func (p *pool) isLoaded() bool {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return p.loaded
}

func (p *pool) tell() string {
	return fmt.Sprintf("open=%d queries=%d 53300=%d failed=%d", p.open.Load(), p.queries.Load(), p.tooMany.Load(), p.failed.Load())
}

func (p *pool) serve() {
	for {
		if p.isLoaded() {
			p.count(p.session())
		}
		time.Sleep(again)
	}
}

func (p *pool) count(err error) {
	switch {
	case err == nil:
	case err.Error() == "53300":
		p.tooMany.Add(1)
	default:
		p.failed.Add(1)
	}
}

// session works on one connection until the load ends or the connection does.
func (p *pool) session() error {
	session, err := connect(p.target)
	if err != nil {
		return err
	}
	defer session.close()
	p.open.Add(1)
	defer p.open.Add(-1)
	for p.isLoaded() {
		if err := session.query("SELECT 1"); err != nil {
			return err
		}
		p.queries.Add(1)
		time.Sleep(work)
	}
	return nil
}
