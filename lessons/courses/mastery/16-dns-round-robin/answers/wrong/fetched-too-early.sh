# title: the servers had not started yet
# fails: asked-search both-names
# says: but it failed
docker network create lookup
docker container run -d --network lookup --network-alias search elasticsearch:2
docker container run -d --network lookup --network-alias search elasticsearch:2
docker run --rm --network lookup centos curl -s search:9200
docker container run --rm --network lookup alpine nslookup search
docker container rm -f $(docker container ls -aq)
docker network rm lookup
