// Command chatbot is the demo's external service. Told to hang, it takes requests and answers none until it is told to recover.
package main

import (
	"flag"
	"fmt"
	"log"
	"net/http"
	"os"
	"sync"
)

// gate lets requests through, or holds them.
type gate struct {
	mutex  sync.Mutex
	opened chan struct{}
}

func newGate() *gate {
	g := &gate{opened: make(chan struct{})}
	close(g.opened)
	return g
}

func (g *gate) wait(r *http.Request) {
	g.mutex.Lock()
	opened := g.opened
	g.mutex.Unlock()
	select {
	case <-opened:
	case <-r.Context().Done():
	}
}

func (g *gate) shut() {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	select {
	case <-g.opened:
		g.opened = make(chan struct{})
	default:
	}
}

func (g *gate) open() {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	select {
	case <-g.opened:
	default:
		close(g.opened)
	}
}

func main() {
	address := flag.String("address", "203.0.113.10:80", "where the world asks")
	control := flag.String("control", "127.0.0.1:8999", "where POST /hang, /recover and /stop are taken")
	flag.Parse()

	embed := newGate()
	public := http.NewServeMux()
	public.HandleFunc("GET /embed", func(w http.ResponseWriter, r *http.Request) {
		embed.wait(r)
		fmt.Fprintln(w, "Hello, how can I help?")
	})
	private := http.NewServeMux()
	private.HandleFunc("POST /hang", func(http.ResponseWriter, *http.Request) { embed.shut() })
	private.HandleFunc("POST /recover", func(http.ResponseWriter, *http.Request) { embed.open() })
	private.HandleFunc("POST /stop", func(http.ResponseWriter, *http.Request) { os.Exit(0) })

	go func() { log.Fatal(http.ListenAndServe(*control, private)) }()
	log.Fatal(http.ListenAndServe(*address, public))
}
