// Command bench prints what the operator's probing costs, one line per figure, beside a bare loop and those rivals whose
// programs the environment names (BLACKBOX_EXPORTER, CLOUDPROBER, GATUS). All of a line is measured in one run, taking turns.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"
	"time"
)

type config struct {
	sources, binaries, java, javaOptions, application string
	repeats                                           int
	quiet                                             float64
}

var parts = []struct {
	name string
	run  func(config) error
}{
	{"http", func(c config) error { return cost(c, "http", floor(c), floorJava(c)) }},
	{"tcp", func(c config) error { return cost(c, "tcp", floor(c), floorJava(c)) }},
	{"tls", func(c config) error { return cost(c, "tls", floorJava(c)) }},
	{"memory", memory},
	{"scale", scale},
	{"hang", hang},
	{"startup", startup},
}

func main() {
	var c config
	flag.StringVar(&c.sources, "sources", "", "this folder")
	flag.StringVar(&c.binaries, "binaries", "", "where probed, scrape, floor and Floor.class are")
	flag.StringVar(&c.java, "java", os.Getenv("JAVA_HOME"), "a JDK")
	flag.StringVar(&c.javaOptions, "java-options", "", "file of the operator's JVM options")
	flag.StringVar(&c.application, "application", "", "the operator's jar")
	flag.IntVar(&c.repeats, "repeats", 2, "how often each prober takes its turn; the median counts")
	flag.Float64Var(&c.quiet, "quiet", 0, "wait, 5 minutes at most, until others use fewer cores than this")
	chosen := flag.String("parts", "", "which, separated by commas; all if empty")
	flag.Parse()
	log.SetFlags(0)
	wanted := strings.FieldsFunc(*chosen, func(r rune) bool { return r == ',' || r == ' ' })
	for _, part := range parts {
		if len(wanted) > 0 && !slices.Contains(wanted, part.name) {
			continue
		}
		c.await()
		if err := part.run(c); err != nil {
			log.Fatalf("bench: %s: %v", part.name, err)
		}
	}
}

func (c config) await() {
	for begin := time.Now(); c.quiet > 0 && time.Since(begin) < 5*time.Minute && busyCores(2*time.Second) > c.quiet; {
	}
}

func line(part, figure string, values ...string) {
	fmt.Printf("bench: %s %s %s\n", part, figure, strings.Join(values, " "))
}

func value(name string, number float64, digits int) string {
	return fmt.Sprintf("%s=%.*f", name, digits, number)
}

func median(numbers []float64) float64 {
	slices.Sort(numbers)
	middle := len(numbers) / 2
	if len(numbers)%2 == 0 {
		return (numbers[middle-1] + numbers[middle]) / 2
	}
	return numbers[middle]
}
