//go:build tools

package mains

import _ "github.com/versity/versitygw/cmd/versitygw"
