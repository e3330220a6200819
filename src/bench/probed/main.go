// Command probed is what is probed: every address of 127.0.0.0/8, with one listener of each kind tied to the loopback device.
// It answers HTTP after a fixed delay, accepts TCP, completes TLS handshakes, and accepts what it never answers; and it records
// when each of its addresses was asked, so that probes are counted and timed where they arrive.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"net/http"
	"runtime/debug"
	"strconv"
	"time"
)

func main() {
	port := flag.Int("port", 18080, "first of four consecutive ports: http, tcp, tls, hole")
	control := flag.Int("control", 18090, "port of reports, on 127.0.0.1")
	delay := flag.Duration("delay", 5*time.Millisecond, "how long an HTTP answer takes")
	authorityFile := flag.String("authority", "", "write the certificate of the TLS kind's authority here")
	flag.Parse()
	debug.SetGCPercent(400)
	authority := newAuthority()
	if *authorityFile != "" {
		authority.write(*authorityFile)
	}
	plain := map[int]int{kindHTTP: *port, kindTCP: *port + 1, kindHole: *port + 3}
	go newLoop(plain, *delay, 4096).run()
	go serveTLS(*port+2, authority, *delay)
	http.HandleFunc("/open", func(w http.ResponseWriter, r *http.Request) {
		write(w, open[kindOf(r.URL.Query().Get("kind"))].Load())
	})
	http.HandleFunc("/report", func(w http.ResponseWriter, r *http.Request) {
		write(w, asked(r).report())
	})
	log.Fatal(http.ListenAndServe(fmt.Sprintf("127.0.0.1:%d", *control), nil))
}

func asked(r *http.Request) window {
	query := r.URL.Query()
	number := func(key string) int64 {
		n, _ := strconv.ParseInt(query.Get(key), 10, 64)
		return n
	}
	interval, _ := time.ParseDuration(query.Get("interval"))
	to := number("to")
	if to == 0 {
		to = monotonic()
	}
	return window{kindOf(query.Get("kind")), number("from"), to, int(number("lo")), int(number("hi")), interval}
}

func write(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(value); err != nil {
		log.Print(err)
	}
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
