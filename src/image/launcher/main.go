// The command line in the image, where no shell could start it.
package main

import (
	"os"
	"syscall"
)

func main() {
	// The operator's cache serves: most of what a command loads, the operator does too.
	java := []string{"java", "@/app/cli.options", "-XX:AOTCache=/app/operator.aot", "-jar", "/app/quarkus-run.jar"}
	arguments := os.Args[1:]
	if len(arguments) == 0 {
		arguments = []string{"--help"}
	}
	err := syscall.Exec("/java/bin/java", append(java, arguments...), os.Environ())
	os.Stderr.WriteString("connectivity: " + err.Error() + "\n")
	os.Exit(3)
}
