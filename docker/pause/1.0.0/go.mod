module etcd-assay/docker/pause

go 1.21
