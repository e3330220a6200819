module dev.connectivity/demo

go 1.24
