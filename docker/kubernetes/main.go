// Command kubernetes is the Kubernetes programs that etcd-assay starts, in one file: they share nearly all of their code.
// It is the program whose name it is called by, or else the one that its first argument names.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	_ "time/tzdata" // for CronJobs, on nodes that have no zoneinfo

	"github.com/spf13/cobra"
	"k8s.io/component-base/cli"
	_ "k8s.io/component-base/logs/json/register"
	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	manager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
	kubelet "k8s.io/kubernetes/cmd/kubelet/app"
)

// Made only when called: each registers flags and metrics that the others would trip over.
var programs = map[string]func() *cobra.Command{
	"kube-apiserver":          apiserver.NewAPIServerCommand,
	"kube-controller-manager": manager.NewControllerManagerCommand,
	"kube-scheduler":          func() *cobra.Command { return scheduler.NewSchedulerCommand() },
	"kubelet":                 func() *cobra.Command { return kubelet.NewKubeletCommand(context.Background()) },
}

func main() {
	name, arguments := filepath.Base(os.Args[0]), os.Args[1:]
	program, ok := programs[name]
	if !ok && len(arguments) > 0 {
		name, arguments = arguments[0], arguments[1:]
		program, ok = programs[name]
	}
	if !ok {
		fmt.Fprintln(os.Stderr, "call it kube-apiserver, kube-controller-manager, kube-scheduler or kubelet, or name one of them first")
		os.Exit(2)
	}
	os.Args = append([]string{name}, arguments...)
	os.Exit(cli.Run(program()))
}
