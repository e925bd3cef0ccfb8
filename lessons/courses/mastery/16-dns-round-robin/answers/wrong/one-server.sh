# title: there is only one server
# fails: two-servers one-alias in-background two-addresses both-names
# says: There should be exactly 2 containers
docker network create lookup
docker container run -d --network lookup --network-alias search elasticsearch:2
docker container run --rm --network lookup alpine nslookup search
sleep 15
for try in 1 2 3 4 5 6 7 8; do docker container run --rm --network lookup centos curl -s search:9200; done
docker container rm -f $(docker container ls -aq)
docker network rm lookup
