// Command storefront is the demo's web application: whatever the environment says, it listens where its flags say.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"
)

// How long a page waits for the chatbot before it goes without.
const chatbotPatience = time.Second

func main() {
	address := flag.String("address", "0.0.0.0", "address to listen on")
	port := flag.Int("port", 3001, "port to listen on")
	metrics := flag.Int("metrics-port", 0, "a second port, serving /metrics; 0: none")
	delay := flag.Duration("delay", 0, "how long starting takes")
	health := flag.Int("health", http.StatusOK, "status code that /api/health answers with")
	exitAfter := flag.Duration("exit-after", 0, "exit with code 1 after this time; 0: never")
	flag.Parse()

	if *exitAfter > 0 {
		time.AfterFunc(*exitAfter, func() { log.Fatal("exiting, as told") })
	}
	time.Sleep(*delay)
	if *metrics != 0 {
		go func() { log.Fatal(http.ListenAndServe(at(*address, *metrics), metricsPage())) }()
	}
	server := &http.Server{Addr: at(*address, *port), Handler: pages(*health, os.Getenv("CHATBOT_URL"))}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM, syscall.SIGINT)
	go func() {
		<-stop
		deadline, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		_ = server.Shutdown(deadline)
	}()
	log.Printf("listening on %s; PORT=%s NEXTAUTH_URL=%s", server.Addr, os.Getenv("PORT"), os.Getenv("NEXTAUTH_URL"))
	if err := server.ListenAndServe(); err != http.ErrServerClosed {
		log.Fatal(err)
	}
}

func at(address string, port int) string { return net.JoinHostPort(address, strconv.Itoa(port)) }

func pages(health int, chatbot string) http.Handler {
	routes := http.NewServeMux()
	routes.HandleFunc("GET /api/health", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(health) })
	routes.HandleFunc("GET /livez", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) })
	routes.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, "<h1>Storefront</h1>\n<p>Chatbot: %s</p>\n", askChatbot(chatbot))
	})
	return routes
}

// askChatbot says what the page shows of the chatbot; the page works without it.
func askChatbot(url string) string {
	if url == "" {
		return "none"
	}
	client := http.Client{Timeout: chatbotPatience}
	answer, err := client.Get(url)
	if err != nil {
		return "away"
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return "away"
	}
	return "here"
}

func metricsPage() http.Handler {
	routes := http.NewServeMux()
	routes.HandleFunc("GET /metrics", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "storefront_up 1") })
	return routes
}
