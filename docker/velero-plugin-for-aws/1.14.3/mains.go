//go:build tools

package mains

import _ "github.com/vmware-tanzu/velero-plugin-for-aws/velero-plugin-for-aws"
