# title: nothing was done
# fails: lookup-net two-servers one-alias in-background asked-dns two-addresses asked-search both-names no-containers no-networks
# says: There is no network ‘lookup’
docker version
