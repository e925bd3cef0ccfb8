# title: the page was fetched from another network
# fails: asked-search both-names
# says: it was in one of ‘centos’
docker network create lookup
docker container run -d --network lookup --network-alias search elasticsearch:2
docker container run -d --network lookup --network-alias search elasticsearch:2
docker container run --rm --network lookup alpine nslookup search
sleep 15
for try in 1 2 3 4 5 6 7 8; do docker container run --rm centos curl -s search:9200; done
docker container rm -f $(docker container ls -aq)
docker network rm lookup
