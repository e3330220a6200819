// Command pooled is a web application with a pool as Prisma has one: it opens up to connection_limit connections, which it takes from
// the URL in DATABASE_URL, and works on all of them for as long as it is told to.
package main

import (
	"flag"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"time"
)

func main() {
	port := flag.Int("port", 3001, "port to listen on")
	flag.Parse()
	target, err := url.Parse(os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal("DATABASE_URL is no URL") // never the text itself: it holds a password
	}
	limit, err := strconv.Atoi(target.Query().Get("connection_limit"))
	if err != nil {
		log.Fatal("DATABASE_URL has no connection_limit")
	}
	pool := newPool(target, limit)
	http.HandleFunc("GET /api/health", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) })
	http.HandleFunc("GET /load", func(w http.ResponseWriter, r *http.Request) {
		pool.load(r.URL.Query().Get("on") == "true")
		fmt.Fprintln(w, pool.tell())
	})
	http.HandleFunc("GET /stats", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, pool.tell()) })
	log.Printf("listening on %d with a pool of %d", *port, limit)
	server := &http.Server{Addr: ":" + strconv.Itoa(*port), ReadHeaderTimeout: time.Second}
	log.Fatal(server.ListenAndServe())
}
