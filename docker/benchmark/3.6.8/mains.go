//go:build tools

// Package mains pins the program that put rates are measured against.
package mains

import _ "go.etcd.io/etcd/v3/tools/benchmark"
