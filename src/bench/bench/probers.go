package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

var urls = map[string]string{"http": "http", "tcp": "tcp", "tls": "tls"}

// ours is the command run of the packaged operator, with the options of its image.
func ours(c config) prober {
	return prober{
		name: "ours", template: filepath.Join(c.sources, "templates/policies.yaml.tmpl"), file: "policies.yaml",
		schemes: urls,
		command: func(s scene, folder string) *exec.Cmd {
			child := exec.Command(filepath.Join(c.java, "bin/java"), "@"+c.javaOptions,
				"-Djavax.net.ssl.trustStore="+filepath.Join(folder, trustStore),
				"-Djavax.net.ssl.trustStorePassword="+trustPassword,
				"-jar", c.application, "run", folder, fmt.Sprint(ourPort))
			child.Env = append(os.Environ(), "CONNECTIVITY_PROBES_ALLOW=127.0.0.0/8", "MALLOC_ARENA_MAX=1")
			return child
		},
	}
}

// floor is what kernel and language cost: connects, asks and closes, and knows nothing.
func floor(c config) prober {
	return prober{name: "floor", command: func(s scene, _ string) *exec.Cmd {
		return exec.Command(filepath.Join(c.binaries, "floor"), "-k", s.kind, "-p", fmt.Sprint(ports[s.kind]),
			"-n", fmt.Sprint(s.n), "-r", fmt.Sprint(s.rate()), "-d", fmt.Sprint((s.warm+s.window).Seconds()+5))
	}}
}

// floorJava is the same of a bare Java program.
func floorJava(c config) prober {
	return prober{name: "floor_java", command: func(s scene, _ string) *exec.Cmd {
		return exec.Command(filepath.Join(c.java, "bin/java"), "-XX:+UseSerialGC", "-Xmx80m", "-cp", c.binaries, "Floor",
			s.kind, fmt.Sprint(ports[s.kind]), fmt.Sprint(s.n), fmt.Sprint(s.rate()), fmt.Sprint((s.warm+s.window).Seconds()+5))
	}}
}

// rivals are those whose programs the environment names.
func rivals(c config) []prober {
	var all []prober
	if path := os.Getenv("BLACKBOX_EXPORTER"); path != "" {
		all = append(all, blackbox(c, path))
	}
	if path := os.Getenv("CLOUDPROBER"); path != "" {
		all = append(all, prober{name: "cloudprober", template: filepath.Join(c.sources, "templates/cloudprober.cfg.tmpl"),
			file: "cloudprober.cfg", schemes: urls,
			command: func(_ scene, folder string) *exec.Cmd {
				return exec.Command(path, "--config_file", filepath.Join(folder, "cloudprober.cfg"))
			}})
	}
	if path := os.Getenv("GATUS"); path != "" {
		all = append(all, prober{name: "gatus", template: filepath.Join(c.sources, "templates/gatus.yml.tmpl"),
			file: "gatus.yml", schemes: urls,
			command: func(_ scene, folder string) *exec.Cmd {
				child := exec.Command(path)
				child.Env = append(os.Environ(), "GATUS_CONFIG_PATH="+filepath.Join(folder, "gatus.yml"))
				return child
			}})
	}
	return all
}

func blackbox(c config, path string) prober {
	const address = "127.0.0.1:18115"
	return prober{
		name: "blackbox_exporter", template: filepath.Join(c.sources, "templates/blackbox.yml.tmpl"), file: "blackbox.yml",
		schemes: urls,
		command: func(_ scene, folder string) *exec.Cmd {
			return exec.Command(path, "--config.file="+filepath.Join(folder, "blackbox.yml"), "--web.listen-address="+address,
				"--log.level=error")
		},
		driver: func(s scene) *exec.Cmd {
			module := map[string]string{"http": "http_2xx", "tcp": "tcp_connect", "tls": "tls_connect"}[s.kind]
			target := map[string]string{"http": "http://%s:18080/", "tcp": "%s:18081", "tls": "%s:18082"}[s.kind]
			return exec.Command(filepath.Join(c.binaries, "scrape"), "-address", address, "-module", module, "-target", target,
				"-n", fmt.Sprint(s.n), "-interval", s.interval.String())
		},
	}
}
