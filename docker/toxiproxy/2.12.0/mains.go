//go:build tools

package mains

import _ "github.com/Shopify/toxiproxy/v2/cmd/server"
