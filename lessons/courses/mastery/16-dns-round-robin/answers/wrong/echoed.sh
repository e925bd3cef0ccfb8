# title: the answer was typed in, not fetched
# fails: asked-search both-names
# says: ‘curl search:9200’ was not run in a container
docker network create lookup
docker container run -d --network lookup --network-alias search elasticsearch:2
docker container run -d --network lookup --network-alias search elasticsearch:2
docker container run --rm --network lookup alpine nslookup search
sleep 15
echo '"name" : "Thor"'; echo '"name" : "Loki"'
docker container rm -f $(docker container ls -aq)
docker network rm lookup
