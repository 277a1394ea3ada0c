// Times Porcupine on histories that bench/search/generate.ts wrote: one line a case, {"ns": …, "result": …}.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"time"

	"github.com/anishathalye/porcupine"
)

type operation struct {
	Client int    `json:"client"`
	Key    string `json:"key"`
	F      string `json:"f"`
	// Numbers of registers, and texts of appends; -1 is the register's initial value.
	A       int    `json:"a"`
	B       int    `json:"b"`
	Text    string `json:"text"`
	Call    int64  `json:"call"`
	Return  int64  `json:"return"`
	Unknown bool   `json:"unknown"`
}

type testCase struct {
	Model      string      `json:"model"`
	Operations []operation `json:"operations"`
}

// Answers are part of the operation, as input, so that both sides are handed the same thing.
const (
	write = iota
	read
	cas
	refusedCas
	acquire
	release
	put
	appends
	get
)

var kinds = map[string]int{
	"write": write, "read": read, "cas": cas, "refused-cas": refusedCas, "acquire": acquire, "release": release,
	"put": put, "append": appends, "get": get,
}

type input struct {
	kind    int
	key     string
	a, b    int
	text    string
	unknown bool
}

// An unknown operation that could not have done anything has done nothing: Porcupine wants each in its place.
func stepNumber(state, in, _ interface{}) (bool, interface{}) {
	now, op := state.(int), in.(input)
	switch op.kind {
	case write:
		return true, op.a
	case read:
		return now == op.a, state
	case cas:
		if now == op.a {
			return true, op.b
		}
		return op.unknown, state
	case refusedCas:
		return now != op.a, state
	case acquire:
		if now == -1 {
			return true, 1
		}
		return op.unknown, state
	default:
		if now == 1 {
			return true, -1
		}
		return op.unknown, state
	}
}

func stepText(state, in, _ interface{}) (bool, interface{}) {
	now, op := state.(string), in.(input)
	switch op.kind {
	case put:
		return true, op.text
	case appends:
		return true, now + op.text
	default:
		return now == op.text, state
	}
}

func partition(history []porcupine.Operation) [][]porcupine.Operation {
	at := make(map[string]int)
	var parts [][]porcupine.Operation
	for _, op := range history {
		key := op.Input.(input).key
		i, known := at[key]
		if !known {
			i = len(parts)
			at[key] = i
			parts = append(parts, nil)
		}
		parts[i] = append(parts[i], op)
	}
	return parts
}

func modelOf(name string) porcupine.Model {
	if name == "kv-append" {
		return porcupine.Model{
			Partition: partition,
			Init:      func() interface{} { return "" },
			Step:      stepText,
		}
	}
	return porcupine.Model{
		Partition: partition,
		Init:      func() interface{} { return -1 },
		Step:      stepNumber,
		Hash:      func(state interface{}) uint64 { return uint64(state.(int)+2) * 0x9e3779b97f4a7c15 },
	}
}

func historyOf(one testCase) []porcupine.Operation {
	history := make([]porcupine.Operation, 0, len(one.Operations))
	for _, op := range one.Operations {
		history = append(history, porcupine.Operation{
			ClientId: op.Client,
			Input:    input{kinds[op.F], op.Key, op.A, op.B, op.Text, op.Unknown},
			Call:     op.Call,
			Return:   op.Return,
		})
	}
	return history
}

func main() {
	runtime.GOMAXPROCS(1)
	bytes, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	var cases []testCase
	if err := json.Unmarshal(bytes, &cases); err != nil {
		panic(err)
	}
	least, err := time.ParseDuration(os.Args[2])
	if err != nil {
		panic(err)
	}
	bytes = nil
	for _, one := range cases {
		history, model := historyOf(one), modelOf(one.Model)
		runtime.GC()
		var result porcupine.CheckResult
		begun, times := time.Now(), 0
		for times == 0 || time.Since(begun) < least {
			result = porcupine.CheckOperationsTimeout(model, history, 2*time.Second)
			times++
		}
		fmt.Printf("{\"ns\":%d,\"result\":%q}\n", time.Since(begun).Nanoseconds()/int64(times), result)
	}
}
