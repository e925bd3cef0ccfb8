# title: each server was asked by its own name
# fails: asked-search
# says: ‘curl search:9200’ was not run in a container
docker network create lookup
docker run -d --name es1 --network lookup --network-alias search elasticsearch:2
docker run -d --name es2 --network lookup --network-alias search elasticsearch:2
docker container run --rm --network lookup alpine nslookup search
sleep 15
for n in es1 es2; do docker run --rm --network lookup centos curl -s $n:9200; done
docker container rm -f $(docker container ls -aq)
docker network rm lookup
