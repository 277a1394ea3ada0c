// Command decode reads what an API server stores and says what it is. On its standard input it takes values, each behind its
// length as four bytes, the highest first; for each it prints one line of JSON: {"object": ...}, {"unknown": true} where the
// kind is not one of Kubernetes' own, or {"why": "..."} where it cannot be decoded.
package main

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	apiextensions "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/client-go/kubernetes/scheme"
	aggregator "k8s.io/kube-aggregator/pkg/apis/apiregistration/v1"
)

// What is longer than etcd lets anybody write is no value.
const longest = 512 << 20

// Set by the linker.
var version = "unknown"

type answer struct {
	Object  runtime.Object `json:"object,omitempty"`
	Unknown bool           `json:"unknown,omitempty"`
	Why     string         `json:"why,omitempty"`
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "--version" {
		fmt.Println("decode version " + version)
		return
	}
	if err := answerAll(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "decode:", err)
		os.Exit(1)
	}
}

func answerAll(input io.Reader, output io.Writer) error {
	known := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{scheme.AddToScheme, apiextensions.AddToScheme, aggregator.AddToScheme} {
		if err := add(known); err != nil {
			return err
		}
	}
	decoder := serializer.NewCodecFactory(known).UniversalDeserializer()
	reader := bufio.NewReader(input)
	answers := json.NewEncoder(output)
	for {
		var length uint32
		if err := binary.Read(reader, binary.BigEndian, &length); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if length > longest {
			return fmt.Errorf("a value of %d bytes", length)
		}
		value := make([]byte, length)
		if _, err := io.ReadFull(reader, value); err != nil {
			return err
		}
		if err := answers.Encode(answerTo(decoder, value)); err != nil {
			return err
		}
	}
}

func answerTo(decoder runtime.Decoder, value []byte) answer {
	object, kind, err := decoder.Decode(value, nil, nil)
	if runtime.IsNotRegisteredError(err) {
		return answer{Unknown: true}
	}
	if err != nil {
		return answer{Why: err.Error()}
	}
	// What decodes leaves it out, since it is known by then.
	object.GetObjectKind().SetGroupVersionKind(*kind)
	return answer{Object: object}
}
