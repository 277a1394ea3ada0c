//go:build tools

package mains

import _ "github.com/vmware-tanzu/velero/cmd/velero"
