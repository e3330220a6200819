package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

const (
	trustStore    = "trust.p12"
	trustPassword = "changeit"
)

// figures of one prober in one scene; probes are counted and timed by the target.
type figures struct {
	probes     int
	perProbe   float64 // CPU milliseconds
	cores      float64
	rss        float64 // MiB, the most that was seen in the window
	threads    int
	gaps, late int
	longest    float64 // seconds between two probes of one target
	hanging    int     // connections open that are never answered
	first      float64 // milliseconds from exec to the first probe
	others     float64 // cores that the rest of the machine used
}

func (f figures) latePercent() float64 { return 100 * float64(f.late) / float64(max(1, f.gaps)) }

// report is the target's.
type report struct {
	Count   int     `json:"count"`
	FirstNs int64   `json:"first_ns"`
	Gaps    int     `json:"gaps"`
	Late    int     `json:"late"`
	Max     float64 `json:"gap_max_s"`
}

func measure(c config, p prober, s scene) (figures, error) {
	folder, err := os.MkdirTemp("", "bench")
	if err != nil {
		return figures{}, err
	}
	defer os.RemoveAll(folder)
	target, err := startTarget(c, folder)
	if err != nil {
		return figures{}, err
	}
	defer stop(target)
	from := monotonic()
	child, err := p.start(s, folder)
	if err != nil {
		return figures{}, err
	}
	defer stop(child)
	if p.driver != nil {
		time.Sleep(time.Second)
		driver := p.driver(s)
		if err := driver.Start(); err != nil {
			return figures{}, err
		}
		defer stop(driver)
	}
	f, err := watch(s, child.Process.Pid, target.Process.Pid, from)
	if err == nil && f.probes == 0 && s.window > 0 {
		log, _ := os.ReadFile(filepath.Join(folder, "log-"+p.name))
		err = fmt.Errorf("%s asked nothing: %s", p.name, log[max(0, len(log)-400):])
	}
	return f, err
}

// startTarget returns once the target reports and its authority is trusted.
func startTarget(c config, folder string) (*exec.Cmd, error) {
	authority := filepath.Join(folder, "authority.pem")
	target := exec.Command(filepath.Join(c.binaries, "probed"), "-control", fmt.Sprint(control), "-authority", authority)
	target.Stderr = os.Stderr
	if err := target.Start(); err != nil {
		return nil, err
	}
	for try := 0; try < 500; try++ {
		if _, err := asked(scene{kind: "http"}, "http", 0, 0); err == nil {
			return target, trust(c, authority, filepath.Join(folder, trustStore))
		}
		time.Sleep(10 * time.Millisecond)
	}
	stop(target)
	return nil, fmt.Errorf("the target does not report")
}

func trust(c config, authority, store string) error {
	out, err := exec.Command(filepath.Join(c.java, "bin/keytool"), "-importcert", "-noprompt", "-file", authority,
		"-keystore", store, "-storepass", trustPassword).CombinedOutput()
	if err != nil {
		return fmt.Errorf("keytool: %s", out)
	}
	return nil
}

// watch warms up, then observes for the window.
func watch(s scene, prober, target int, started int64) (figures, error) {
	time.Sleep(s.warm)
	before, targetBefore, machine := usageOf(prober), usageOf(target), busy()
	f, from := figures{}, monotonic()
	for deadline := time.Now().Add(s.window); time.Now().Before(deadline); {
		time.Sleep(min(500*time.Millisecond, time.Until(deadline)))
		now := usageOf(prober)
		f.rss, f.threads = max(f.rss, now.rss), max(f.threads, now.threads)
		if s.hang > 0 {
			hanging := 0
			if err := get("/open?kind=hole", &hanging); err != nil {
				return f, err
			}
			f.hanging = max(f.hanging, hanging)
		}
	}
	to := monotonic()
	after, targetAfter := usageOf(prober), usageOf(target)
	seconds, cpu := float64(to-from)/1e9, after.cpu-before.cpu
	seen, err := asked(s, s.kind, from, to)
	if err != nil {
		return f, err
	}
	all, err := asked(s, s.kind, started, to)
	f.probes, f.gaps, f.late, f.longest = seen.Count, seen.Gaps, seen.Late, seen.Max
	f.perProbe, f.cores = cpu*1000/float64(max(1, seen.Count)), cpu/seconds
	f.first = float64(all.FirstNs-started) / 1e6
	f.others = (busy() - machine - cpu - (targetAfter.cpu - targetBefore.cpu)) / seconds
	return f, err
}

func asked(s scene, kind string, from, to int64) (report, error) {
	var r report
	return r, get(fmt.Sprintf("/report?kind=%s&from=%d&to=%d&hi=%d&interval=%s", kind, from, to, s.n, s.interval), &r)
}

func get(path string, into any) error {
	answer, err := http.Get(fmt.Sprintf("http://127.0.0.1:%d%s", control, path))
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	return json.NewDecoder(answer.Body).Decode(into)
}
