// Command scrape asks an exporter that probes on request, as a Prometheus server does: every target once per interval, at a time
// of its own, over connections that are kept, whether or not earlier answers have come.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"time"
)

func main() {
	address := flag.String("address", "", "of the exporter")
	module := flag.String("module", "", "its module")
	target := flag.String("target", "", "with %s for the target's address")
	n := flag.Int("n", 100, "targets")
	interval := flag.Duration("interval", 10*time.Second, "between two probes of a target")
	flag.Parse()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 1000, IdleConnTimeout: time.Minute}}
	begin := time.Now()
	for k := 0; ; k++ {
		time.Sleep(time.Until(begin.Add(*interval * time.Duration(k) / time.Duration(*n))))
		i := k % *n
		query := url.Values{"module": {*module}, "target": {fmt.Sprintf(*target, fmt.Sprintf("127.10.%d.%d", i/250, 1+i%250))}}
		go scrape(client, "http://"+*address+"/probe?"+query.Encode())
	}
}

func scrape(client *http.Client, url string) {
	request, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("X-Prometheus-Scrape-Timeout-Seconds", "10")
	answer, err := client.Do(request)
	if err != nil {
		log.Print(err)
		return
	}
	defer answer.Body.Close()
	io.Copy(io.Discard, answer.Body)
}
