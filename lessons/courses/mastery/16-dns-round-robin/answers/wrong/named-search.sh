# title: a container is called search in place of an alias
# fails: one-alias two-addresses both-names
# says: aliases lookup ‘search’; there are 0
docker network create lookup
docker run -d --name search --network lookup elasticsearch:2
docker run -d --name search2 --network lookup elasticsearch:2
docker container run --rm --network lookup alpine nslookup search
sleep 15
for try in 1 2 3 4 5 6 7 8; do docker container run --rm --network lookup centos curl -s search:9200; done
docker container rm -f $(docker container ls -aq)
docker network rm lookup
