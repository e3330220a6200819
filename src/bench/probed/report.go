package main

import (
	"sort"
	"time"
)

// report says how regularly a range of targets was asked within a window.
type report struct {
	Count   int     `json:"count"`
	Targets int     `json:"targets"`
	FirstNs int64   `json:"first_ns"`
	Gaps    int     `json:"gaps"`
	Late    int     `json:"late"` // gaps over 1.1 x interval
	P99     float64 `json:"gap_p99_s"`
	Max     float64 `json:"gap_max_s"`
}

// window is what a report is about: the targets from lo to hi, asked between two times of monotonic().
type window struct {
	kind     int
	from, to int64
	lo, hi   int
	interval time.Duration
}

func (w window) contains(e event) bool {
	return int(e.kind) == w.kind && e.nanos >= w.from && e.nanos < w.to && int(e.index) >= w.lo && int(e.index) < w.hi
}

func (w window) report() report {
	r := report{}
	byTarget := map[int32][]int64{}
	eventsLock.Lock()
	for _, e := range events {
		if !w.contains(e) {
			continue
		}
		r.Count++
		if r.FirstNs == 0 || e.nanos < r.FirstNs {
			r.FirstNs = e.nanos
		}
		byTarget[e.index] = append(byTarget[e.index], e.nanos)
	}
	eventsLock.Unlock()
	r.Targets = len(byTarget)
	gaps := w.gaps(byTarget)
	sort.Float64s(gaps)
	r.Gaps = len(gaps)
	if len(gaps) > 0 {
		r.P99, r.Max = gaps[len(gaps)*99/100], gaps[len(gaps)-1]
		r.Late = len(gaps) - sort.SearchFloat64s(gaps, 1.1*w.interval.Seconds())
	}
	return r
}

// gaps between the probes of each target. What the window cuts off counts where it is late already, and a target that was not
// asked at all is late where the window is longer than its interval.
func (w window) gaps(byTarget map[int32][]int64) []float64 {
	late := 1.1 * w.interval.Seconds()
	var gaps []float64
	for _, times := range byTarget {
		sort.Slice(times, func(i, j int) bool { return times[i] < times[j] })
		for i := 1; i < len(times); i++ {
			gaps = append(gaps, seconds(times[i]-times[i-1]))
		}
		for _, cut := range []float64{seconds(times[0] - w.from), seconds(w.to - times[len(times)-1])} {
			if cut > late {
				gaps = append(gaps, cut)
			}
		}
	}
	if whole := seconds(w.to - w.from); whole > late {
		for missing := w.hi - w.lo - len(byTarget); missing > 0; missing-- {
			gaps = append(gaps, whole)
		}
	}
	return gaps
}

func seconds(nanos int64) float64 { return float64(nanos) / 1e9 }
