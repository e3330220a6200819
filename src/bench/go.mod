module connectivity.dev/bench

go 1.25
