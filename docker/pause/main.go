// Command pause is what runs in containers that etcd-assay makes for its own sake: it waits until it is told to end, as the
// container does that holds a pod's network. Where it is given files and texts, in turn, it writes each text into its file
// first, and flushes it.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

// Set by the linker.
var version = "unknown"

func main() {
	arguments := os.Args[1:]
	if len(arguments) == 1 && arguments[0] == "--version" {
		fmt.Println("pause version " + version)
		return
	}
	if len(arguments)%2 != 0 {
		fmt.Fprintln(os.Stderr, "pause: give it pairs of FILE and TEXT, or nothing")
		os.Exit(2)
	}
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, syscall.SIGINT, syscall.SIGTERM)
	for ; len(arguments) > 0; arguments = arguments[2:] {
		if err := write(arguments[0], arguments[1]); err != nil {
			fmt.Fprintln(os.Stderr, "pause:", err)
			os.Exit(1)
		}
	}
	<-ended
}

func write(name, text string) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	if _, err := file.WriteString(text); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	return file.Close()
}
