# title: the name server was asked from another network
# fails: asked-dns two-addresses
# says: it was in one of ‘alpine’
docker network create lookup
docker container run -d --network lookup --network-alias search elasticsearch:2
docker container run -d --network lookup --network-alias search elasticsearch:2
docker container run --rm alpine nslookup search
sleep 15
for try in 1 2 3 4 5 6 7 8; do docker container run --rm --network lookup centos curl -s search:9200; done
docker container rm -f $(docker container ls -aq)
docker network rm lookup
