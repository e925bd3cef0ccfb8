# title: the machine fetched the pages through published ports
# fails: asked-search both-names
# says: ‘curl search:9200’ was not run in a container
docker network create lookup
docker container run -d -p 9201:9200 --network lookup --network-alias search elasticsearch:2
docker container run -d -p 9202:9200 --network lookup --network-alias search elasticsearch:2
docker container run --rm --network lookup alpine nslookup search
sleep 15
curl -s localhost:9201; curl -s localhost:9202
docker container rm -f $(docker container ls -aq)
docker network rm lookup
