# title: no network was made: an alias needs one
# fails: lookup-net two-servers one-alias in-background asked-dns two-addresses asked-search both-names no-containers no-networks
# says: There is no network ‘lookup’
docker run -d --network-alias search elasticsearch:2
docker run -d --network-alias search elasticsearch:2
docker run --rm alpine nslookup search
docker run --rm centos curl -s search:9200
