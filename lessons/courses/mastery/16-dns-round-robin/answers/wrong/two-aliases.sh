# title: each server has an alias of its own
# fails: one-alias asked-dns two-addresses asked-search both-names
# says: aliases lookup ‘search’; there are 0
docker network create lookup
docker container run -d --network lookup --network-alias search1 elasticsearch:2
docker container run -d --network lookup --network-alias search2 elasticsearch:2
docker container run --rm --network lookup alpine nslookup search
sleep 15
for try in 1 2 3 4 5 6 7 8; do docker container run --rm --network lookup centos curl -s search:9200; done
docker container rm -f $(docker container ls -aq)
docker network rm lookup
