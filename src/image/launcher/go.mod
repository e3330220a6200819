module connectivity.dev/launcher

go 1.24
