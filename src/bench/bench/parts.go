package main

import (
	"fmt"
	"log"
	"time"
)

// standard is 5,000 targets every 10 s: the cost of a probe depends on how many there are, and how often.
func standard(kind string) scene {
	s := scene{kind: kind, n: 5000, interval: 10 * time.Second, timeout: 5 * time.Second,
		warm: 25 * time.Second, window: 20 * time.Second}
	if kind == "tls" {
		s.warm = 50 * time.Second // a prober that verifies looks at 5,000 chains for the first time
	}
	return s
}

// cost is CPU per probe with a new connection each.
func cost(c config, kind string, floors ...prober) error {
	all := append(append([]prober{ours(c)}, rivals(c)...), floors...)
	took, others := map[string][]float64{}, []float64{}
	for range c.repeats {
		for _, p := range all {
			f, err := measure(c, p, standard(kind))
			if err != nil && p.name == "floor_java" {
				log.Printf("bench: %s: without this floor: %v", kind, err) // it has no schedule, and drowns on a busy machine
				continue
			}
			if err != nil {
				return err
			}
			took[p.name] = append(took[p.name], f.perProbe)
			others = append(others, f.others)
		}
	}
	our := median(took["ours"])
	values := []string{value("ours", our, 3)}
	for _, p := range append(floors, rivals(c)...) {
		if len(took[p.name]) == 0 {
			continue
		}
		their := median(took[p.name])
		ratio := "ratio_" + p.name
		if p.name == "floor" {
			ratio = "ratio"
		}
		values = append(values, value(p.name, their, 3), value(ratio, our/their, 2))
	}
	line(kind, "cpu_ms_per_probe", append(values, value("others_cores", median(others), 2))...)
	return nil
}

// memory is the resident set of the whole process.
func memory(c config) error {
	var values []string
	var idle float64
	for _, n := range []int{1, 100, 1000, 5000, 10000} {
		s := standard("http")
		s.n, s.warm, s.window = n, 20*time.Second, 12*time.Second // longer than an interval
		f, err := measure(c, ours(c), s)
		if err != nil {
			return err
		}
		if n == 1 {
			idle = f.rss
		}
		values = append(values, value(fmt.Sprintf("targets_%d", n), f.rss, 0))
		if n == 10000 {
			values = append(values, value("kib_per_target", (f.rss-idle)*1024/float64(n-1), 1))
		}
	}
	line("memory", "rss_mib", values...)
	return nil
}

// scale is 10,000 targets every 10 s, and the bare loop at the same pace for the rig's own jitter.
func scale(c config) error {
	idle := standard("http")
	idle.n, idle.warm, idle.window = 1, 15*time.Second, 12*time.Second // longer than an interval
	alone, err := measure(c, ours(c), idle)
	if err != nil {
		return err
	}
	s := standard("http")
	s.n, s.warm, s.window = 10000, 30*time.Second, 60*time.Second
	f, err := measure(c, ours(c), s)
	if err != nil {
		return err
	}
	s.warm = 10 * time.Second
	rig, err := measure(c, floor(c), s)
	if err != nil {
		return err
	}
	line("scale", "targets=10000", value("cores", f.cores, 2), value("late_percent", f.latePercent(), 3),
		value("late_percent_rig", rig.latePercent(), 3),
		value("longest_gap_s", f.longest, 2), value("rss_mib", f.rss, 0),
		value("kib_per_target", (f.rss-alone.rss)*1024/float64(s.n), 1), fmt.Sprintf("threads=%d", f.threads),
		value("others_cores", f.others, 2))
	return nil
}

// hang is 1,000 targets that accept and never answer, with a timeout of 10 s, beside as many that do.
func hang(c config) error {
	s := standard("http")
	s.n, s.hang, s.timeout, s.warm, s.window = 1000, 1000, 10*time.Second, 40*time.Second, 60*time.Second
	f, err := measure(c, ours(c), s)
	if err != nil {
		return err
	}
	line("hang", "hanging=1000", value("late_percent", f.latePercent(), 3), value("longest_gap_s", f.longest, 2),
		fmt.Sprintf("open_at_once=%d", f.hanging), value("rss_mib", f.rss, 0), fmt.Sprintf("threads=%d", f.threads))
	return nil
}

// startup is from exec to the first probe that arrives.
func startup(c config) error {
	for _, n := range []int{100, 5000} {
		took := map[string][]float64{}
		all := append([]prober{ours(c)}, rivals(c)...)
		for range 3 {
			for _, p := range all {
				s := standard("http")
				s.n, s.warm, s.window = n, 12*time.Second, 0
				f, err := measure(c, p, s)
				if err != nil {
					return err
				}
				took[p.name] = append(took[p.name], f.first)
			}
		}
		var values []string
		for _, p := range all {
			values = append(values, value(p.name, median(took[p.name]), 0))
		}
		line("startup", fmt.Sprintf("first_probe_ms targets=%d", n), values...)
	}
	return nil
}
